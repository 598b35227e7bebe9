"""The page of a link asks a youth doctor for a conclusion, and nobody else."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from dashboard.route.answering import Answering, _sheets
from models.forms.meeting import Attendance
from models.holder import Holder


@pytest.mark.parametrize("of_doctor", [True, False])
def test_a_conclusion_is_asked_of_a_youth_doctor_only(*, of_doctor: bool) -> None:
    found: Any = SimpleNamespace(form=Attendance, colleagues=(), holder=Holder("", 1), of_doctor=of_doctor)

    sheets = _sheets(Answering(cast("Any", None), found, "nl", {}))

    asked = {do: {field.name for field in fields} for do, _, _, fields in sheets}
    assert "comes" in asked["answer"]
    assert {do: "conclusion" in names for do, names in asked.items() if do != "someone_else"} == {
        "answer": of_doctor,
        "cannot": of_doctor,
    }
    assert not of_doctor or not any("notes" in names for names in asked.values())
