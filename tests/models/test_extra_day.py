"""Days off by decree or by region. Never on the holidays of the law itself."""

from datetime import date
from pathlib import Path

import pytest

from models.extra_day import ExtraDay, read_extra_days
from models.holiday import recognised
from models.sheet import FaultyFile

SHEET = """on,name,equated,region
2027-05-07,vrijdag na Hemelvaartsdag,yes,
2027-02-08,carnavalsmaandag,no,Rivierland-Oost
2027-02-08,feestmaandag,no,Heuvelrug-West
"""


def test_a_region_has_the_days_of_the_country_and_its_own(tmp_path: Path) -> None:
    path = tmp_path / "extra.csv"
    path.write_text(SHEET, encoding="utf-8")

    days = read_extra_days(path, "Rivierland-Oost")

    assert days == (
        ExtraDay(date(2027, 5, 7), "vrijdag na Hemelvaartsdag", equated=True),
        ExtraDay(date(2027, 2, 8), "carnavalsmaandag", region="Rivierland-Oost"),
    )


def test_a_day_without_a_name_is_refused_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "extra.csv"
    path.write_text(SHEET + "2027-02-09,,no,\n", encoding="utf-8")

    with pytest.raises(FaultyFile, match="line 5: the day has no name"):
        read_extra_days(path)


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_the_friday_after_ascension_day_is_shipped_as_equated_by_decree(year: int) -> None:
    ascension = next(on for on, name in recognised(year).items() if name.nl == "Hemelvaartsdag")

    fridays = {day.on for day in read_extra_days() if day.equated and day.name == "vrijdag na Hemelvaartsdag"}

    assert ascension.replace(day=ascension.day + 1) in fridays


def test_no_shipped_extra_day_falls_in_a_weekend_or_on_a_recognised_holiday() -> None:
    days = read_extra_days()

    assert days
    assert all(day.on.weekday() < 5 and day.on not in recognised(day.on.year) for day in days)
