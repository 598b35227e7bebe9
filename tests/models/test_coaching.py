"""The steps of coaching: down together and one at a time, up at once. Source: process.md, stage 5 step 2."""

from dataclasses import replace
from itertools import pairwise

import pytest

from models.coaching import (
    NEEDS,
    ORDER,
    Situation,
    Standard,
    Step,
    network_carries,
    next_down,
    next_up,
    what_lacks,
    what_lacks_ahead,
)
from models.network import Level

READY = Situation(
    marks=(7, 6),
    network=Level.STRONG,
    late_waits=0,
    youth_wants_less=True,
    coach_wants_less=True,
    takes_over=True,
    fallback=True,
)
BELOW = [step for step in Step if step is not Step.INTENSIVE]


def test_every_step_says_what_it_needs() -> None:
    assert set(NEEDS) == set(Step) == set(ORDER)


def test_down_goes_one_step_at_a_time_to_letting_go() -> None:
    assert [next_down(step) for step in ORDER] == [*ORDER[1:], None]


def test_up_goes_one_step_at_a_time_to_intensive() -> None:
    assert [next_up(step) for step in ORDER] == [ORDER[0], *ORDER[:-1]]


@pytest.mark.parametrize("step", BELOW)
def test_who_is_ready_lacks_nothing(step: Step) -> None:
    assert what_lacks(step, READY) == []


LACKING = [
    ("youth has not said yes", {"youth_wants_less": False}),
    ("coach has not said yes", {"coach_wants_less": False}),
    ("two good marks", {"marks": (7, 5)}),
    ("two good marks", {"marks": (5, 7)}),
    ("two good marks", {"marks": (9,)}),
    ("two good marks", {"marks": ()}),
    ("late waits", {"late_waits": 1}),
    ("no fallback", {"fallback": False}),
]


@pytest.mark.parametrize("step", BELOW)
@pytest.mark.parametrize(("lack", "differs"), LACKING)
def test_what_is_needed_for_every_step_down(step: Step, lack: str, differs: dict[str, object]) -> None:
    assert what_lacks(step, replace(READY, **differs)) == [lack]  # type: ignore[arg-type]


def test_only_the_last_two_marks_count() -> None:
    assert what_lacks(Step.LIGHT, replace(READY, marks=(6, 6, 1, 0))) == []


@pytest.mark.parametrize(
    ("step", "enough"),
    [
        (Step.REGULAR, Level.NONE),
        (Step.LIGHT, Level.GROWING),
        (Step.PILOT_FLAME, Level.STRONG),
        (Step.LET_GO, Level.STRONG),
    ],
)
def test_the_network_a_step_needs(step: Step, enough: Level) -> None:
    levels = list(Level)
    for network in levels:
        carries = levels.index(network) >= levels.index(enough)
        assert (what_lacks(step, replace(READY, network=network)) == []) == carries
        assert network_carries(step, network) == carries


def test_a_reason_lets_youth_and_coach_step_down_below_a_strong_network() -> None:
    small = replace(READY, network=Level.SMALL, below_strong=True)

    assert what_lacks(Step.PILOT_FLAME, small) == []


def test_a_case_may_ask_higher_marks_and_more_of_them() -> None:
    more = replace(READY, standard=Standard(good_mark=7, marks=3))

    assert what_lacks(Step.REGULAR, replace(more, marks=(7, 7))) == ["two good marks"]
    assert what_lacks(Step.REGULAR, replace(more, marks=(7, 7, 6))) == ["two good marks"]
    assert what_lacks(Step.REGULAR, replace(more, marks=(7, 7, 7))) == []


def test_a_case_may_ask_a_larger_network() -> None:
    more = replace(READY, standard=Standard(network=Level.GROWING), network=Level.SMALL)

    assert what_lacks(Step.REGULAR, more) == ["network"]


def test_nobody_steps_down_on_a_network_map_of_long_ago() -> None:
    assert what_lacks(Step.LIGHT, replace(READY, recent_map=False)) == ["no recent network map"]


def test_a_step_down_is_proposed_when_one_more_good_mark_is_all_it_takes() -> None:
    ahead = replace(READY, marks=(7,), youth_wants_less=False, fallback=False, recent_map=False)

    assert what_lacks_ahead(Step.LIGHT, ahead) == []
    assert what_lacks_ahead(Step.LIGHT, replace(ahead, marks=(5,))) == ["two good marks"]


@pytest.mark.parametrize("step", BELOW)
def test_who_takes_over_is_named_before_the_last_two_steps(step: Step) -> None:
    lacks = what_lacks(step, replace(READY, takes_over=False))

    assert (lacks == ["nobody takes over"]) == (step in {Step.PILOT_FLAME, Step.LET_GO})


def test_a_lower_step_never_needs_less() -> None:
    levels = list(Level)
    for higher, lower in pairwise(ORDER):
        assert levels.index(NEEDS[lower].network) >= levels.index(NEEDS[higher].network)
        assert NEEDS[lower].somebody_takes_over >= NEEDS[higher].somebody_takes_over
