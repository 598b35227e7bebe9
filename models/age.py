"""What changes with a birthday: who must agree, who is told. Pure; knows no youth.

Source: process.md, stage 1 step 3 and "Parents"; domain.md section 6.
"""

from datetime import date
from enum import StrEnum

AGREES_TOO_AT = 12
PARENTS_STAND_BACK_AT = 16
ADULT_AT = 18
EDGES = (12, 16, 18, 23, 27)


BANDS = ((12, 15), (16, 17), (18, 22), (23, 27))


class GiverKind(StrEnum):
    """Whose yes is needed."""

    YOUTH = "youth"
    CUSTODY = "custody"


def age(birth_on: date, on: date) -> int:
    """Whole years on that day; a birthday on 29 February falls on 1 March in other years."""
    return on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))


def age_band(years: int) -> str:
    """An age as far as it may be told where nobody is named: the band of the target group it lies in, never the age."""
    within = (f"{first}-{last}" for first, last in BANDS if first <= years <= last)
    return next(within, f"< {BANDS[0][0]}" if years < BANDS[0][0] else f"> {BANDS[-1][1]}")


def givers(years: int) -> frozenset[GiverKind]:
    """Whose yes is needed to share: under 12 custody holders, 12-15 both, from 16 the youth."""
    needed = set()
    if years >= AGREES_TOO_AT:
        needed.add(GiverKind.YOUTH)
    if years < PARENTS_STAND_BACK_AT:
        needed.add(GiverKind.CUSTODY)
    return frozenset(needed)


def answers_marks(years: int) -> str:
    """Who gives a mark for how it goes: under 12 a parent for the child, then the youth."""
    return "youth" if years >= AGREES_TOO_AT else "parent"


def birthday(birth_on: date, years: int) -> date:
    """The day somebody becomes that old."""
    try:
        return birth_on.replace(year=birth_on.year + years)
    except ValueError:
        return date(birth_on.year + years, 3, 1)
