"""When a wait is looked at, and what is done then: one table. The steps of the ladder get their rows here.

A wait's next look is the first moment of the table that lies ahead of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.engine import when
from flows.engine.matter import Matter
from flows.messages.deed import LookedAt, ask_its_holder, close_as_silent, let_clock_go_on, past_its_day, remind
from models.code import WaitKind


@dataclass(frozen=True, slots=True)
class Look:
    """One reason to look at a wait.

    Attributes:
        name: what it is counted as.
        at: the moment it comes for a wait; none when it never does.
        do: what is done then; says whether it did anything.
    """

    name: str
    at: Callable[[LookedAt], datetime | None]
    do: Callable[[Matter, LookedAt], bool]


def _opens_at(wait: LookedAt) -> datetime | None:
    return wait.opens_at


def _day_after(wait: LookedAt) -> datetime | None:
    """Never for one of the people: they are not late. Nor where the line goes on with silence."""
    if wait.due_on is None or wait.person_id is not None or wait.lapses_at is not None:
        return None
    return when.day_after(wait.due_on)


def _lapses_at(wait: LookedAt) -> datetime | None:
    """Only where nobody waits for it; otherwise the story itself goes on with the silence."""
    return wait.lapses_at if wait.kind == WaitKind.OPEN else None


def _pause_ends(wait: LookedAt) -> datetime | None:
    """The day after the last one on which its clock stands still, when people begin to work."""
    if wait.paused_until is None:
        return None
    return when.morning(wait.paused_until + timedelta(days=1))


def _own_rhythm(wait: LookedAt) -> datetime | None:
    return None if wait.mails else _day_after(wait)


LOOKS: tuple[Look, ...] = (
    Look("opened", _opens_at, ask_its_holder),
    Look("clock goes on", _pause_ends, let_clock_go_on),
    Look("closed silent", _lapses_at, close_as_silent),
    Look("reminded", _own_rhythm, remind),
    Look("past its day", _day_after, past_its_day),
)
"""Every reason to look at a wait, in the order they are acted on."""


def due_looks(wait: LookedAt, now: datetime) -> list[Look]:
    """What has come since the last look."""
    return [look for look in LOOKS if (at := look.at(wait)) is not None and wait.next_look_at <= at <= now]


def next_look(wait: LookedAt, now: datetime) -> datetime | None:
    """The first moment ahead."""
    return min((at for look in LOOKS if (at := look.at(wait)) is not None and at > now), default=None)
