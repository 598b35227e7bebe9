"""Where a case goes after a meeting, and when is looked back on it. Source: process.md, stage 2, "Ends"."""

from typing import Any

from flows.commands import meeting as commands
from flows.engine.matter import AMSTERDAM
from flows.engine.step import add_run
from models.tables import Request

REF = "VN-TEST01"
COORDINATOR = "ilse.verhagen@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"


def test_a_meeting_is_looked_back_on_on_the_day_agreed(table: Any) -> None:
    table.start(beside=True).invite()
    table.held()
    assert "evaluation" in table.running()

    table.go(days=42)
    assert "evaluation:1" in table.open_keys()
    table.say(COORDINATOR, "evaluation:1", words="Het kan beter.", needed="meeting")

    assert "invitees" in table.open_keys()


def test_where_a_plan_runs_its_review_moves_to_the_day_agreed_in_a_meeting(table: Any) -> None:
    with table.store.write(table.now) as tx:
        add_run(tx, table.case, "assignment")
    table.go()
    table.say(COORDINATOR, "proposal", youth_wants_none=True)
    action = {"domain": "living", "words": "Een kamer.", "actions": [table.agreement()]}
    table.say(COORDINATOR, "plan", goals=[action], marks=[{"domain": "living", "youth": 4}], youth_agrees=True)
    table.go(days=20)
    table.start().invite()

    table.held(evaluation_on=table.on(50))

    review = table.asked("review")[0]
    assert review.opens_at is not None
    assert review.opens_at.astimezone(AMSTERDAM).date().isoformat() == table.on(49)
    assert "evaluation" not in table.running()


def test_after_a_meeting_that_leads_nowhere_the_coordinator_weighs_again(table: Any) -> None:
    table.start().invite()

    table.held(goes_on="back")

    assert table.running() == ["evaluation", "intake", "own words"]


def test_after_a_cancelled_meeting_the_coordinator_weighs_again(table: Any) -> None:
    table.start().invite()

    commands.cancel_meeting(table.store, table.viewer(COORDINATOR), REF, table.now)
    table.go()

    assert table.running() == ["intake"]


def test_who_comes_back_to_the_weighing_is_not_registered_again(table: Any) -> None:
    request = Request(
        case_id=table.case, agency_id=11, asked_on=table.now.date(), term="debt talk", words="Een gesprek."
    )
    table.add(request)
    with table.store.write(table.now) as tx:
        add_run(tx, table.case, "intake")
    table.go()
    table.say(BRAM, "informed", told_youth_on=table.on(0), told_youth_how="talk")
    table.say(COORDINATOR, "weighing", decision="meeting", case_manager=table.token(COORDINATOR))

    commands.cancel_meeting(table.store, table.viewer(COORDINATOR), REF, table.now)
    table.go()

    assert table.open_keys() == ["running:1", "weighing"]
    assert len(table.told("RegistrationReceived")) == 1
