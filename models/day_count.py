"""Counts days one by one, and months as people do. Knows no kind of term and no calendar."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from models.amount import BadTerm, Unit
from models.holiday import DayOff
from models.speech import mark

ONE_DAY = timedelta(days=1)
_LONGEST_WALK = timedelta(days=25 * 366)
_DAYS_IN = {Unit.DAYS: 1, Unit.WEEKS: 7}


def count(
    after: date, number: int, why_not: Callable[[date], DayOff | None], step: timedelta = ONE_DAY
) -> tuple[date, list[tuple[date, DayOff]]]:
    """The ``number``-th day after ``after`` that counts, and the days passed over on the way.

    Args:
        after: the day before the first; it never counts itself.
        number: how many days must count.
        why_not: why a day does not count, or None.
        step: one day on, or one day back.

    Raises:
        BadTerm: after 25 years too few days counted.
    """
    day = after
    skipped: list[tuple[date, DayOff]] = []
    while number:
        day += step
        why = why_not(day)
        if why is None:
            number -= 1
        else:
            skipped.append((day, why))
        if abs(day - after) > _LONGEST_WALK:
            raise BadTerm(mark("This term never ends: in 25 years too few days count."))
    return day, skipped


def onward(day: date, number: int, unit: Unit) -> date:
    """The day some calendar units on, or back when negative; a month without that day ends on its last."""
    if unit is not Unit.MONTHS:
        return day + timedelta(days=number * _DAYS_IN[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
