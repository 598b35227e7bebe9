"""The steps of coaching, down and up: what each needs, as a table. Pure; decides nothing about a person.

Down together with the youth, one step at a time; up at once. Source: process.md, stage 5 step 2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.network import Level, at_least


class Step(StrEnum):
    """How often a coach meets a youth."""

    INTENSIVE = "intensive"
    REGULAR = "regular"
    LIGHT = "light"
    PILOT_FLAME = "pilot flame"
    LET_GO = "let go"


ORDER = tuple(Step)
GOOD_MARK = 6
MARKS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Needs:
    """What a step down to this step needs."""

    network: Level
    somebody_takes_over: bool = False


NEEDS: Mapping[Step, Needs] = {
    Step.INTENSIVE: Needs(Level.NONE),
    Step.REGULAR: Needs(Level.NONE),
    Step.LIGHT: Needs(Level.GROWING),
    Step.PILOT_FLAME: Needs(Level.STRONG, somebody_takes_over=True),
    Step.LET_GO: Needs(Level.STRONG, somebody_takes_over=True),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known after a check-in.

    Attributes:
        marks: the youth's last marks, newest first.
        network: the level of the newest network map; none was drawn: ``none``.
        late_waits: open questions at step 1 or higher on the life domains that matter.
        youth_wants_less: the youth's yes.
        coach_wants_less: the coach's yes.
        takes_over: somebody is named who takes over.
        fallback: the youth knows whom to call to come back.
        below_strong: youth and coach gave a reason to step down below a strong network.
    """

    marks: tuple[int, ...]
    network: Level
    late_waits: int
    youth_wants_less: bool
    coach_wants_less: bool
    takes_over: bool
    fallback: bool
    below_strong: bool = False


def next_down(step: Step) -> Step | None:
    """The step below; nothing is below letting go."""
    place = ORDER.index(step)
    return ORDER[place + 1] if place + 1 < len(ORDER) else None


def next_up(step: Step) -> Step:
    """The step above; intensive is the highest."""
    return ORDER[max(ORDER.index(step) - 1, 0)]


def what_lacks(step: Step, situation: Situation) -> list[str]:
    """What stands in the way of going down to ``step``, as codes; nothing when it may."""
    needs = NEEDS[step]
    good = situation.marks[:MARKS_NEEDED]
    network_carries = at_least(situation.network, needs.network) or situation.below_strong
    checks = {
        "youth has not said yes": situation.youth_wants_less,
        "coach has not said yes": situation.coach_wants_less,
        "two good marks": len(good) == MARKS_NEEDED and min(good) >= GOOD_MARK,
        "late waits": situation.late_waits == 0,
        "network": network_carries,
        "nobody takes over": situation.takes_over or not needs.somebody_takes_over,
        "no fallback": situation.fallback,
    }
    return [lack for lack, fine in checks.items() if not fine]


def network_is_too_small(step: Step, situation: Situation) -> bool:
    """Whether the interval narrows again by itself, because the network weakened."""
    return not situation.below_strong and not at_least(situation.network, NEEDS[step].network)
