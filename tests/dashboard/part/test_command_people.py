"""Every command about people has its button, with fields a page can draw and choices that have names."""

import pytest

from dashboard.part.command_list import COMMANDS
from dashboard.part.command_people import PEOPLE
from dashboard.part.field import fields_of
from flows.queries.lawful_people import PEOPLE_RULES
from flows.queries.pick import PICKS
from models.choice import choice_called, choices_of


def test_every_command_that_can_be_lawful_has_its_button() -> None:
    assert set(PEOPLE) == set(PEOPLE_RULES)
    assert set(PEOPLE) <= set(COMMANDS)


@pytest.mark.parametrize("name", PEOPLE)
def test_its_fields_are_drawn_from_its_sheet_and_every_choice_has_a_name(name: str) -> None:
    sheet = PEOPLE[name].sheet

    assert [field.name for field in PEOPLE[name].fields] == [field.name for field in fields_of(sheet)]
    assert {field.pick for field in PEOPLE[name].fields if field.pick} <= set(PICKS)
    for field, about in sheet.model_fields.items():
        assert all(choice_called(sheet.__name__, field, code, "nl") for code in choices_of(about.annotation))
