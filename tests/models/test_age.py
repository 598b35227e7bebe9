"""What changes with a birthday. Source: process.md, stage 1 step 3 and "Parents"."""

from datetime import date

import pytest

from models.age import ADULT_AT, AGREES_TOO_AT, EDGES, PARENTS_STAND_BACK_AT, GiverKind, age, age_band, birthday, givers

BORN, LEAP = date(2008, 11, 23), date(2008, 2, 29)

AGES = [
    (BORN, date(2026, 11, 22), 17),
    (BORN, date(2026, 11, 23), 18),
    (BORN, date(2026, 11, 24), 18),
    (BORN, BORN, 0),
    (LEAP, date(2026, 2, 28), 17),
    (LEAP, date(2026, 3, 1), 18),
    (LEAP, date(2028, 2, 29), 20),
    (date(2008, 12, 31), date(2027, 1, 1), 18),
    (date(2009, 1, 1), date(2026, 12, 31), 17),
]


@pytest.mark.parametrize(("born", "on", "years"), AGES)
def test_somebody_is_as_old_as_their_last_birthday(born: date, on: date, years: int) -> None:
    assert age(born, on) == years


@pytest.mark.parametrize(
    ("born", "years", "day"),
    [(BORN, 18, date(2026, 11, 23)), (LEAP, 18, date(2026, 3, 1)), (LEAP, 16, date(2024, 2, 29)), (BORN, 0, BORN)],
)
def test_a_birthday_on_a_leap_day_falls_on_the_first_of_march(born: date, years: int, day: date) -> None:
    assert birthday(born, years) == day
    assert age(born, day) == years


YOUTH, CUSTODY = GiverKind.YOUTH, GiverKind.CUSTODY


@pytest.mark.parametrize(
    ("years", "needed"),
    [
        (0, {CUSTODY}),
        (11, {CUSTODY}),
        (12, {YOUTH, CUSTODY}),
        (15, {YOUTH, CUSTODY}),
        (16, {YOUTH}),
        (17, {YOUTH}),
        (18, {YOUTH}),
        (26, {YOUTH}),
    ],
)
def test_whose_yes_is_needed_goes_by_age(years: int, needed: set[GiverKind]) -> None:
    assert givers(years) == needed


def test_the_ages_at_which_something_changes_are_edges() -> None:
    assert {AGREES_TOO_AT, PARENTS_STAND_BACK_AT, ADULT_AT} <= set(EDGES)
    assert list(EDGES) == sorted(set(EDGES))


@pytest.mark.parametrize(
    ("years", "band"),
    [(4, "< 12"), (11, "< 12"), (12, "12-15"), (15, "12-15"), (16, "16-17"), (17, "16-17"), (18, "18-22"),
     (22, "18-22"), (23, "23-27"), (27, "23-27"), (28, "> 27")],
)  # fmt: skip
def test_where_nobody_is_named_an_age_is_told_as_a_band(years: int, band: str) -> None:
    assert age_band(years) == band
