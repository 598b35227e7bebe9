"""Where a last day comes to lie when a clock stood still. Pure: reads no row, and knows no reason for a pause."""

from collections.abc import Iterable
from datetime import date, timedelta

from models.workday import Calendar, Stretch, next_working_day

_DAY = timedelta(days=1)


def stood_still(from_on: date, until_on: date) -> Stretch | None:
    """The days that do not count: from the day after ``from_on`` up to and including ``until_on``; none on one day."""
    return Stretch(from_on + _DAY, until_on) if until_on > from_on else None


def moved_on(agreed_on: date, pauses: Iterable[Stretch], calendar: Calendar) -> date:
    """An agreed last day, one working day further for each working day before it that the clock stood still.

    Days of a pause after the last day move nothing, and no day counts twice. The same pauses always give the same day.
    """
    days = {pause.first_on + timedelta(days=ahead) for pause in pauses for ahead in range(pause.days)}
    last_on = agreed_on
    for day in sorted(filter(calendar.works_on, days)):
        if day <= last_on:
            last_on = next_working_day(last_on, calendar)
    return last_on


def working_days_of(pauses: Iterable[Stretch], until_on: date, calendar: Calendar) -> int:
    """How many working days the clock stood still up to and including a day; no day counts twice."""
    days = {pause.first_on + timedelta(days=ahead) for pause in pauses for ahead in range(pause.days)}
    return sum(day <= until_on and calendar.works_on(day) for day in days)
