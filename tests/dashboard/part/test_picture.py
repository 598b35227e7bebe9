"""A picture is what Streamlit would make of it, and holds against the schema that Altair no longer looks at."""

from types import SimpleNamespace
from typing import Any

import altair as alt

from dashboard.part.age_chart import _chart as ages
from dashboard.part.picture import spec_of
from flows.queries.ageing import StageAge
from models.code import Stage

DESK: Any = SimpleNamespace(language="nl", say=lambda words, **_: words, day=str, number=str)
AGES = [StageAge(Stage.INTAKE, {1: 3, 9: 1}, 9, 3, 8, 1), StageAge(Stage.AFTERCARE, {}, 0, None, None, 0)]


def test_a_picture_holds_against_the_schema_and_brings_no_measures_of_its_own() -> None:
    spec = spec_of(ages(DESK, AGES))

    assert alt.LayerChart.from_dict(spec).to_dict(validate=True)["layer"] == spec["layer"]
    assert "config" not in spec
