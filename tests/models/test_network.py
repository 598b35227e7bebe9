"""The level of a network: what is around a youth. Source: process.md, stage 5 step 1."""

from dataclasses import replace
from itertools import pairwise, product

import pytest

from models.network import ORDER, Around, Level, SupporterFacts, around, at_least, level

STRONG = Around(supporters=3, informal=3, kinds_of_support=3, anchored=True, in_a_crisis=True)
NOTHING: frozenset[str] = frozenset()

LEVELS = [
    ("nobody", Around(0, 0, 0, anchored=False, in_a_crisis=False), Level.NONE),
    ("one person who gives everything", Around(1, 1, 4, anchored=True, in_a_crisis=True), Level.SMALL),
    ("two people, one kind of support", replace(STRONG, supporters=2, kinds_of_support=1), Level.SMALL),
    ("two people, two kinds of support", replace(STRONG, supporters=2, kinds_of_support=2), Level.GROWING),
    ("many people, nobody always there", replace(STRONG, supporters=9, anchored=False), Level.GROWING),
    ("nobody reachable in a crisis", replace(STRONG, in_a_crisis=False), Level.GROWING),
    ("three people, two kinds of support", replace(STRONG, kinds_of_support=2), Level.GROWING),
    ("three people, one kind of support", replace(STRONG, kinds_of_support=1), Level.SMALL),
    ("three people, two of them her own", replace(STRONG, informal=2), Level.GROWING),
    ("strong at the least", STRONG, Level.STRONG),
    ("strong and more", replace(STRONG, supporters=8, kinds_of_support=4), Level.STRONG),
]


@pytest.mark.parametrize(("found", "expected"), [case[1:] for case in LEVELS], ids=[case[0] for case in LEVELS])
def test_the_level_follows_from_what_is_around(found: Around, expected: Level) -> None:
    assert level(found) is expected


def supporter(
    kind: str = "informal", *gives: str, always_there: bool = False, adult: bool = True, in_a_crisis: bool = False
) -> SupporterFacts:
    return SupporterFacts(kind, frozenset(gives), always_there, adult, in_a_crisis)


def test_what_supporters_give_is_counted_together() -> None:
    found = around(
        [
            supporter("informal", "company", "practical", always_there=True),
            supporter("peer", "company"),
            supporter("volunteer", "advice", in_a_crisis=True),
        ]
    )

    assert found == Around(3, 1, 3, anchored=True, in_a_crisis=True)


def test_professionals_are_not_counted() -> None:
    professional = supporter("professional", "advice", "practical", always_there=True, in_a_crisis=True)

    assert around([professional] * 4) == Around(0, 0, 0, anchored=False, in_a_crisis=False)


def test_an_anchor_is_an_adult() -> None:
    assert not around([supporter(always_there=True, adult=False)]).anchored
    assert not around([supporter(always_there=False, adult=True)]).anchored
    assert around([supporter(always_there=True, adult=True)]).anchored


def test_one_may_be_there_always_and_another_in_a_crisis() -> None:
    found = around([supporter(always_there=True), supporter(in_a_crisis=True)])

    assert (found.anchored, found.in_a_crisis) == (True, True)


def test_levels_stand_in_one_order() -> None:
    assert set(ORDER) == set(Level)
    for lower, higher in pairwise(ORDER):
        assert at_least(higher, lower)
        assert not at_least(lower, higher)
    assert all(at_least(each, each) for each in ORDER)


def test_more_around_somebody_never_makes_the_level_lower() -> None:
    for supporters, informal, kinds in product(range(6), range(6), range(5)):
        found = Around(supporters, min(informal, supporters), kinds, anchored=True, in_a_crisis=True)
        for more in (
            replace(found, supporters=supporters + 1),
            replace(found, supporters=supporters + 1, informal=found.informal + 1),
            replace(found, kinds_of_support=kinds + 1),
        ):
            assert at_least(level(more), level(found))
