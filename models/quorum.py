"""Who must come for a meeting to count, as named pure functions, so that an answer can weigh them. Reads nothing.

Source of the rule for a meeting: process.md, stage 2, step 3.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models.code import AgencyKind, Part


class Verdict(StrEnum):
    """Whether enough of those asked come."""

    REACHED = "reached"
    OPEN = "open"
    OUT_OF_REACH = "out of reach"


@dataclass(frozen=True, slots=True)
class Seat:
    """One of those asked: what they are, and what they said so far."""

    part: str
    agency_kind: AgencyKind | None
    status: str
    values: Mapping[str, Any] = field(default_factory=dict)

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
"""The school, or the agency that knows the youth."""

PEOPLE = frozenset({Part.YOUTH, Part.CUSTODY_HOLDERS})

Test = Callable[[Seat], bool]

NEEDED: Mapping[str, tuple[Test, ...]] = {
    "meeting": (
        lambda seat: seat.agency_kind in KNOWS_THE_YOUTH,
        lambda seat: seat.agency_kind is not None and seat.agency_kind not in KNOWS_THE_YOUTH,
        lambda seat: seat.part in PEOPLE,
    ),
    "meeting without the youth": (
        lambda seat: seat.agency_kind in KNOWS_THE_YOUTH,
        lambda seat: seat.agency_kind is not None and seat.agency_kind not in KNOWS_THE_YOUTH,
    ),
}
"""Each quorum: somebody for each of these. The case manager always comes; an absent youth needs a recorded reason."""


def quorum(name: str) -> Callable[[Sequence[Seat]], Verdict]:
    """The quorum of that name.

    Raises:
        KeyError: there is none.
    """
    needed = NEEDED[name]

    def weigh(seats: Sequence[Seat]) -> Verdict:
        if _somebody_for_each(needed, [seat for seat in seats if seat.comes]):
            return Verdict.REACHED
        return Verdict.OPEN if _somebody_for_each(needed, [s for s in seats if s.may_come]) else Verdict.OUT_OF_REACH

    return weigh


def _somebody_for_each(needed: Iterable[Test], seats: Sequence[Seat]) -> bool:
    return all(any(test(seat) for seat in seats) for test in needed)
