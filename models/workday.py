"""The calendars: which days the law, an organisation and a school count. Never counts a term (see ``walk``)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.extra_day import ExtraDay
from models.holiday import DayOff, recognised

_DAY = timedelta(days=1)
WEEKEND = {5: DayOff("zaterdag", "Saturday"), 6: DayOff("zondag", "Sunday")}
_CLOSED = DayOff("gesloten", "closed")
_SCHOOL_HOLIDAY = DayOff("schoolvakantie", "school holiday")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row, both ends included: a school holiday, a closed week, a pause of the clock.

    Raises:
        ValueError: it ends before it begins.
    """

    first_on: date
    last_on: date
    name: str = ""

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise ValueError(f"the last day, {self.last_on}, lies before the first, {self.first_on}")

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on

    @property
    def days(self) -> int:
        """How many calendar days it holds."""
        return (self.last_on - self.first_on).days + 1

    def why(self, unnamed: DayOff) -> DayOff:
        """The stretch's own name, said the same in both languages, or ``unnamed`` when it has none."""
        return DayOff(self.name, self.name) if self.name else unnamed


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off of one organisation in its region; ``Calendar()`` knows the law's own days only.

    Attributes:
        extra: days off of the country or region, see ``extra_day``.
        closed: the organisation's own closed days.
        school: the school holidays that its school terms stand still on.
    """

    extra: tuple[ExtraDay, ...] = ()
    closed: tuple[Stretch, ...] = ()
    school: tuple[Stretch, ...] = ()
    _equated: Mapping[date, DayOff] = field(init=False, repr=False, compare=False)
    _own: Mapping[date, DayOff] = field(init=False, repr=False, compare=False)
    _school: Mapping[date, DayOff] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        extra = {day.on: DayOff(day.name, day.name) for day in self.extra}
        equated = {day.on: extra[day.on] for day in self.extra if day.equated}
        # A frozen dataclass fills what it derives this way; looked up once for every day of every walk.
        object.__setattr__(self, "_equated", equated)
        object.__setattr__(self, "_own", _by_day(self.closed, _CLOSED) | extra)
        object.__setattr__(self, "_school", _by_day(self.school, _SCHOOL_HOLIDAY))

    def off_by_law(self, day: date) -> DayOff | None:
        """Why no statutory term ends on this day: a recognised or equated holiday, Saturday or Sunday."""
        return recognised(day.year).get(day) or self._equated.get(day) or WEEKEND.get(day.weekday())

    def off_for_organisation(self, day: date) -> DayOff | None:
        """Why the organisation does not work on this day: by law, in its region, or by its own choice."""
        return self.off_by_law(day) or self._own.get(day)

    def school_holiday(self, day: date) -> DayOff | None:
        """The school holiday this day lies in."""
        return self._school.get(day)

    def works_on(self, day: date) -> bool:
        """Whether this is one of the organisation's working days."""
        return day.weekday() not in WEEKEND and self.off_for_organisation(day) is None


def _by_day(stretches: Iterable[Stretch], unnamed: DayOff) -> dict[date, DayOff]:
    return {
        stretch.first_on + timedelta(days=ahead): stretch.why(unnamed)
        for stretch in stretches
        for ahead in range(stretch.days)
    }


def next_working_day(after: date, calendar: Calendar) -> date:
    """The first working day after a day."""
    day = after + _DAY
    while not calendar.works_on(day):
        day += _DAY
    return day


def working_days_after(after: date, until: date, calendar: Calendar) -> int:
    """The working days after one day, up to and including another; none where that lies before it."""
    return sum(calendar.works_on(after + timedelta(days=ahead)) for ahead in range(1, (until - after).days + 1))
