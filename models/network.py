"""The level of a network: what is around a youth, computed and explained. No score of a person, ever. Pure.

Source: process.md, stage 5 step 1; domain.md section 5 (a proposal, open to a region's own rule).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a network can carry; to a youth "none" is called "still small"."""

    NONE = "none"
    SMALL = "small"
    GROWING = "growing"
    STRONG = "strong"


ORDER = (Level.NONE, Level.SMALL, Level.GROWING, Level.STRONG)
INFORMAL_FOR_STRONG, KINDS_FOR_STRONG = 3, 3
SUPPORTERS_FOR_GROWING, KINDS_FOR_GROWING = 2, 2


@dataclass(frozen=True, slots=True)
class Around:
    """What is counted of the people around a youth; professionals are not counted.

    Attributes:
        supporters: everybody who is not there for their work.
        informal: of those, the youth's own: family, friends, neighbours. Peers and volunteers were found for them.
        kinds_of_support: of practical, company, advice and emotional, as many as they give together.
        anchored: one adult is always there.
        in_a_crisis: somebody can be reached in a crisis.
    """

    supporters: int
    informal: int
    kinds_of_support: int
    anchored: bool
    in_a_crisis: bool


@dataclass(frozen=True, slots=True)
class SupporterFacts:
    """What one supporter is and gives."""

    kind: str
    gives: frozenset[str]
    always_there: bool
    adult: bool
    in_a_crisis: bool


def around(supporters: Iterable[SupporterFacts]) -> Around:
    """Counts what stands around a youth."""
    own = [each for each in supporters if each.kind != "professional"]
    return Around(
        len(own),
        sum(each.kind == "informal" for each in own),
        len(frozenset().union(*(each.gives for each in own))),
        any(each.always_there and each.adult for each in own),
        any(each.in_a_crisis for each in own),
    )


def level(found: Around) -> Level:
    """Strong: one adult who is always there, three informal, three kinds of support, one reachable in a crisis.

    Peers and volunteers help a network grow; it is strong once it is the youth's own.
    """
    if found.supporters == 0:
        return Level.NONE
    if (
        found.anchored
        and found.in_a_crisis
        and found.informal >= INFORMAL_FOR_STRONG
        and found.kinds_of_support >= KINDS_FOR_STRONG
    ):
        return Level.STRONG
    if found.supporters >= SUPPORTERS_FOR_GROWING and found.kinds_of_support >= KINDS_FOR_GROWING:
        return Level.GROWING
    return Level.SMALL


def at_least(one: Level, other: Level) -> bool:
    """Whether a level is as high as another."""
    return ORDER.index(one) >= ORDER.index(other)
