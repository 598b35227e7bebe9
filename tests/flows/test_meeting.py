"""What is agreed at a table, and whether the case goes on with it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.step import add_run
from models.refusal import Refused
from models.store import Store
from models.tables import CaseFile, StageRun

REF, COORDINATOR, SOCIAL_WORKER = "VN-TEST01", "ilse.verhagen@aanmeldpunt.example", "lotte.appelhof@smw.example"
YOUTH_CARE = "daphne.roosmalen@horizonlijn.example"
SCHOOL, SOCIAL_WORK = "agency:2", "agency:8"

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
def held(store: Store, case: int, say: Say, now: datetime) -> datetime:
    """A meeting at short notice, after which only an agency that was absent has something to do."""
    with store.write(now) as tx:
        add_run(tx, case, "meeting")
        me = f"professional:{viewer_of(tx, COORDINATOR).professional_id}"
    list(drain(store, now))
    tomorrow = now + timedelta(days=1)
    say(COORDINATOR, "invitees", now, agencies=[SCHOOL, SOCIAL_WORK], chair=me, minute_taker=me)
    say(COORDINATOR, "slot", now, starts_at=tomorrow.isoformat(), place="Aanmeldpunt", comes=[SCHOOL])
    list(drain(store, tomorrow))
    day = tomorrow.date()
    agreement = {"who": SOCIAL_WORK, "words": "Praat met de ouders.", "due_on": (day + timedelta(days=9)).isoformat()}
    minutes = {"held": "held", "present": [SCHOOL], "decisions": "Eerst praten.", "agreements": [agreement]}
    say(COORDINATOR, "minutes", tomorrow, **minutes, evaluation_on=(day + timedelta(days=42)).isoformat())
    return tomorrow


def test_a_case_is_not_asked_how_it_ends_while_somebody_may_still_object(
    store: Store, held: datetime, say: Say
) -> None:
    with store.read(held) as tx:
        assert tx.session.exec(select(StageRun.stage).where(StageRun.stage == "closing")).all() == []

    say(SOCIAL_WORKER, "objection:1", held, agrees=True)

    with store.read(held) as tx:
        runs = tx.session.exec(select(StageRun.stage).where(StageRun.outcome == None)).all()  # noqa: E711
        assert sorted(runs) == ["action", "own words"]


def test_a_case_is_asked_how_it_ends_once_nothing_is_left_of_what_was_agreed(
    store: Store, held: datetime, say: Say
) -> None:
    say(SOCIAL_WORKER, "objection:1", held, agrees=False, code="not ours")

    say(COORDINATOR, "objection-heard:1", held, goes_on=False)

    with store.read(held) as tx:
        runs = tx.session.exec(select(StageRun.stage).where(StageRun.outcome == None)).all()  # noqa: E711
        assert sorted(runs) == ["closing", "own words"]
        assert tx.session.exec(select(CaseFile)).one().closed_at is None


@pytest.mark.parametrize("task", ["chair", "minute_taker"])
def test_nobody_leads_a_meeting_or_writes_its_minutes_without_a_ground_to_know(
    store: Store, case: int, say: Say, now: datetime, task: str
) -> None:
    with store.write(now) as tx:
        add_run(tx, case, "meeting")
        me, other = (f"professional:{viewer_of(tx, email).professional_id}" for email in (COORDINATOR, YOUTH_CARE))
    list(drain(store, now))
    table = {"agencies": [SCHOOL, SOCIAL_WORK], "chair": me, "minute_taker": me, task: other}

    with pytest.raises(Refused, match="Horizonlijn has no ground"):
        say(COORDINATOR, "invitees", now, **table)

    nobody_is_named = {"anonymous": True, "youth": False, "parents": False, "without_why": "Eerst overleggen."}
    say(COORDINATOR, "invitees", now, **table, **nobody_is_named)
