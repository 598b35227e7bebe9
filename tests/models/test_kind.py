"""The table of kinds is whole. Never on the days themselves."""

from datetime import date

import pytest

from models.amount import Unit
from models.extra_day import ExtraDay
from models.kind import MOVES_UP_TO, RULES, Kind
from models.workday import Calendar, Stretch

CLOSED_ON = date(2026, 11, 23)
CALENDAR = Calendar(
    extra=(ExtraDay(date(2027, 2, 8), "carnavalsmaandag"),), closed=(Stretch(CLOSED_ON, CLOSED_ON, "studiedag"),)
)


def test_every_kind_of_term_has_a_rule() -> None:
    assert set(RULES) == set(Kind)


def test_every_calendar_unit_has_a_limit_past_which_the_law_moves_nothing() -> None:
    assert set(MOVES_UP_TO) == {Unit.DAYS, Unit.WEEKS, Unit.MONTHS}


@pytest.mark.parametrize("kind", [Kind.STATUTORY, Kind.SCHOOL])
def test_an_organisation_cannot_make_a_term_of_the_law_longer_by_closing(kind: Kind) -> None:
    assert RULES[kind].off(CALENDAR, CLOSED_ON) is None


@pytest.mark.parametrize("kind", [Kind.AGREED, Kind.NORM])
def test_other_terms_respect_the_days_an_organisation_is_closed(kind: Kind) -> None:
    assert RULES[kind].off(CALENDAR, CLOSED_ON) is not None
