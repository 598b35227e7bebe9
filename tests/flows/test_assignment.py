"""The plan of a youth, from the first agreement to its last action."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.change import more_coaching
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.step import add_run
from models.store import Store
from models.tables import StageRun, Wait

REF, COORDINATOR, HELPER = "VN-TEST01", "ilse.verhagen@aanmeldpunt.example", "lotte.appelhof@smw.example"
MARKS = [{"domain": "living", "youth": 6}]

Say = Callable[..., None]


@pytest.fixture
def say(store: Store, case: int) -> Say:
    """Answers a question at a moment, and carries what that wakes."""

    def said(by: str, key: str, now: datetime, **fields: Any) -> None:
        with store.read(now) as tx:
            viewer = viewer_of(tx, by)
        answer(store, viewer, REF, key, fields, now)
        list(drain(store, now))

    return said


@pytest.fixture
def plan(store: Store, case: int, say: Say, now: datetime) -> None:
    """A plan without a consultant, with one action of a social worker."""
    with store.write(now) as tx:
        add_run(tx, case, "assignment")
    list(drain(store, now))
    goal = {"domain": "living", "words": "Een eigen kamer.", "actions": [action(now)]}
    say(COORDINATOR, "proposal", now, youth_wants_none=True)
    say(COORDINATOR, "plan", now, goals=[goal], marks=MARKS, youth_agrees=True)


def action(now: datetime) -> dict[str, str]:
    return {"who": "agency:8", "words": "Zoekt een kamer.", "due_on": (now.date() + timedelta(days=20)).isoformat()}


def test_a_plan_goes_on_while_an_action_agreed_later_is_open(store: Store, plan: None, say: Say, now: datetime) -> None:
    say(HELPER, "action:1", now, done_on=now.date().isoformat())
    later = now + timedelta(weeks=6)
    say(COORDINATOR, "review:1", later, marks=MARKS, goes_on="ready for aftercare", actions=[action(later)])

    with store.read(later) as tx:
        run = tx.session.exec(select(StageRun).where(StageRun.stage == "assignment")).one()
        asked = tx.session.exec(select(Wait.key).where(Wait.stage_run_id == run.id, Wait.status == "open")).all()

    assert (run.outcome, asked) == (None, ["review:3"])


def test_a_plan_ends_with_its_last_action_once_aftercare_began(
    store: Store, plan: None, say: Say, now: datetime
) -> None:
    later = now + timedelta(weeks=6)
    say(COORDINATOR, "review:1", later, marks=MARKS, goes_on="ready for aftercare")

    say(HELPER, "action:1", later, done_on=later.date().isoformat())

    with store.read(later) as tx:
        runs = tx.session.exec(select(StageRun).where(StageRun.outcome == None)).all()  # noqa: E711
        assert sorted(run.stage for run in runs) == ["aftercare", "tapering"]


def test_coaching_that_runs_already_is_not_begun_twice(store: Store, plan: None, say: Say, now: datetime) -> None:
    with store.read(now) as tx:
        more_coaching(store, viewer_of(tx, COORDINATOR), REF, now)
    later = now + timedelta(weeks=6)

    say(COORDINATOR, "review:1", later, marks=MARKS, goes_on="ready for aftercare")

    with store.read(later) as tx:
        runs = tx.session.exec(select(StageRun.stage).where(StageRun.outcome == None)).all()  # noqa: E711
        assert sorted(runs) == ["action", "aftercare", "assignment", "tapering"]
