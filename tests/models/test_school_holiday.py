"""School holidays from a sheet. Never on how a term stands still in them (see test_term)."""

from datetime import date
from pathlib import Path

import pytest

from models.school_holiday import LONGEST_DAYS, Region, read_school_holidays, stretches
from models.sheet import FaultyFile

HEADER = "region,school,name,first_on,last_on,provisional\n"
ROWS = """middle,,Herfstvakantie,17-10-2026,25-10-2026,ja
Zuid,,Herfstvakantie,2026-10-17,2026-10-25,yes
middle,,Kerstvakantie,2026-12-19,2027-01-03,no
,Waalzicht College,herfstvakantie,2026-10-10,2026-10-25,yes
,Waalzicht College,Introductieweek,2026-08-24,2026-08-28,no
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "holidays.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def test_each_row_says_for_whom_and_whether_it_may_change(sheet: Path) -> None:
    holidays = read_school_holidays(sheet)

    assert [(holiday.where, holiday.provisional) for holiday in holidays] == [
        ("middle", True),
        ("south", True),
        ("middle", False),
        ("Waalzicht College", True),
        ("Waalzicht College", False),
    ]


def test_a_school_without_holidays_of_its_own_follows_its_region(sheet: Path) -> None:
    holidays = stretches(read_school_holidays(sheet), Region.MIDDLE, "De Brug")

    assert [(holiday.name, holiday.first_on) for holiday in holidays] == [
        ("Herfstvakantie", date(2026, 10, 17)),
        ("Kerstvakantie", date(2026, 12, 19)),
    ]


def test_a_school_s_own_holiday_goes_before_the_region_s_of_that_name(sheet: Path) -> None:
    holidays = stretches(read_school_holidays(sheet), Region.MIDDLE, "Waalzicht College")

    assert [(holiday.name, holiday.first_on) for holiday in holidays] == [
        ("Introductieweek", date(2026, 8, 24)),
        ("herfstvakantie", date(2026, 10, 10)),
        ("Kerstvakantie", date(2026, 12, 19)),
    ]


def test_a_school_s_own_holiday_replaces_that_of_the_same_school_year_only(tmp_path: Path) -> None:
    path = tmp_path / "holidays.csv"
    path.write_text(
        HEADER
        + "north,,Zomervakantie,2026-07-04,2026-08-16,yes\nnorth,,Zomervakantie,2027-07-10,2027-08-22,yes\n"
        + ",Waalzicht College,Zomervakantie,2026-07-01,2026-08-16,yes\n",
        encoding="utf-8",
    )

    holidays = stretches(read_school_holidays(path), Region.NORTH, "Waalzicht College")

    assert [holiday.first_on for holiday in holidays] == [date(2026, 7, 1), date(2027, 7, 10)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("oost,,Herfstvakantie,2026-10-17,2026-10-25,yes", 'no region is called "oost"'),
        (",,Herfstvakantie,2026-10-17,2026-10-25,yes", "name a region or a school"),
        ("zuid,De Brug,Herfstvakantie,2026-10-17,2026-10-25,yes", "name a region or a school"),
        ("zuid,,,2026-10-17,2026-10-25,yes", "the holiday has no name"),
        ("zuid,,Herfstvakantie,2026-10-25,2026-10-17,yes", "lies before the first"),
        ("zuid,,Herfstvakantie,2026-10-17,2206-10-25,yes", f"longer than {LONGEST_DAYS}"),
        ("zuid,,Herfstvakantie,17 okt,2026-10-25,yes", '"17 okt" is no day'),
        ("zuid,,Herfstvakantie,2026-10-17,2026-10-25,onbekend", "is not yes or no"),
        ("middle,,Herfst,2026-10-25,2026-10-30,yes", "already has a holiday on some of these days, in line 2"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(sheet: Path, row: str, why: str) -> None:
    sheet.write_text(HEADER + ROWS + row + "\n", encoding="utf-8")

    with pytest.raises(FaultyFile) as refusal:
        read_school_holidays(sheet)

    (problem,) = refusal.value.problems
    assert problem.startswith("line 7: ")
    assert why in problem


def test_what_is_shipped_is_provisional_and_covers_the_three_regions() -> None:
    holidays = read_school_holidays()

    assert {holiday.region for holiday in holidays} == set(Region)
    assert all(holiday.provisional for holiday in holidays)


def test_shipped_holidays_run_from_a_saturday_to_a_sunday() -> None:
    spans = [
        (holiday.stretch.first_on.weekday(), holiday.stretch.last_on.weekday()) for holiday in read_school_holidays()
    ]

    assert set(spans) == {(5, 6)}


@pytest.mark.parametrize(
    ("region", "first_on"),
    [(Region.NORTH, date(2026, 7, 4)), (Region.MIDDLE, date(2026, 7, 18)), (Region.SOUTH, date(2026, 7, 11))],
)
def test_the_summer_of_2026_begins_on_another_day_in_each_region(region: Region, first_on: date) -> None:
    shipped = stretches(read_school_holidays(), region)

    assert first_on in {holiday.first_on for holiday in shipped if holiday.name == "Zomervakantie"}
