"""School holidays per region or per school, read from a sheet, because they change. Never computes one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path

from models.sheet import FaultyFile, day_of, read_sheet, yes_or_no
from models.workday import Stretch

SHIPPED = Path(__file__).parent / "data" / "school_holidays.csv"
COLUMNS = ("region", "school", "name", "first_on", "last_on", "provisional")
# The summer holiday is the longest, six weeks with its weekends; more is a typing error.
LONGEST_DAYS = 70
# A school year begins on 1 August.
_AUGUST = 8


class Region(StrEnum):
    """The three regions over which school holidays are spread."""

    NORTH = "north"
    MIDDLE = "middle"
    SOUTH = "south"


_REGIONS = {region.value: region for region in Region} | {
    "noord": Region.NORTH,
    "midden": Region.MIDDLE,
    "zuid": Region.SOUTH,
}


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """One holiday of a region, or of one school (mbo schools set their own).

    Attributes:
        region: the region it holds for; None for a school's own.
        school: the school it holds for; empty for a region's.
        stretch: the name, the first and the last day, both included.
        provisional: shown as "onder voorbehoud".
    """

    region: Region | None
    school: str
    stretch: Stretch
    provisional: bool = True

    @property
    def key(self) -> tuple[str, int, str]:
        """Where, in which school year and under which name: there is one of each."""
        return self.where.casefold(), _school_year(self.stretch), self.stretch.name.casefold()

    @property
    def where(self) -> str:
        """The school or the region, for people to read."""
        return self.school or str(self.region)


def read_school_holidays(path: Path = SHIPPED) -> tuple[SchoolHoliday, ...]:
    """Every holiday of the sheet; FaultyFile as ``numbered_school_holidays`` raises it."""
    return tuple(holiday for _, holiday in numbered_school_holidays(path))


def numbered_school_holidays(path: Path) -> tuple[tuple[int, SchoolHoliday], ...]:
    """Every holiday of the sheet with its line.

    Its columns: region, school (one of both), name, first_on, last_on, provisional.

    Raises:
        FaultyFile: at least one row is wrong or two of one region or school overlap; each is named by its line.
    """
    rows = read_sheet(path, COLUMNS, _row)
    problems = [
        f"line {later}: {holiday.where} already has a holiday on some of these days, in line {earlier}"
        for (earlier, other), (later, holiday) in combinations(rows, 2)
        if (other.region, other.school) == (holiday.region, holiday.school) and _overlap(other.stretch, holiday.stretch)
    ]
    if problems:
        raise FaultyFile(path, problems)
    return tuple(rows)


def stretches(holidays: Iterable[SchoolHoliday], region: Region, school: str = "") -> tuple[Stretch, ...]:
    """What ``Calendar(school=...)`` takes: the school's own holidays, and for the rest the region's.

    A school's own row goes before the region's row of the same name in the same school year.
    """
    return own_first(
        (bool(holiday.school), holiday.stretch)
        for holiday in holidays
        if holiday.region is region or (school and holiday.school == school)
    )


def own_first(holidays: Iterable[tuple[bool, Stretch]]) -> tuple[Stretch, ...]:
    """The holidays of one school, in order; each is its own (true) or of its region.

    A school's own goes before the region's of the same name in the same school year.
    """
    chosen = {
        (_school_year(stretch), stretch.name.casefold()): stretch
        for _, stretch in sorted(holidays, key=lambda each: each[0])
    }
    return tuple(sorted(chosen.values(), key=lambda stretch: stretch.first_on))


def _school_year(stretch: Stretch) -> int:
    return stretch.first_on.year - (stretch.first_on.month < _AUGUST)


def _row(cells: dict[str, str]) -> SchoolHoliday:
    stretch = Stretch(day_of(cells["first_on"]), day_of(cells["last_on"]), cells["name"])
    if not stretch.name:
        raise ValueError("the holiday has no name")
    if stretch.days > LONGEST_DAYS:
        raise ValueError(f"a holiday of {stretch.days} days is longer than {LONGEST_DAYS}")
    if bool(cells["region"]) == bool(cells["school"]):
        raise ValueError("name a region or a school, one of both")
    return SchoolHoliday(region_called(cells["region"]), cells["school"], stretch, yes_or_no(cells["provisional"]))


def region_called(name: str) -> Region | None:
    """The school region of that name in Dutch or English, none for no name; ValueError for any other."""
    if name and name.lower() not in _REGIONS:
        raise ValueError(f'no region is called "{name}": use north, middle or south')
    return _REGIONS.get(name.lower())


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one.first_on <= other.last_on and other.first_on <= one.last_on
