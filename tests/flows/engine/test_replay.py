"""Replay costs as much as the journal is long, and not a statement more; a story without end is stopped."""

from collections.abc import Callable
from typing import Any

import pytest

from flows.engine.advance import advance
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.journal import MOST_STEPS
from flows.engine.rehearse import check
from flows.engine.story import story
from models.store import Store

LENGTH: list[int] = [0]


@story("as long as you like", version=1)
def as_long_as_you_like(case: Case) -> Ending:
    for number in range(LENGTH[0]):
        case.decide(f"step:{number}", lambda matter: {"on": matter.today, "codes": ["a", "b"], "number": matter.run})
    case.ask("accept", of="coordinator", form="Acceptance", within="accept case")
    for number in range(LENGTH[0]):
        case.decide(f"after:{number}", lambda _: None)
    return case.end("helped")


@pytest.fixture
def counted(fresh: Callable[[], Store], plays: Any, breaker_of: Any) -> Callable[[int], tuple[Any, Any, int]]:
    """A run with a journal so long, on a database that counts its statements."""

    def made(length: int) -> tuple[Any, Any, int]:
        LENGTH[0] = length
        store = fresh()
        breaker, play = breaker_of(store), plays(store)
        return play, breaker, play.start("as long as you like")

    return made


def test_an_advance_that_finds_nothing_new_takes_as_many_statements_for_five_hundred_entries_as_for_five(
    counted: Any,
) -> None:
    taken = []
    for length in (5, 500):
        play, breaker, run = counted(length)
        before = breaker.statements
        assert advance(play.store, run, play.now).steps == ()
        taken.append(breaker.statements - before)
        assert len(play.entries(run)) == length

    assert taken[0] == taken[1] <= 10


def test_an_answer_takes_as_many_statements_however_long_the_journal(counted: Any) -> None:
    taken = []
    for length in (5, 500):
        play, breaker, _ = counted(length)
        viewer = play.holder_of("accept")
        before = breaker.statements
        play.say_as(viewer, "accept")
        taken.append(breaker.statements - before)

    assert taken[0] == taken[1] <= 12


def test_new_steps_cost_a_statement_each(counted: Any) -> None:
    taken = []
    for length in (5, 500):
        play, breaker, run = counted(length)
        play.say("accept")
        before = breaker.statements
        advance(play.store, run, play.now)
        taken.append(breaker.statements - before - length)

    assert taken[0] == taken[1] <= 40


def test_a_check_reads_a_long_journal_and_writes_nothing(counted: Any) -> None:
    play, breaker, run = counted(500)
    before, entries = breaker.statements, len(play.entries(run))
    looked = breaker.statements - before

    assert list(check(play.store, play.now)) == [None]

    assert breaker.statements - before - looked <= 8
    assert len(play.entries(run)) == entries


@story("goes on for ever", version=1)
def goes_on_for_ever(case: Case) -> Ending:
    number = 0
    while True:
        number += 1
        case.decide(f"step:{number}", lambda _: None)


def test_a_story_without_end_is_stopped_and_leaves_nothing(play: Any) -> None:
    run = play.start("goes on for ever")

    assert play.run(run).diagnosis == f"the story takes more than {MOST_STEPS} steps"
    assert play.entries(run) == []
