"""Which birthdays ask for something, and from which day on."""

from datetime import date, timedelta

import pytest

from models.birthday import OCCASIONS, coming, newest

BORN = date(2009, 2, 14)
LEAPLING = date(2008, 2, 29)
AHEAD = {"birthday ahead": 42, "plan for 18 ahead": 182, "plan for 18": 91}


def ahead(term: str, day: date) -> date:
    return day - timedelta(days=AHEAD[term])


def names(birth_on: date, today: date) -> list[tuple[str, int]]:
    return [(str(each.errand), each.about) for each in coming(birth_on, today, ahead)]


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        (date(2026, 8, 15), []),
        (date(2026, 8, 16), [("plan for 18", 6)]),
        (date(2026, 8, 30), [("plan for 18", 6)]),
        (date(2026, 11, 15), [("plan for 18", 6), ("plan for 18", 3)]),
        (date(2027, 2, 13), [("plan for 18", 6), ("plan for 18", 3)]),
        (date(2027, 2, 14), []),
        (date(2032, 1, 2), []),
        (date(2032, 1, 3), [("target group", 23)]),
        (date(2036, 2, 1), [("target group", 27)]),
        (date(2036, 2, 14), []),
    ],
)
def test_a_birthday_asks_from_weeks_ahead_up_to_the_day_itself(today: date, asked: list[tuple[str, int]]) -> None:
    assert names(BORN, today) == asked


def test_who_was_born_on_the_twenty_ninth_of_february_comes_of_age_on_the_first_of_march() -> None:
    assert names(LEAPLING, date(2026, 2, 28)) == [("plan for 18", 6), ("plan for 18", 3)]
    assert names(LEAPLING, date(2026, 3, 1)) == []


def test_who_registers_late_is_asked_once_and_not_for_every_occasion_that_went_by() -> None:
    found = newest(coming(BORN, date(2027, 1, 4), ahead))

    assert [(each.errand.value, each.about) for each in found] == [("plan for 18", 3)]


def test_every_occasion_is_told_apart_from_the_others() -> None:
    assert len({(each.errand, each.about) for each in OCCASIONS}) == len(OCCASIONS)
