"""Days and months, counted by hand. Never which day is off."""

from datetime import date

import pytest

from models.amount import BadTerm, Unit
from models.day_count import ONE_DAY, count, onward
from models.holiday import DayOff

RAIN = DayOff("regen", "rain")
WET = {date(2026, 2, 27), date(2026, 3, 1)}


def _wet(day: date) -> DayOff | None:
    return RAIN if day in WET else None


def test_days_that_do_not_count_are_passed_over_and_remembered() -> None:
    day, skipped = count(date(2026, 2, 26), 2, _wet)

    assert day == date(2026, 3, 2)
    assert skipped == [(date(2026, 2, 27), RAIN), (date(2026, 3, 1), RAIN)]


def test_days_are_counted_back_as_well() -> None:
    assert count(date(2026, 3, 2), 2, _wet, -ONE_DAY)[0] == date(2026, 2, 26)


def test_no_day_at_all_is_the_day_itself() -> None:
    assert count(date(2026, 2, 27), 0, _wet) == (date(2026, 2, 27), [])


def test_counting_days_that_never_come_is_given_up() -> None:
    with pytest.raises(BadTerm, match="never ends"):
        count(date(2026, 2, 26), 1, lambda _: RAIN)


@pytest.mark.parametrize(
    ("day", "number", "unit", "reached"),
    [
        (date(2026, 1, 31), 1, Unit.MONTHS, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, Unit.MONTHS, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, Unit.MONTHS, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, Unit.MONTHS, date(2032, 2, 29)),
        (date(2026, 10, 31), 4, Unit.MONTHS, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, Unit.MONTHS, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, Unit.MONTHS, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, Unit.MONTHS, date(2025, 12, 15)),
        (date(2026, 2, 27), 3, Unit.DAYS, date(2026, 3, 2)),
        (date(2028, 2, 27), 1, Unit.WEEKS, date(2028, 3, 5)),
        (date(2028, 3, 5), -1, Unit.WEEKS, date(2028, 2, 27)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_one_there_is(
    day: date, number: int, unit: Unit, reached: date
) -> None:
    assert onward(day, number, unit) == reached
