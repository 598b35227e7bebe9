"""Stories by name and version, and what a line may not do: end nowhere, fail half, journal what is no code."""

from typing import Any

import pytest

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.story import register, story, story_of


@story("tells and stops", version=1)
def tells_and_stops(case: Case) -> Ending:
    hello(case)
    return None  # type: ignore[return-value]


@story("breaks half way", version=1)
def breaks_half_way(case: Case) -> Ending:
    hello(case)
    case.record("breaks", lambda _: int("nothing"))
    return case.end("helped")


@story("journals what is no code", version=1)
def journals_what_is_no_code(case: Case) -> Ending:
    case.decide("thing", lambda matter: {"tx": matter.tx})
    return case.end("helped")


def hello(case: Case) -> None:
    case.tell("hello", to="referrer", notice="RegistrationReceived")


def test_a_story_without_an_ending_blocks(play: Any) -> None:
    run = play.start("tells and stops")

    assert play.run(run).diagnosis == "the story 'tells and stops' stops without an ending"
    assert (play.entries(run), play.messages()) == ([], [])


def test_a_story_nobody_knows_blocks(play: Any) -> None:
    run = play.start("long forgotten")

    assert play.run(run).diagnosis == "no story 'long forgotten' in version 1: known are none"


def test_an_exception_in_a_line_leaves_nothing(play: Any) -> None:
    run = play.start("breaks half way", carry=False)

    with pytest.raises(ValueError, match="nothing"):
        play.go()

    assert (play.entries(run), play.waits(), play.messages()) == ([], [], [])
    assert play.run(run).status == "ready"


def test_what_is_no_code_number_or_date_does_not_enter_the_journal(play: Any) -> None:
    play.start("journals what is no code", carry=False)

    with pytest.raises(TypeError, match="the journal keeps codes, numbers and dates, not Tx"):
        play.go()


def test_a_run_keeps_the_version_it_began_with(play: Any) -> None:
    @story("has two versions", version=1)
    def one(case: Case) -> Ending:
        case.ask("old", of="coordinator", form="Acceptance", within="accept case")
        return case.end("the old way")

    old = play.start("has two versions")

    @story("has two versions", version=2)
    def two(case: Case) -> Ending:
        case.ask("new", of="coordinator", form="Acceptance", within="accept case")
        return case.end("the new way")

    new = play.start("has two versions")
    play.answer("old")
    play.answer("new")

    assert [(play.run(run).version, play.run(run).outcome) for run in (old, new)] == [
        (1, "the old way"),
        (2, "the new way"),
    ]
    assert [story_of("has two versions", version).version for version in (1, 2, None)] == [1, 2, 2]


def test_two_different_stories_of_one_name_and_version_are_refused() -> None:
    @story("has a twin", version=1)
    def twin(case: Case) -> Ending:
        return case.end("helped")

    with pytest.raises(ValueError, match="two different stories are called 'has a twin', version 1"):

        @story("has a twin", version=1)
        def other(case: Case) -> Ending:
            return case.end("referred")


def test_the_same_source_registered_again_is_harmless() -> None:
    first = register("has a twin in the same place", 1, hello_twice)

    assert register("has a twin in the same place", 1, hello_twice) == first


def hello_twice(case: Case) -> Ending:
    hello(case)
    return case.end("helped")
