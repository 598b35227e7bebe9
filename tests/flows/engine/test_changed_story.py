"""A story that changes under an open run goes on rightly, or blocks before any write and says where they differ."""

from collections.abc import Callable
from typing import Any

import pytest

from flows.engine.advance import block
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.rehearse import check
from flows.engine.story import story
from models.tables import Message, StageRun

Line = Callable[[Case], Any]
LINES: list[Line] = []


@story("changes under way", version=1)
def changes_under_way(case: Case) -> Ending:
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


def several(case: Case) -> None:
    case.ask_all("second", of=("coordinator", "referrer"), form="Acceptance", within="accept case")


def ends(case: Case) -> Ending:
    return case.end("helped")


def asks(key: str, form: str, **more: Any) -> Line:
    return lambda case: case.ask(key, of="referrer", form=form, **({"within": "accept case"} | more))


@pytest.fixture
def under_way(play: Any) -> int:
    """A run that answered ``first`` and waits for ``second``."""
    LINES[:] = [hello, first, second, ends]
    run = int(play.start("changes under way"))
    play.answer("first")
    return run


def everything(play: Any, run: int) -> Any:
    waits = [(wait.key, wait.status) for wait in play.waits("open", "given", "silent", "withdrawn", "overtaken")]
    return [(entry.key, entry.value) for entry in play.entries(run)], waits, len(play.rows(Message))


DIFFERENT: dict[str, tuple[list[Line], str]] = {
    "a line put first": (
        [news, hello, first, second, ends],
        "the journal has tell 'hello', the story now takes tell 'news'",
    ),
    "a line put between": (
        [hello, news, first, second, ends],
        "the journal has ask 'first' with form Acceptance, the story now takes tell 'news'",
    ),
    "a line put before the open question": (
        [hello, first, news, second, ends],
        "the journal has ask 'second' with form Acceptance, the story now takes tell 'news'",
    ),
    "a renamed key": (
        [hello, asks("start", "Acceptance"), second, ends],
        "the journal has ask 'first' with form Acceptance, the story now takes ask 'start' with form Acceptance",
    ),
    "a renamed open question": (
        [hello, first, asks("next", "Acceptance"), ends],
        "the journal has ask 'second' with form Acceptance, the story now takes ask 'next' with form Acceptance",
    ),
    "a line taken out": (
        [hello, second, ends],
        "the journal has ask 'first' with form Acceptance, the story now takes ask 'second' with form Acceptance",
    ),
    "the open question taken out": (
        [hello, first, ends],
        "the journal has ask 'second' with form Acceptance, the story now takes end 'end'",
    ),
    "another form": (
        [hello, asks("first", "ObjectionHeard"), second, ends],
        "the journal has ask 'first' with form Acceptance, the story now takes ask 'first' with form ObjectionHeard",
    ),
    "another form of the open question": (
        [hello, first, asks("second", "ObjectionHeard"), ends],
        "the journal has ask 'second' with form Acceptance, the story now takes ask 'second' with form ObjectionHeard",
    ),
    "another kind": (
        [hello, lambda case: case.open("first", of="coordinator", form="Acceptance"), second, ends],
        "the journal has ask 'first' with form Acceptance, the story now takes open 'first' with form Acceptance",
    ),
    "another kind of the open question": (
        [hello, first, several, ends],
        "the journal has ask 'second' with form Acceptance, the story now takes ask_all 'second' with form Acceptance",
    ),
    "a question that became a moment": (
        [hello, first, lambda case: case.wait_until("second", "object"), ends],
        "the journal has ask 'second' with form Acceptance, the story now takes wait_until 'second'",
    ),
    "a key taken twice": ([hello, hello, first, second, ends], "the story takes the step 'hello' twice"),
    "an early end": ([hello, lambda _: Ending("helped")], "the story ends, but the journal goes on with 'first'"),
    "an end before the open question": (
        [hello, first, lambda _: Ending("helped")],
        "the story ends, but 'second' is still being waited for",
    ),
    "a name the journal has not": (
        [hello, lambda case: case.ask("first", of="coordinator", form="Acceptance").colour, second, ends],
        "the story 'changes under way' reads what it has not: 'colour' is not in the journal (it holds ['statement'])",
    ),
}


@pytest.mark.parametrize("change", DIFFERENT)
def test_a_story_that_differs_from_its_journal_blocks_before_any_write(play: Any, under_way: int, change: str) -> None:
    lines, diagnosis = DIFFERENT[change]
    before = everything(play, under_way)
    with play.store.write(play.now) as tx:
        play.wake(tx, under_way)

    LINES[:] = lines
    advanced = play.go()

    assert [(one.blocked, one.steps) for one in advanced] == [(diagnosis, ())]
    run = play.run(under_way)
    assert (run.status, run.diagnosis) == ("blocked", diagnosis)
    assert everything(play, under_way) == before


@pytest.mark.parametrize("change", DIFFERENT)
def test_a_check_before_a_release_says_the_same_and_writes_nothing(play: Any, under_way: int, change: str) -> None:
    lines, diagnosis = DIFFERENT[change]
    LINES[:] = lines

    found = [differs.diagnosis for differs in check(play.store, play.now) if differs]

    assert found == [diagnosis]
    assert play.run(under_way).status == "waiting"


ALIKE: dict[str, list[Line]] = {
    "nothing changed": [hello, first, second, ends],
    "a line put after the open question": [hello, first, second, news, ends],
    "the end changed": [hello, first, second, lambda case: case.end("referred")],
    "other people, another term": [
        hello,
        lambda case: case.ask("first", of="referrer", form="Acceptance", until="object"),
        asks("second", "Acceptance", within="object", unless=("moved",)),
        ends,
    ],
    "another text": [lambda case: case.tell("hello", to="youth", notice="FirstLetter"), first, second, ends],
}


@pytest.mark.parametrize("change", ALIKE)
def test_a_change_that_leaves_the_path_walked_alone_goes_on(play: Any, under_way: int, change: str) -> None:
    LINES[:] = ALIKE[change]
    assert list(check(play.store, play.now)) == [None]

    play.answer("second")

    assert play.run(under_way).status == "ended"


def test_a_blocked_run_keeps_its_wake_ups_and_its_questions_and_goes_on_once_mended(play: Any, under_way: int) -> None:
    LINES[:] = [hello, first, news, second, ends]
    play.answer("second")
    assert play.run(under_way).status == "blocked"
    assert [wait.key for wait in play.waits()] == []

    LINES[:] = [hello, first, second, ends]
    play.go(days=1)
    assert play.run(under_way).status == "blocked"
    with play.store.write(play.now) as tx:
        row = tx.session.get_one(StageRun, under_way)
        row.status = "waiting"
        tx.session.add(row)
    play.go()

    assert play.run(under_way).outcome == "helped"


def test_an_open_question_of_a_blocked_run_can_still_be_answered(play: Any, under_way: int) -> None:
    block(play.store, under_way, "somebody looks at it", play.now)

    assert play.say("second").status == "given"

    assert play.go() == []
    assert play.entries(under_way)[-1].key == "second"


def test_a_run_that_ended_meanwhile_is_not_blocked(play: Any, under_way: int) -> None:
    play.answer("second")

    stands = block(play.store, under_way, "too late", play.now)

    assert (stands.outcome, stands.blocked) == ("helped", None)
    assert play.run(under_way).status == "ended"
