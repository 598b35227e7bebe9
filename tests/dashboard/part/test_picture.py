"""A picture is what Streamlit would make of it, and holds against the schema that Altair no longer looks at."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import altair as alt
import pytest

from dashboard.part.age_chart import _chart as ages
from dashboard.part.heat_map import _chart as heat
from dashboard.part.picture import spec_of
from flows.queries.ageing import StageAge
from flows.queries.heat import HeatCell
from models.code import Stage

DESK: Any = SimpleNamespace(language="nl", say=lambda words, **_: words, day=str)
CELLS = [HeatCell(1, "Geldloket", "intake", 3, 2, date(2026, 11, 2)), HeatCell(2, "GGD", "beside", 1, 0, date.min)]
AGES = [StageAge(Stage.INTAKE, {1: 3, 9: 1}, 9, 3, 8, 1), StageAge(Stage.AFTERCARE, {}, 0, None, None, 0)]


@pytest.mark.parametrize("draw", [lambda: heat(DESK, CELLS), lambda: ages(DESK, AGES)])
def test_a_picture_holds_against_the_schema_and_brings_no_measures_of_its_own(draw: Callable[[], Any]) -> None:
    chart = draw()

    spec = spec_of(chart)

    assert alt.LayerChart.from_dict(spec).to_dict(validate=True)["layer"] == spec["layer"]
    assert "config" not in spec
