"""Virtual working hours: when somebody is at work, and a moment so many working days on. Never asks a clock."""

from datetime import date, datetime, time, timedelta
from random import Random

from flows.engine.matter import AMSTERDAM
from models.workday import Calendar

OPENS, CLOSES = time(8, 30), time(17)
_LAW = Calendar()
_MINUTES = 8 * 60 + 30


def day_of(moment: datetime) -> date:
    """The day it is in Amsterdam."""
    return moment.astimezone(AMSTERDAM).date()


def at_work(rng: Random, after: datetime, working_days: int) -> datetime:
    """Some moment in working hours, that many working days on and always later than ``after``."""
    day = working_day(day_of(after), working_days)
    moment = datetime.combine(day, OPENS, AMSTERDAM) + timedelta(minutes=rng.randrange(_MINUTES))
    if moment > after:
        return moment
    soon = after.astimezone(AMSTERDAM) + timedelta(minutes=rng.randrange(5, 90))
    if soon.time() < CLOSES and soon.date() == day:
        return soon
    return datetime.combine(working_day(day, 1), OPENS, AMSTERDAM) + timedelta(minutes=rng.randrange(_MINUTES))


def on_the_quarter(moment: datetime) -> datetime:
    """The quarter of an hour it is in, as people agree on an hour to meet."""
    return moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)


def working_day(day: date, ahead: int) -> date:
    """The working day so many working days on; the first one from ``day`` when it is none itself."""
    while not _LAW.works_on(day):
        day += timedelta(days=1)
    for _ in range(ahead):
        day += timedelta(days=1)
        while not _LAW.works_on(day):
            day += timedelta(days=1)
    return day


def working_days(first_on: date, last_on: date) -> int:
    """How many working days lie after the first day, up to and including the last."""
    return sum(_LAW.works_on(first_on + timedelta(days=ahead)) for ahead in range(1, (last_on - first_on).days + 1))
