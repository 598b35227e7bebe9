"""What binds a term, and how terms of that kind run: one table. Never counts a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.amount import Unit
from models.holiday import DayOff
from models.workday import Calendar


class Kind(StrEnum):
    """What binds a term, and therefore how it is counted (see ``RULES``)."""

    STATUTORY = "statutory"
    NORM = "norm"
    AGREED = "agreed"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Rule:
    """How terms of one kind run.

    Attributes:
        off: why a day is no working day for this kind.
        moves: whether a last day off moves on to the next working day.
        legal: whether the law insists on two working days in a term of ``FEWEST_DAYS`` or more.
        stands_still: whether school holidays are added to the term.
    """

    off: Callable[[Calendar, date], DayOff | None]
    moves: bool
    legal: bool = False
    stands_still: bool = False


RULES: Mapping[Kind, Rule] = {
    # The law knows recognised holidays only; an agency's own closed day gives it no longer.
    Kind.STATUTORY: Rule(Calendar.off_by_law, moves=True, legal=True),
    # A yardstick for waiting lists, published in plain weeks: moving its end would bend what is measured.
    Kind.NORM: Rule(Calendar.off_for_organisation, moves=False),
    # Partners promised each other an answer, and it comes on a day they work. The law's limits hold here too, so that
    # "a year" of consent is a year to the day.
    Kind.AGREED: Rule(Calendar.off_for_organisation, moves=True),
    # A statutory term that also stands still in the school holidays: they are no school weeks.
    Kind.SCHOOL: Rule(Calendar.off_by_law, moves=True, legal=True, stands_still=True),
}
# Algemene termijnenwet art. 4: a longer term than this ends where it falls.
MOVES_UP_TO = {Unit.DAYS: 90, Unit.WEEKS: 12, Unit.MONTHS: 3}
# Algemene termijnenwet art. 2: from this many days on, a term in a law holds at least two working days.
FEWEST_DAYS = 3
