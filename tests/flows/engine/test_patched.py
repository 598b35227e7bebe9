"""A change made after runs had begun: followed where a new step may be taken, and for the whole run or never."""

from collections.abc import Callable
from typing import Any

import pytest

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.rehearse import check
from flows.engine.story import story

Line = Callable[[Case], Any]
LINES: list[Line] = []


@story("patched under way", version=1)
def patched_under_way(case: Case) -> Ending:
    for line in LINES:
        if isinstance(ending := line(case), Ending):
            return ending
    return None  # type: ignore[return-value]


def hello(case: Case) -> None:
    case.tell("hello", to="referrer", notice="RegistrationReceived")


def first(case: Case) -> None:
    case.ask("first", of="coordinator", form="Acceptance", within="accept case")


def second(case: Case) -> None:
    case.ask("second", of="coordinator", form="Acceptance", within="accept case")


def news(case: Case) -> None:
    case.tell("news", to="referrer", notice="HelpBegan")


def ends(case: Case) -> Ending:
    return case.end("helped")


def extra(case: Case) -> None:
    case.ask("extra", of="referrer", form="Acceptance", within="accept case")


def patched(name: str, line: Line) -> Line:
    return lambda case: line(case) if case.patched(name) else None


@pytest.fixture
def under_way(play: Any) -> int:
    """A run that answered ``first`` and waits for ``second``."""
    LINES[:] = [hello, first, second, ends]
    run = int(play.start("patched under way"))
    play.answer("first")
    return run


def test_a_patch_is_followed_by_runs_that_have_not_come_there_yet(play: Any) -> None:
    LINES[:] = [hello, first, second, ends]
    run = play.start("patched under way")

    LINES[:] = [hello, first, patched("2027-news", news), second, ends]
    play.answer("first")

    assert [entry.key for entry in play.entries(run)] == ["hello", "first", "patched:2027-news", "news"]
    play.answer("second")
    assert play.run(run).outcome == "helped"


def test_a_patch_is_not_followed_by_a_run_that_passed_it(play: Any, under_way: int) -> None:
    LINES[:] = [hello, patched("2027-news", news), first, second, ends]
    play.answer("second")

    assert play.run(under_way).outcome == "helped"
    assert "news" not in play.journal(under_way)


def test_an_open_question_counts_as_passed_for_a_patch_before_it(play: Any, under_way: int) -> None:
    LINES[:] = [hello, first, patched("2027-news", news), second, ends]
    play.answer("second")

    assert play.run(under_way).outcome == "helped"
    assert "news" not in play.journal(under_way)


def test_two_patches_at_one_place_are_decided_apart(play: Any) -> None:
    LINES[:] = [hello, first, second, ends]
    older = play.start("patched under way")
    LINES[:] = [hello, patched("a", news), first, second, ends]
    newer = play.start("patched under way")
    LINES[:] = [hello, patched("a", news), patched("b", extra), first, second, ends]
    newest = play.start("patched under way")

    assert [entry.key for entry in play.entries(older)] == ["hello"]
    assert [entry.key for entry in play.entries(newer)] == ["hello", "patched:a", "news"]
    assert [entry.key for entry in play.entries(newest)] == ["hello", "patched:a", "news", "patched:b"]
    assert list(check(play.store, play.now)) == [None, None, None]


def loop(times: int, with_news: bool) -> Line:  # noqa: FBT001
    def told(case: Case) -> None:
        for n in range(1, times + 1):
            case.ask(f"turn:{n}", of="coordinator", form="Acceptance", within="accept case")
            if with_news and case.patched("news each turn"):
                case.tell(f"news:{n}", to="referrer", notice="HelpBegan")

    return told


@pytest.mark.parametrize("turns_before", [0, 1, 2, 3])
def test_in_a_loop_the_first_call_decides_for_the_whole_run(play: Any, turns_before: int) -> None:
    LINES[:] = [loop(4, with_news=False), ends]
    run = play.start("patched under way")
    for n in range(1, turns_before + 1):
        play.answer(f"turn:{n}")

    LINES[:] = [loop(4, with_news=True), ends]
    for n in range(turns_before + 1, 5):
        play.answer(f"turn:{n}")

    told = [key for key in play.journal(run) if key.startswith("news")]
    assert play.run(run).outcome == "helped"
    assert told == ([] if turns_before else ["news:1", "news:2", "news:3", "news:4"])


def test_a_patch_taken_out_of_the_story_blocks_the_runs_that_followed_it(play: Any) -> None:
    LINES[:] = [hello, patched("a", news), first, ends]
    run = play.start("patched under way")

    LINES[:] = [hello, news, first, ends]
    play.answer("first")

    assert play.run(run).diagnosis == "the journal has patched 'patched:a', the story now takes tell 'news'"
