"""Which school year a day is in: it begins on 1 August, and is called after the year in which it begins."""

from datetime import date

BEGINS = (8, 1)


def school_year(day: date) -> int:
    """The year in which the school year of this day begins: 2026 for all of 2026-2027."""
    return day.year if (day.month, day.day) >= BEGINS else day.year - 1


def begins(year: int) -> date:
    """The first day of that school year."""
    return date(year, *BEGINS)


COUNTED_ON = (10, 1)


def counting_year(day: date) -> int:
    """The year in which the count of who left school early begins: from 1 October up to and including 30 September."""
    return day.year if (day.month, day.day) >= COUNTED_ON else day.year - 1
