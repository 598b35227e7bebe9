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


class Lack(StrEnum):
    """What a meeting can lack."""

    CASE_MANAGER = "the case manager"
    KNOWS = "an agency that knows the youth"
    ACTS = "another agency that can act"
    PEOPLE = "the youth or a parent"


def _the_case_manager(seats: Sequence[Seat]) -> bool:
    return any(seat.leads for seat in seats)


def _one_that_knows(seats: Sequence[Seat]) -> bool:
    return any(seat.knows for seat in seats)


def _one_that_can_act(seats: Sequence[Seat]) -> bool:
    """Besides the one that knows; where that one lacks too, it is not asked for twice."""
    knowing = {seat.agency for seat in seats if seat.knows}
    return len(knowing | agencies(seats)) > (1 if knowing else 0)


def _the_youth_or_a_parent(seats: Sequence[Seat]) -> bool:
    return any(seat.part in PEOPLE for seat in seats)


TESTS: Mapping[Lack, Test] = {
    Lack.CASE_MANAGER: _the_case_manager,
    Lack.KNOWS: _one_that_knows,
    Lack.ACTS: _one_that_can_act,
    Lack.PEOPLE: _the_youth_or_a_parent,
}
NEEDED: Mapping[str, tuple[Lack, ...]] = {
    "meeting": (Lack.CASE_MANAGER, Lack.KNOWS, Lack.ACTS, Lack.PEOPLE),
    "meeting without the youth": (Lack.CASE_MANAGER, Lack.KNOWS, Lack.ACTS),
}
"""Each quorum: none of these may lack. An absent youth needs a recorded reason."""


@dataclass(frozen=True, slots=True)
class Count:
    """How a quorum stands.

    Attributes:
        lacks: what is not there yet, of those who said that they come.
        lost: what cannot come any more, whatever those say who are silent yet.
    """

    lacks: tuple[Lack, ...]
    lost: tuple[Lack, ...]

    @property
    def verdict(self) -> Verdict:
        """Whether enough come."""
        if not self.lacks:
            return Verdict.REACHED
        return Verdict.OUT_OF_REACH if self.lost else Verdict.OPEN


def count(name: str, seats: Sequence[Seat]) -> Count:
    """What the quorum of that name lacks.

    Raises:
        KeyError: there is none.
    """
    seats = with_who_knows(seats)
    lacks = _lacking(name, [seat for seat in seats if seat.comes])
    return Count(lacks, _lacking(name, [seat for seat in seats if seat.may_come]))


def _lacking(name: str, seats: Sequence[Seat]) -> tuple[Lack, ...]:
    return tuple(lack for lack in NEEDED[name] if not TESTS[lack](seats))


def quorum(name: str) -> Callable[[Sequence[Seat]], Verdict]:
    """The quorum of that name.

    Raises:
        KeyError: there is none.
    """
    NEEDED[name]  # an unknown name is refused before anybody is weighed

    def weigh(seats: Sequence[Seat]) -> Verdict:
        return count(name, seats).verdict

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
