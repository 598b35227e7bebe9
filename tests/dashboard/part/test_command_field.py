"""Every command has fields a page can draw, and choices that have names."""

import pytest

from dashboard.part.command_field import OPEN_QUESTION, asked_for
from dashboard.part.field import Field
from flows.acts.act import About
from flows.acts.table import ACTS
from flows.queries.pick import PICKS
from models.choice import choice_called, choices_of


@pytest.mark.parametrize("name", [name for name, act in ACTS.items() if act.about is not About.ANSWER])
def test_its_fields_are_drawn_from_its_form_and_every_choice_has_a_name(name: str) -> None:
    act = ACTS[name]
    drawn = {field.name for field in asked_for(act)} - {"key", "sure"}

    assert drawn == set(act.only or act.sheet.model_fields)
    assert _picks(asked_for(act)) <= {*PICKS, OPEN_QUESTION}
    for field, about in act.sheet.model_fields.items():
        assert all(choice_called(act.sheet.__name__, field, code, "nl") for code in choices_of(about.annotation))


def test_a_question_is_chosen_first_and_what_is_grave_is_ticked_last() -> None:
    fields = [field.name for field in asked_for(ACTS["withdraw"])]

    assert (ACTS["withdraw"].about, fields) == (About.QUESTION, ["key", "sure"])


def _picks(fields: tuple[Field, ...]) -> set[str]:
    own = {field.pick for field in fields if field.pick}
    return own.union(*(_picks(field.lines) for field in fields))
