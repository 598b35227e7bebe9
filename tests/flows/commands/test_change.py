"""What people do to a case besides answering."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.acts.act import Call
from flows.acts.of_case import OF_CASE
from flows.commands import change, meeting
from flows.commands.answer import answer
from flows.commands.viewer import viewer_of
from flows.engine.advance import advance
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.drain import drain
from flows.engine.step import add_run
from flows.engine.story import story
from models.access import Viewer
from models.refusal import Refused
from models.store import Store
from models.tables import Agency, Message, StageRun, Statement, Wait

REF = "VN-TEST01"


@story("asks to a table", version=1)
def asks_to_a_table(case: Case) -> Ending:
    invited = ["agency:2", "agency:7", "agency:8", "youth"]  # a school, two that can act, and the youth
    coming = case.ask_all("attendance", of=invited, form="Attendance", within="object", quorum="meeting")
    return case.end("helped" if coming.enough else "withdrawn")


@pytest.fixture
def coordinator(store: Store, region: int, now: datetime) -> Viewer:
    with store.read(now) as tx:
        return viewer_of(tx, "ilse.verhagen@aanmeldpunt.example")


@pytest.fixture
def number_of_agency(store: Store, region: int, now: datetime) -> Callable[[str], int]:
    def number(code: str) -> int:
        with store.read(now) as tx:
            return tx.session.exec(select(Agency.id).where(Agency.code == code)).one()

    return number


def test_consent_for_a_partner_that_joins_later_is_asked_once(
    store: Store, case: int, coordinator: Viewer, number_of_agency: Callable[[str], int], now: datetime
) -> None:
    token = f"agency:{number_of_agency('ggd')}"

    first = change.ask_consent(store, coordinator, REF, token, now)
    again = change.ask_consent(store, coordinator, REF, token, now)

    assert (first, again) == (True, False)
    with store.read(now) as tx:
        run = tx.session.exec(select(StageRun).where(StageRun.case_id == case)).one()
        assert (run.stage, run.about, run.parent_id) == ("consent", number_of_agency("ggd"), None)


def test_more_coaching_starts_tapering_where_there_was_none(
    store: Store, case: int, coordinator: Viewer, now: datetime
) -> None:
    change.more_coaching(store, coordinator, REF, now)

    with store.read(now) as tx:
        assert tx.session.exec(select(StageRun.stage)).all() == ["tapering"]


def test_an_invitation_taken_back_from_everybody_settles_once_and_everybody_is_told(
    store: Store, case: int, coordinator: Viewer, now: datetime
) -> None:
    with store.write(now) as tx:
        run = add_run(tx, case, "asks to a table")
    advance(store, run, now)

    taken_back = change.withdraw(store, coordinator, REF, "attendance", now)

    assert taken_back == 4
    with store.read(now) as tx:
        assert {wait.status for wait in tx.session.exec(select(Wait))} == {"withdrawn"}
        told = tx.session.exec(
            select(Message.to_agency_id, Message.to_professional_id).where(Message.notice == "QuestionWithdrawn")
        ).all()
        assert len(told) == 3
    assert advance(store, run, now).outcome == "withdrawn"


def test_a_meeting_without_a_moment_cannot_be_moved(
    store: Store, case: int, coordinator: Viewer, now: datetime
) -> None:
    meeting.start_meeting(store, coordinator, REF, now)
    list(drain(store, now))

    with pytest.raises(Refused, match="No meeting is planned"):
        meeting.move_meeting(store, coordinator, REF, now)

    with store.read(now) as tx:
        assert tx.session.exec(select(Statement)).all() == []


def _planned(store: Store, coordinator: Viewer, now: datetime) -> dict[str, str]:
    """A meeting in two weeks, to which two agencies are asked; its moment and place."""
    me = f"professional:{coordinator.professional_id}"
    table = {"agencies": ["agency:2", "agency:8"], "chair": me, "chair_why": "Een kleine regio.", "minute_taker": me}
    slot = {"starts_at": (now + timedelta(days=14)).isoformat(), "place": "Aanmeldpunt"}
    meeting.start_meeting(store, coordinator, REF, now)
    list(drain(store, now))
    for key, fields in (("invitees", table), ("slot", slot)):
        answer(store, coordinator, REF, key, fields, now)
        list(drain(store, now))
    return slot


def test_a_meeting_moved_without_a_moment_says_that_everybody_is_told_later(
    store: Store, case: int, coordinator: Viewer, now: datetime
) -> None:
    _planned(store, coordinator, now)
    with store.read(now) as tx:
        before = len(tx.session.exec(select(Message)).all())

    done = OF_CASE["move_meeting"].do(Call(store, coordinator, now, ref=REF))
    list(drain(store, now))

    assert done.sentence == "A new moment is asked for now. Everybody who was invited is told once there is one."
    with store.read(now) as tx:
        later = tx.session.exec(select(Message).order_by(col(Message.id))).all()[before:]
        assert [each.notice for each in later] == ["QuestionAsked"]
        assert "slot:2" in tx.session.exec(select(Wait.key)).all()


def test_a_planned_meeting_is_moved_and_later_cancelled(
    store: Store, case: int, coordinator: Viewer, now: datetime
) -> None:
    slot = _planned(store, coordinator, now)

    later = {"starts_at": (now + timedelta(days=21)).isoformat(), "later_why": "Dan kan iedereen."}
    meeting.move_meeting(store, coordinator, REF, now, {**slot, **later})
    list(drain(store, now))
    meeting.cancel_meeting(store, coordinator, REF, now)
    advanced = list(drain(store, now))

    assert [each.outcome for each in advanced if each.stage == "meeting"] == ["to intake"]
    with store.read(now) as tx:
        slots = tx.session.exec(select(Wait.key).where(Wait.form == "Slot")).all()
        assert slots == ["slot", "slot:2"]
