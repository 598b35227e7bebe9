"""The days the Algemene termijnenwet recognises, computed for any year. Never knows an organisation's own days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from dateutil.easter import easter

FIRST_YEAR = 1990
LAST_YEAR = 4099
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class DayOff:
    """What a day on which nobody counts is called, in both languages."""

    nl: str
    en: str

    def name(self, language: str) -> str:
        """The name in ``language`` ("nl" or "en"); KeyError for any other."""
        return {"nl": self.nl, "en": self.en}[language]


_KINGS_DAY = DayOff("Koningsdag", "King's Day")
_QUEENS_DAY = DayOff("Koninginnedag", "Queen's Day")
_FIXED = {
    (1, 1): DayOff("Nieuwjaarsdag", "New Year's Day"),
    # Recognised every year, whatever a collective agreement or a holiday library says.
    (5, 5): DayOff("Bevrijdingsdag", "Liberation Day"),
    (12, 25): DayOff("Eerste Kerstdag", "Christmas Day"),
    (12, 26): DayOff("Tweede Kerstdag", "Boxing Day"),
}
_DAYS_FROM_EASTER = {
    -2: DayOff("Goede Vrijdag", "Good Friday"),
    1: DayOff("Tweede Paasdag", "Easter Monday"),
    39: DayOff("Hemelvaartsdag", "Ascension Day"),
    50: DayOff("Tweede Pinksterdag", "Whit Monday"),
}


@cache
def recognised(year: int) -> Mapping[date, DayOff]:
    """The recognised holidays of a year: Algemene termijnenwet art. 3, first and second paragraph.

    Days made equal to them by decree (third paragraph) are data, see ``extra_day``.

    Raises:
        ValueError: before 1990 (5 May was not yet yearly) or after 4099 (Easter is not known).
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Holidays are known from {FIRST_YEAR} up to {LAST_YEAR}, not for {year}.")
    sunday = easter(year)
    days = {sunday + timedelta(distance): name for distance, name in _DAYS_FROM_EASTER.items()}
    days |= {date(year, month, day): name for (month, day), name in _FIXED.items()}
    days |= _royal_birthday(year)
    return MappingProxyType(days)


def _royal_birthday(year: int) -> dict[date, DayOff]:
    """The day it is *celebrated*, as the law says: on a Sunday it is the Saturday before."""
    day, name = (date(year, 4, 27), _KINGS_DAY) if year >= 2014 else (date(year, 4, 30), _QUEENS_DAY)
    return {day - timedelta(day.weekday() == _SUNDAY): name}
