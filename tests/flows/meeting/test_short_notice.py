"""A meeting within three working days: nobody is asked, the case manager ticks who comes. Source: decision 0037."""

from typing import Any

import pytest

from models.refusal import Refused
from models.tables import Invitation

SCHOOL = "agency:2"
DOORSTROOMPUNT = "agency:6"
SOCIAL_WORK = "agency:8"
YOUTH = "person:1"


@pytest.mark.parametrize("comes", [[], [SCHOOL, SOCIAL_WORK], [SCHOOL, YOUTH], [SOCIAL_WORK, YOUTH]])
def test_at_short_notice_the_case_manager_ticks_enough_people_for_a_meeting_that_counts(
    table: Any, comes: list[str]
) -> None:
    table.start().invite()

    with pytest.raises(Refused, match="too few come"):
        table.slot(days=1, comes=comes)

    assert table.open_keys() == ["slot"]
    assert table.told("MeetingInvited") == []


def test_at_short_notice_nobody_is_asked_and_who_was_ticked_stands_on_the_list(table: Any) -> None:
    table.start().invite(SCHOOL, SOCIAL_WORK, DOORSTROOMPUNT)

    table.slot(days=1, comes=[SCHOOL, SOCIAL_WORK, YOUTH])

    assert table.open_keys() == ["meeting-day"]
    assert [row.status for row in table.rows(Invitation)] == ["comes", "comes", "cannot", "comes"]


def test_at_short_notice_a_meeting_goes_on_without_the_youth_for_a_recorded_reason(table: Any) -> None:
    table.start().invite()

    table.slot(days=1, comes=[SCHOOL, SOCIAL_WORK], without_youth_why="Noor ligt in het ziekenhuis.")

    assert table.open_keys() == ["meeting-day"]


def test_under_sixteen_a_parent_who_comes_at_short_notice_is_enough(table: Any) -> None:
    mother = table.born(2014).mother
    table.start().invite()

    table.slot(days=1, comes=[SCHOOL, SOCIAL_WORK, f"person:{mother}"])

    assert table.open_keys() == ["meeting-day"]
