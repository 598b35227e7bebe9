"""The steps of coaching, down and up: what each needs, as a table. Pure; decides nothing about a person.

Down together with the youth, one step at a time; up at once. Source: process.md, stage 5 step 2.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
SAID_AT_A_CHECK_IN = frozenset(
    {"youth has not said yes", "coach has not said yes", "nobody takes over", "no fallback", "no recent network map"}
)
"""What a check-in itself can bring; the rest must be there before a step down is proposed."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What a step down takes in one case: the default, or more."""

    good_mark: int = GOOD_MARK
    marks: int = MARKS_NEEDED
    network: Level = Level.NONE


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
    """What is known after a check-in, or ahead of one.

    Attributes:
        marks: the youth's last marks, newest first.
        network: the level of the newest network map; none was drawn: ``none``.
        recent_map: that map is recent enough to step down on.
        late_waits: open questions at step 1 or higher on the life domains that matter.
        youth_wants_less: the youth's yes.
        coach_wants_less: the coach's yes.
        takes_over: somebody is named who takes over.
        fallback: the youth knows whom to call to come back.
        below_strong: youth and coach gave a reason to take this very step though the network is not there yet.
        standard: what a step down takes in this case.
    """

    marks: tuple[int, ...]
    network: Level
    late_waits: int
    youth_wants_less: bool
    coach_wants_less: bool
    takes_over: bool
    fallback: bool
    below_strong: bool = False
    recent_map: bool = True
    standard: Standard = Standard()


def next_down(step: Step) -> Step | None:
    """The step below; nothing is below letting go."""
    place = ORDER.index(step)
    return ORDER[place + 1] if place + 1 < len(ORDER) else None


def next_up(step: Step) -> Step:
    """The step above; intensive is the highest."""
    return ORDER[max(ORDER.index(step) - 1, 0)]


def what_lacks(step: Step, situation: Situation) -> list[str]:
    """What stands in the way of going down to ``step``, as codes; nothing when it may."""
    needs, asks = NEEDS[step], situation.standard
    good = situation.marks[: asks.marks]
    carries = all(at_least(situation.network, each) for each in (needs.network, asks.network))
    checks = {
        "youth has not said yes": situation.youth_wants_less,
        "coach has not said yes": situation.coach_wants_less,
        "two good marks": len(good) == asks.marks and min(good) >= asks.good_mark,
        "late waits": situation.late_waits == 0,
        "network": carries or situation.below_strong,
        "no recent network map": situation.recent_map,
        "nobody takes over": situation.takes_over or not needs.somebody_takes_over,
        "no fallback": situation.fallback,
    }
    return [lack for lack, fine in checks.items() if not fine]


def what_lacks_ahead(step: Step, situation: Situation) -> list[str]:
    """What stands in the way of proposing a step down at the next check-in, should that one go well."""
    hoped = replace(situation, marks=(10, *situation.marks))
    return [lack for lack in what_lacks(step, hoped) if lack not in SAID_AT_A_CHECK_IN]


def network_carries(step: Step, network: Level) -> bool:
    """Whether the network is as large as this step needs."""
    return at_least(network, NEEDS[step].network)
