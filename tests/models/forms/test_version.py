"""A form that changed: a question keeps the version it was asked with; an answer of another is lifted or refused."""

from typing import Any, ClassVar

import pytest

from models import forms
from models.forms import form_from, form_named
from models.forms.form import Form, asked
from models.refusal import BadAnswer, Refused


class FirstChanging(Form):
    question: ClassVar[str] = "Which day suits?"
    day: int = asked("Day", ge=1)


class Changing(Form):
    """The second version: what was a day became a week, and a yes came beside it."""

    version: ClassVar[int] = 2
    question: ClassVar[str] = "Which week suits?"
    week: int = asked("Week", ge=1)
    sure: bool = asked("Sure", default=False)

    @classmethod
    def lifted(cls, older: dict[str, Any], version: int) -> dict[str, Any] | None:
        return {"week": older["day"] // 7 + 1} if version == 1 and isinstance(older.get("day"), int) else None


@pytest.fixture(autouse=True)
def changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(forms.FORMS, "Changing", Changing)
    monkeypatch.setitem(forms.PAST, ("Changing", 1), FirstChanging)


def test_an_open_question_is_answered_in_the_version_it_was_asked_with() -> None:
    assert form_named("Changing", 1) is FirstChanging
    assert form_from("Changing", 1, {"day": 9}).journaled() == {"day": 9}
    with pytest.raises(BadAnswer, match="'day' is missing"):
        form_from("Changing", 1, {"week": 2})


def test_a_new_question_is_asked_in_the_newest_version() -> None:
    assert form_named("Changing") is Changing


def test_an_answer_of_an_older_version_is_lifted_to_the_version_that_was_asked() -> None:
    assert form_from("Changing", 2, {"version": 1, "day": 9}).journaled() == {"week": 2, "sure": False}


@pytest.mark.parametrize(
    ("asked_with", "given"), [(2, {"version": 1}), (2, {"version": 3, "week": 2}), (1, {"version": 2, "week": 2})]
)
def test_an_answer_that_cannot_be_lifted_is_refused_by_its_version(asked_with: int, given: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=f"is for version {given['version']} .* asked with version {asked_with}"):
        form_from("Changing", asked_with, given)


def test_a_version_nobody_knows_any_more_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="no form 'Changing' in version 7"):
        form_from("Changing", 7, {})
