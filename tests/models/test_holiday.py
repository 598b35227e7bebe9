"""Which days the Algemene termijnenwet recognises. Never on a calendar of an organisation."""

from datetime import date

import pytest

from models.holiday import FIRST_YEAR, LAST_YEAR, recognised

NAMES = {
    "Nieuwjaarsdag",
    "Goede Vrijdag",
    "Tweede Paasdag",
    "Koningsdag",
    "Bevrijdingsdag",
    "Hemelvaartsdag",
    "Tweede Pinksterdag",
    "Eerste Kerstdag",
    "Tweede Kerstdag",
}
YEARS = {
    2026: ("1-1", "3-4", "6-4", "27-4", "5-5", "14-5", "25-5", "25-12", "26-12"),
    2027: ("1-1", "26-3", "29-3", "27-4", "5-5", "6-5", "17-5", "25-12", "26-12"),
    2028: ("1-1", "14-4", "17-4", "27-4", "5-5", "25-5", "5-6", "25-12", "26-12"),
}


@pytest.mark.parametrize("year", YEARS)
def test_the_law_recognises_nine_days_a_year(year: int) -> None:
    expected = {date(year, int(month), int(day)) for day, month in (text.split("-") for text in YEARS[year])}

    days = recognised(year)

    assert set(days) == expected


@pytest.mark.parametrize("year", YEARS)
def test_each_recognised_day_has_its_dutch_name(year: int) -> None:
    assert {day.name("nl") for day in recognised(year).values()} == NAMES


def test_each_recognised_day_has_its_own_english_name() -> None:
    names = {day.name("en") for day in recognised(2026).values()}

    assert len(names) == len(NAMES)
    assert "Good Friday" in names


@pytest.mark.parametrize("year", range(2014, 2060))
def test_the_fifth_of_may_is_recognised_every_year(year: int) -> None:
    assert date(year, 5, 5) in recognised(year)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2025, date(2025, 4, 26)), (2031, date(2031, 4, 26)), (2026, date(2026, 4, 27)), (2013, date(2013, 4, 30))],
)
def test_the_kings_birthday_is_celebrated_on_the_saturday_when_it_falls_on_a_sunday(year: int, day: date) -> None:
    royal = {on for on, name in recognised(year).items() if name.nl in {"Koningsdag", "Koninginnedag"}}

    assert royal == {day}


def test_ascension_day_on_the_fifth_of_may_is_one_day_off() -> None:
    days = recognised(2016)

    assert date(2016, 5, 5) in days
    assert len(days) == len(NAMES) - 1


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_a_year_without_known_holidays_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match=f"not for {year}"):
        recognised(year)


def test_nobody_can_add_a_day_to_the_law() -> None:
    with pytest.raises(TypeError):
        recognised(2026)[date(2026, 6, 1)] = recognised(2026)[date(2026, 1, 1)]  # type: ignore[index]
