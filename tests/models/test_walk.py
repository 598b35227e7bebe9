"""The steps of a term, one by one. Never the words for them (see test_explanation)."""

from datetime import UTC, date, datetime

import pytest

from models.amount import Amount, BadTerm, Unit, parse
from models.holiday import DayOff
from models.kind import Kind
from models.walk import LAST_START, Mark, Step, walk
from models.workday import Calendar, Stretch

PLAIN = Calendar()
AUTUMN = Stretch(date(2026, 10, 17), date(2026, 10, 25), "Herfstvakantie")


def test_good_friday_and_easter_monday_are_passed_over_by_name() -> None:
    steps = walk(parse("8 weeks"), Kind.STATUTORY, date(2026, 2, 6), PLAIN)

    assert steps == (
        Step(Mark.REACHED, date(2026, 4, 3)),
        Step(Mark.LAW_MOVES, date(2026, 4, 3), DayOff("Goede Vrijdag", "Good Friday")),
        Step(Mark.SKIPPED_DAY, date(2026, 4, 6), DayOff("Tweede Paasdag", "Easter Monday"), 1),
        Step(Mark.DUE, date(2026, 4, 7)),
    )


def test_a_school_holiday_is_one_step_however_many_days_it_has() -> None:
    steps = walk(parse("5 workdays"), Kind.SCHOOL, date(2026, 10, 15), Calendar(school=(AUTUMN,)))

    assert steps == (
        Step(Mark.COUNTED, date(2026, 10, 29)),
        Step(Mark.SKIPPED_DAYS, date(2026, 10, 17), DayOff("Herfstvakantie", "Herfstvakantie"), 9),
        Step(Mark.DUE, date(2026, 10, 29)),
    )


def test_an_ordinary_term_takes_two_steps() -> None:
    steps = walk(parse("4 weeks"), Kind.STATUTORY, date(2026, 10, 12), PLAIN)

    assert [step.mark for step in steps] == [Mark.REACHED, Mark.DUE]


def test_a_term_in_hours_cannot_be_walked_in_days() -> None:
    with pytest.raises(BadTerm, match="72 hours run from a moment"):
        walk(Amount(72, Unit.HOURS), Kind.STATUTORY, date(2026, 11, 23), PLAIN)


def test_a_term_in_weeks_cannot_start_at_a_moment() -> None:
    with pytest.raises(BadTerm, match="8 weeks run from a day"):
        walk(parse("8 weeks"), Kind.STATUTORY, datetime(2026, 11, 23, 9, 0, tzinfo=UTC), PLAIN)


@pytest.mark.parametrize("year", [1, 206, 1989, LAST_START + 1, 9999])
def test_a_start_that_must_be_a_typing_error_is_refused(year: int) -> None:
    with pytest.raises(BadTerm, match=f"not in {year}"):
        walk(parse("8 weeks"), Kind.STATUTORY, date(year, 12, 31), PLAIN)


def test_a_clock_that_is_paused_for_ever_is_refused() -> None:
    for_ever = Stretch(date(2026, 11, 23), date(2100, 1, 1))

    with pytest.raises(BadTerm, match="never ends"):
        walk(parse("8 weeks"), Kind.STATUTORY, date(2026, 11, 20), PLAIN, (for_ever,))
