"""Who acts on what somebody else changed meanwhile hears so; and what is recorded for another agency is told to it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands.answer import answer
from flows.commands.change import withdraw
from flows.commands.guided import guided
from flows.commands.kept import Said
from flows.commands.ladder import escalate, step_down
from flows.commands.meeting import cancel_meeting, move_meeting, start_meeting
from flows.commands.pause import pause
from flows.commands.urgent import make_urgent
from flows.engine.signalling import signal_run
from flows.queries.blocked_days import blocked_days
from flows.queries.case_story import case_story
from flows.queries.coming_meeting import coming_meeting
from models.deed import Deed
from models.refusal import Changed
from models.tables import Message, StageRun, Wait, WaitShift

FATIMA, ILSE, LOTTE = (
    "fatima.bouzidi@doorstroompunt.example", "ilse.verhagen@aanmeldpunt.example", "lotte.appelhof@smw.example",
)  # fmt: skip


@pytest.fixture
def ref(desk: Any) -> str:
    return str(desk.guided(desk.register()))


@pytest.fixture
def helped(desk: Any) -> str:
    """A case in which social work was asked for direct help."""
    number = desk.register()
    desk.answer(
        ILSE, number, "weighing", decision="light", case_manager=desk.professional(FATIMA),
        agency=f"agency:{desk.agency('smw')}",
    )  # fmt: skip
    desk.answer(FATIMA, number, "case-manager")
    return str(number)


def test_one_of_two_meetings_takes_back_its_own_question_only(desk: Any, ref: str) -> None:
    start_meeting(desk.store, desk.viewer(FATIMA), ref, desk.now)
    desk.carry()
    with desk.store.read(desk.now) as tx:
        one, other = tx.session.exec(select(Wait.id).where(Wait.key == "invitees").order_by(col(Wait.id))).all()

    taken = withdraw(desk.store, desk.viewer(FATIMA), ref, "invitees", desk.now, wait=one)

    assert taken == 1
    assert desk.waits(ref)["invitees"].id == other


def test_a_question_that_changed_meanwhile_is_not_taken_back(desk: Any, helped: str) -> None:
    seen = desk.waits(helped)["direct-help"].turn
    desk.answer(LOTTE, helped, "direct-help", needs_longer={"until": desk.day(20), "code": "too many cases"})

    with pytest.raises(Changed):
        withdraw(desk.store, desk.viewer(FATIMA), helped, "direct-help", desk.now, turn=seen)


def test_a_clock_that_changed_meanwhile_is_not_stopped(desk: Any, helped: str) -> None:
    seen = desk.waits(helped)["direct-help"].turn
    desk.answer(LOTTE, helped, "direct-help", needs_longer={"until": desk.day(20), "code": "too many cases"})
    said = {"code": "youth away", "until": desk.day(5)}

    with pytest.raises(Changed):
        pause(desk.store, desk.viewer(FATIMA), helped, "direct-help", said, desk.now, turn=seen)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (escalate, {"step": 1, "code": "longer than agreed", "words": "Het duurt lang."}),
        (step_down, {"words": "Het loopt weer."}),
        (make_urgent, {"code": "eviction", "words": "De deurwaarder komt."}),
    ],
)
def test_no_step_is_taken_or_ended_and_nothing_is_made_urgent_on_what_changed_meanwhile(
    desk: Any, helped: str, command: Any, said: dict[str, Any]
) -> None:
    seen = desk.waits(helped)["direct-help"].turn
    desk.answer(LOTTE, helped, "direct-help", needs_longer={"until": desk.day(20), "code": "too many cases"})

    with pytest.raises(Changed):
        command(desk.store, desk.viewer(FATIMA), helped, "direct-help", said, desk.now, turn=seen)


def test_a_meeting_that_was_given_a_moment_meanwhile_is_not_cancelled(desk: Any, ref: str) -> None:
    desk.answer(
        FATIMA, ref, "invitees", agencies=[f"agency:{desk.agency('smw')}"], youth=True,
        chair=desk.professional(ILSE), minute_taker=desk.professional(FATIMA),
    )  # fmt: skip
    with desk.store.read(desk.now) as tx:
        seen = coming_meeting(tx, desk.file(ref).id, "cancelled")
    at = desk.now + timedelta(days=9)
    desk.answer(FATIMA, ref, "slot", starts_at=at.isoformat(), place="Zaal 1")

    with pytest.raises(Changed):
        cancel_meeting(desk.store, desk.viewer(FATIMA), ref, desk.now, seen=seen)


def test_whoever_moves_the_meeting_for_the_case_manager_plans_it_in_the_same_go(desk: Any, ref: str) -> None:
    desk.answer(
        FATIMA, ref, "invitees", agencies=[f"agency:{desk.agency('smw')}"], youth=True,
        chair=desk.professional(ILSE), minute_taker=desk.professional(FATIMA),
    )  # fmt: skip
    slot = {"starts_at": (desk.now + timedelta(days=9)).isoformat(), "place": "Zaal 1"}
    desk.answer(FATIMA, ref, "slot", **slot)
    later = {"starts_at": (desk.now + timedelta(days=12)).isoformat(), "place": "Zaal 2"}

    move_meeting(desk.store, desk.viewer(ILSE), ref, desk.now, later)
    desk.carry()

    with desk.store.read(desk.now) as tx:
        coming = coming_meeting(tx, desk.file(ref).id, "moved")
    assert coming is not None
    assert (coming.place, coming.starts_at) == ("Zaal 2", desk.now + timedelta(days=12))


def test_a_longer_time_recorded_for_another_agency_is_told_to_it(desk: Any, helped: str) -> None:
    lotte = desk.viewer(LOTTE).professional_id
    longer = {"needs_longer": {"until": desk.day(20), "code": "too many cases"}}

    answer(desk.store, desk.viewer(FATIMA), helped, "direct-help", longer, desk.now, said=Said(by=lotte))

    with desk.store.read(desk.now) as tx:
        assert tx.session.exec(select(Message.to_agency_id).where(Message.notice == "RecordedForYou")).all()


def test_the_reason_of_a_longer_time_is_counted_in_working_days(desk: Any, helped: str) -> None:
    before = desk.waits(helped)["direct-help"].due_on
    desk.answer(LOTTE, helped, "direct-help", needs_longer={"until": desk.day(28), "code": "too many cases"})

    with desk.store.read(desk.now) as tx:
        shift = tx.session.exec(select(WaitShift)).one()
        days = blocked_days(tx, desk.viewer(ILSE))

    assert (shift.code, shift.from_on, str(shift.to_on)) == ("too many cases", before, desk.day(28))
    assert days == {"too many cases": 10}


def test_a_signal_nobody_listened_to_yet_stays_visible_as_such(desk: Any, ref: str) -> None:
    with desk.store.write(desk.now) as tx:
        matter = guided(tx, desk.viewer(FATIMA), ref, Deed.START)
        run = tx.session.exec(select(StageRun.id).where(StageRun.case_id == matter.case.id)).first()
        signal_run(matter, run or 0, "step up")

    with desk.store.read(desk.now) as tx:
        kinds = [event.kind for event in case_story(tx, desk.viewer(FATIMA), ref).timeline]

    assert "signal not heard" in kinds
