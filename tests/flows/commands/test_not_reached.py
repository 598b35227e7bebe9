"""A youth whom an agency cannot reach: the case manager looks, and what comes of that settles what was asked."""

from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands.change import withdraw
from flows.engine.matter import unpacked
from models.tables import CaseFile, StageRun, Wait, WatchedDate

ILSE, DENNIS = "ilse.verhagen@aanmeldpunt.example", "dennis.culemborg@geldloket.example"
FATIMA, LOTTE = "fatima.bouzidi@doorstroompunt.example", "lotte.appelhof@smw.example"
NOT_REACHED = {"code": "youth not reached"}
IN_STAGE = {"intake": "weighing", "meeting": "invitees", "assignment": "proposal", "aftercare": "trusted-person"}


@pytest.fixture
def helped(desk: Any) -> str:
    """Direct help was asked of social work, which could not reach the youth."""
    ref = desk.register()
    agency = f"agency:{desk.agency('smw')}"
    desk.answer(
        ILSE, ref, "weighing", decision="light", case_manager=desk.professional(FATIMA), agency=agency, why="Praten."
    )
    desk.answer(FATIMA, ref, "case-manager")
    desk.later(days=1)
    desk.answer(LOTTE, ref, "direct-help", cannot=NOT_REACHED)
    return str(ref)


def runs(desk: Any, ref: str) -> dict[str, str | None]:
    with desk.store.read(desk.now) as tx:
        of_case = select(StageRun).join(CaseFile, col(CaseFile.id) == StageRun.case_id).where(CaseFile.ref == ref)
        return {run.stage: run.outcome for run in tx.session.exec(of_case.order_by(col(StageRun.id)))}


def test_whoever_could_not_reach_the_youth_is_not_late_while_the_case_manager_looks(desk: Any, helped: str) -> None:
    asked = desk.waits(helped)["direct-help"]

    assert "find" in desk.waits(helped)
    assert asked.paused_on == desk.today
    assert asked.paused_until == desk.waits(helped)["find"].due_on


def test_once_the_youth_is_in_view_the_one_who_asked_is_asked_again_and_help_goes_on(desk: Any, helped: str) -> None:
    asked = desk.waits(helped)["direct-help"]
    before = len(desk.told(helped, "QuestionAsked"))
    desk.later(days=7)

    desk.answer(FATIMA, helped, "find", found=True)

    again = desk.waits(helped)["direct-help"]
    assert (again.paused_on, again.id) == (None, asked.id)
    assert again.due_on > asked.asked_at.date()
    assert [message.wait_id for message in desk.told(helped, "QuestionAsked")[before:]] == [asked.id]
    desk.answer(LOTTE, helped, "direct-help", started_on=str(desk.today))
    assert "helped" in desk.waits(helped)


def test_a_search_that_is_taken_back_closes_nothing(desk: Any, helped: str) -> None:
    withdraw(desk.store, desk.viewer(FATIMA), helped, "find", desk.now)
    desk.carry()

    assert set(desk.waits(helped)) == {"direct-help"}
    assert desk.waits(helped)["direct-help"].paused_on is None


def test_a_youth_who_is_not_found_ends_the_intake_and_a_person_closes_the_case(desk: Any, helped: str) -> None:
    desk.answer(FATIMA, helped, "find", found=False)

    assert desk.waits(helped, open_only=False)["direct-help"].status == "overtaken"
    assert runs(desk, helped)["intake"] == "not found"
    assert set(desk.waits(helped)) == {"closing"}
    assert desk.file(helped).closed_at is None


def test_a_youth_who_stops_while_being_helped_is_offered_one_light_check(desk: Any, helped: str) -> None:
    desk.answer(LOTTE, helped, "direct-help", started_on=str(desk.today))
    desk.answer(LOTTE, helped, "helped", result="youth stopped")

    with desk.store.read(desk.now) as tx:
        (watched,) = tx.session.exec(select(WatchedDate))
    assert desk.file(helped).outcome == "youth stopped"
    assert (watched.kind, str(watched.day)) == ("light check", desk.day(42))
    assert [unpacked(row.content) for row in desk.told(helped, "StoppingConfirmed")] == [{"check_on": watched.day}]


