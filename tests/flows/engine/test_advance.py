"""One advance: from where a run stood to where it must wait again."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from flows.engine.advance import advance
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.step import add_run
from flows.engine.story import story
from models.store import Store
from models.tables import Entry, Message, StageRun, Wait, WakeUp

Start = Callable[[str], int]


@pytest.fixture
def start(store: Store, case: int, now: datetime) -> Start:
    def started(story: str) -> int:
        with store.write(now) as tx:
            return add_run(tx, case, story)

    return started


@story("asks once", version=1)
def asks_once(case: Case) -> Ending:
    case.tell("hello", to="referrer", notice="RegistrationReceived")
    answer = case.ask("acceptance", of="coordinator", form="Acceptance", within="accept case")
    return case.end("helped" if answer.given else "withdrawn")


def test_a_story_goes_as_far_as_its_first_question(store: Store, start: Start, now: datetime) -> None:
    run = start("asks once")

    advanced = advance(store, run, now)

    assert advanced.steps == (("tell", "hello"), ("ask", "acceptance"))
    assert advanced.waits
    with store.read(now) as tx:
        wait = tx.session.exec(select(Wait)).one()
        assert (wait.key, wait.kind, wait.part, wait.status) == ("acceptance", "ask", "coordinator", "open")
        assert wait.due_on is not None
        assert wait.due_on.isoformat() == "2026-11-25"
        assert tx.session.exec(select(WakeUp)).all() == []
        assert [message.notice for message in tx.session.exec(select(Message))] == [
            "RegistrationReceived",
            "QuestionAsked",
        ]


def test_advancing_twice_changes_nothing(store: Store, start: Start, now: datetime) -> None:
    run = start("asks once")
    advance(store, run, now)

    again = advance(store, run, now + timedelta(minutes=1))

    assert again.steps == ()
    with store.read(now) as tx:
        assert len(tx.session.exec(select(Wait)).all()) == 1
        assert len(tx.session.exec(select(Entry)).all()) == 1
        assert tx.session.get_one(StageRun, run).status == "waiting"
