"""Where a last day comes to lie when a clock stood still."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.pause import moved_on, stood_still, working_days_of
from models.workday import Calendar, Stretch

PLAIN = Calendar()
FRIDAY = date(2026, 12, 4)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
pauses = st.lists(
    st.builds(lambda first, more: Stretch(first, first + timedelta(days=more)), days, st.integers(0, 40)), max_size=4
)


def _off(day: date) -> bool:
    """Written apart from the calendar under test: weekends, and the recognised holidays of 2026 to 2028 by hand."""
    fixed = {(1, 1), (5, 5), (12, 25), (12, 26)}
    moving = {
        date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 14), date(2026, 5, 25),
        date(2027, 3, 26), date(2027, 3, 29), date(2027, 4, 27), date(2027, 5, 6), date(2027, 5, 17),
        date(2028, 4, 14), date(2028, 4, 17), date(2028, 4, 27), date(2028, 5, 25), date(2028, 6, 5),
    }  # fmt: skip
    return day.isoweekday() > 5 or (day.month, day.day) in fixed or day in moving


def _naive(agreed_on: date, stretches: list[Stretch]) -> date:
    """Walks day by day: each working day on which the clock runs uses one up."""
    first = min([agreed_on, *(each.first_on for each in stretches)])
    left = sum(not _off(first + timedelta(days=n)) for n in range((agreed_on - first).days + 1))
    day = first - timedelta(days=1)
    while left:
        day += timedelta(days=1)
        left -= not _off(day) and not any(day in each for each in stretches)
    return day


@given(days.filter(lambda day: not _off(day)), pauses)
def test_an_agreed_day_moves_as_a_naive_walk_moves_it(agreed_on: date, stretches: list[Stretch]) -> None:
    assert moved_on(agreed_on, stretches, PLAIN) == _naive(agreed_on, stretches)


@given(days, pauses)
def test_the_order_in_which_pauses_are_told_does_not_matter(agreed_on: date, stretches: list[Stretch]) -> None:
    assert moved_on(agreed_on, stretches, PLAIN) == moved_on(agreed_on, reversed(stretches), PLAIN)


@given(days, pauses)
def test_a_pause_never_makes_a_day_earlier(agreed_on: date, stretches: list[Stretch]) -> None:
    assert moved_on(agreed_on, stretches, PLAIN) >= agreed_on


@pytest.mark.parametrize(
    ("stretches", "moved"),
    [
        ([], FRIDAY),
        ([Stretch(date(2026, 12, 5), date(2026, 12, 9))], FRIDAY),
        ([Stretch(date(2026, 12, 3), date(2026, 12, 3))], date(2026, 12, 7)),
        ([Stretch(date(2026, 12, 3), date(2026, 12, 8))], date(2026, 12, 10)),
        ([Stretch(date(2026, 11, 28), date(2026, 11, 29))], FRIDAY),
    ],
    ids=["none", "after the day", "one day", "over the day", "a weekend"],
)
def test_each_working_day_that_stood_still_is_given_back(stretches: list[Stretch], moved: date) -> None:
    assert moved_on(FRIDAY, stretches, PLAIN) == moved


def test_a_due_day_on_a_holiday_of_the_agency_moves_to_its_next_working_day() -> None:
    closed = Calendar(closed=(Stretch(date(2026, 12, 7), date(2026, 12, 11)),))

    assert moved_on(FRIDAY, [Stretch(FRIDAY, FRIDAY)], closed) == date(2026, 12, 14)


def test_the_day_it_was_said_still_counts_and_the_last_day_of_the_pause_does_not() -> None:
    assert stood_still(date(2026, 11, 23), date(2026, 11, 25)) == Stretch(date(2026, 11, 24), date(2026, 11, 25))
    assert stood_still(date(2026, 11, 23), date(2026, 11, 23)) is None


def test_days_of_two_pauses_at_once_count_once() -> None:
    stretches = [Stretch(date(2026, 11, 23), date(2026, 11, 27)), Stretch(date(2026, 11, 26), date(2026, 12, 1))]

    assert working_days_of(stretches, date(2026, 11, 30), PLAIN) == 6