def test_help_that_cannot_go_on_for_want_of_the_youth_hears_that_nobody_was_found(desk: Any, helped: str) -> None:
    desk.answer(FATIMA, helped, "find", found=True)
    desk.answer(LOTTE, helped, "direct-help", started_on=str(desk.today))
    desk.answer(LOTTE, helped, "helped", cannot=NOT_REACHED)

    desk.answer(FATIMA, helped, "find", found=False)

    assert set(desk.waits(helped)) == {"closing"}


def at(desk: Any, stage: str) -> str:
    """A case in this stage, beside a request that was running with the debt desk."""
    asked = {"agency": f"agency:{desk.agency('geldloket')}", "asked_on": desk.day(-3), "term": "debt talk"}
    ref = str(
        desk.register(
            running=[{**asked, "words": "Een gesprek over schulden."}],
            departs_on=desk.day(60),
            school=f"agency:{desk.agency('waalzicht')}",
        )
    )
    if stage != "intake":
        decision = "consultant" if stage == "assignment" else stage
        desk.answer(ILSE, ref, "weighing", decision=decision, case_manager=desk.professional(FATIMA))
        desk.answer(FATIMA, ref, "case-manager")
    return ref


@pytest.mark.parametrize("stage", IN_STAGE)
def test_not_found_is_heard_in_whatever_stage_the_youth_is_and_settles_the_errand_that_asked(
    desk: Any, stage: str
) -> None:
    ref = at(desk, stage)
    running = next(key for key in desk.waits(ref) if key.startswith("running"))
    assert IN_STAGE[stage] in desk.waits(ref)
    desk.answer(DENNIS, ref, running, cannot=NOT_REACHED)

    desk.answer(FATIMA if stage != "intake" else ILSE, ref, "find", found=False)

    every: dict[str, Wait] = desk.waits(ref, open_only=False)
    assert (every[running].status, every[running].code) == ("declined", "youth not reached")
    assert every[IN_STAGE[stage]].status == "overtaken"
    assert runs(desk, ref)[stage] == "not found"
    # The schools are still asked to hand over: over that no case is closed.
    assert ("closing" in desk.waits(ref)) is (stage != "aftercare")
    assert desk.file(ref).closed_at is None


def test_an_action_of_others_goes_on_though_the_youth_is_out_of_sight(desk: Any) -> None:
    ref = at(desk, "assignment")
    desk.answer(ILSE, ref, "proposal", youth_wants_none=True)
    lines = [
        {"who": f"agency:{desk.agency(code)}", "words": "Helpen.", "due_on": desk.day(20)}
        for code in ("smw", "geldloket")
    ]
    goal = {"domain": "living", "words": "Een eigen kamer.", "actions": lines}
    desk.answer(FATIMA, ref, "plan", goals=[goal], marks=[{"domain": "living", "youth": 3}], youth_agrees=True)
    hers, theirs = sorted(key for key in desk.waits(ref) if key.startswith("action"))
    desk.answer(LOTTE, ref, hers, cannot=NOT_REACHED)

    desk.answer(FATIMA, ref, "find", found=False)

    assert runs(desk, ref)["assignment"] == "not found"
    assert hers not in desk.waits(ref)
    assert theirs in desk.waits(ref)
    assert "closing" not in desk.waits(ref)
    desk.answer(DENNIS, ref, theirs, done_on=str(desk.today))
    desk.answer(DENNIS, ref, "running:1", result="granted", decided_on=str(desk.today))
    # Over the schools, who are still asked to hand over, no case is closed either.
    assert set(desk.waits(ref)) == {"handover:2-open"}
