"""Who must come for a meeting to count, as named pure functions, so that an answer can weigh them. Reads nothing.

Source of the rule for a meeting: process.md, stage 2, step 3.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from models.code import AgencyKind, Part


class Verdict(StrEnum):
    """Whether enough of those asked come."""

    REACHED = "reached"
    OPEN = "open"
    OUT_OF_REACH = "out of reach"


@dataclass(frozen=True, slots=True)
class Seat:
    """One of those asked, or the case manager who comes unasked: what they are, and what they said so far.

    Attributes:
        knows: their agency is the school of the youth, or registered the youth.
        leads: this is the case manager.
    """

    part: str
    agency_kind: AgencyKind | None
    status: str
    agency: int | None = None
    knows: bool = False
    leads: bool = False

    @property
    def comes(self) -> bool:
        """They come, or send somebody."""
        return self.status == "given"

    @property
    def may_come(self) -> bool:
        """They come, or have not said yet."""
        return self.status in {"given", "open"}


KNOWS_THE_YOUTH = frozenset(
    {AgencyKind.SCHOOL, AgencyKind.PLUS_FACILITY, AgencyKind.DOORSTROOMPUNT, AgencyKind.RESIDENTIAL}
)
"""Who knows the youth where neither the school nor who registered is at the table."""

PEOPLE = (Part.YOUTH, Part.CUSTODY_HOLDERS)

Test = Callable[[Sequence[Seat]], bool]


def _the_case_manager(seats: Sequence[Seat]) -> bool:
    return any(seat.leads for seat in seats)


def _one_that_knows_and_another_that_can_act(seats: Sequence[Seat]) -> bool:
    knowing = {seat.agency for seat in seats if seat.knows}
    return bool(knowing) and len(knowing | agencies(seats)) > 1


def _the_youth_or_a_parent(seats: Sequence[Seat]) -> bool:
    return any(seat.part in PEOPLE for seat in seats)


NEEDED: Mapping[str, tuple[Test, ...]] = {
    "meeting": (_the_case_manager, _one_that_knows_and_another_that_can_act, _the_youth_or_a_parent),
    "meeting without the youth": (_the_case_manager, _one_that_knows_and_another_that_can_act),
}
"""Each quorum: all of these must hold. An absent youth needs a recorded reason."""


def quorum(name: str) -> Callable[[Sequence[Seat]], Verdict]:
    """The quorum of that name.

    Raises:
        KeyError: there is none.
    """
    needed = NEEDED[name]

    def weigh(seats: Sequence[Seat]) -> Verdict:
        seats = with_who_knows(seats)
        if _all_hold(needed, [seat for seat in seats if seat.comes]):
            return Verdict.REACHED
        return Verdict.OPEN if _all_hold(needed, [s for s in seats if s.may_come]) else Verdict.OUT_OF_REACH

    return weigh


def with_who_knows(seats: Sequence[Seat]) -> list[Seat]:
    """The seats, with who knows the youth: the school or who registered; else who does by its kind; else anybody."""
    every = agencies(seats)
    named = {seat.agency for seat in seats if seat.knows} & every
    kinds = {seat.agency for seat in seats if seat.agency_kind in KNOWS_THE_YOUTH} & every
    return [replace(seat, knows=seat.agency in (named or kinds or every)) for seat in seats]


def agencies(seats: Iterable[Seat]) -> set[int]:
    """The agencies at the table; the registration point sees that things happen, and neither knows nor acts."""
    return {seat.agency for seat in seats if seat.agency and seat.agency_kind is not AgencyKind.REGISTRATION_POINT}


def _all_hold(needed: Iterable[Test], seats: Sequence[Seat]) -> bool:
    return all(test(seats) for test in needed)
