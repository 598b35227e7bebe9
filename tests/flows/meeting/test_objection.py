"""What an agency that was absent says of what was agreed for it. Source: process.md, stage 2 step 6."""

import json
from typing import Any

from models.code import MessageStatus
from models.tables import Message, StageRun

COORDINATOR = "ilse.verhagen@aanmeldpunt.example"
SOCIAL_WORKER = "lotte.appelhof@smw.example"


def test_a_case_is_asked_how_it_ends_once_nothing_is_left_of_what_was_agreed(held: Any) -> None:
    held.say(SOCIAL_WORKER, "objection:1", agrees=False, code="not ours")

    held.say(COORDINATOR, "objection-heard:1", goes_on=False)

    assert held.running() == ["aftercare", "evaluation", "own words"]


def test_what_was_agreed_without_a_quorum_binds_who_was_absent_only_by_a_yes(table: Any) -> None:
    table.start(beside=True).invite()
    table.held(held="without quorum", agreements=[table.agreement()])
    table.delivered()

    table.go(days=15)

    assert not [key for key in table.open_keys() if key.startswith(("action", "objection"))]
    assert len(table.told("AgreementLapsed")) == 1


def test_who_heard_an_objection_is_not_told_what_they_decided_themselves(held: Any) -> None:
    held.say(SOCIAL_WORKER, "objection:1", agrees=False, code="not ours")
    held.say(COORDINATOR, "objection-heard:1", goes_on=False)

    assert [run.outcome for run in held.rows(StageRun, StageRun.stage == "objection")] == ["objected"]
    assert held.told("AgreementLapsed") == []


def test_silence_counts_as_agreement_only_when_these_very_minutes_arrived(table: Any) -> None:
    table.start(beside=True).invite()
    table.add(
        Message(
            case_id=table.case, notice="MinutesReady", to_agency_id=8, content=json.dumps({"meeting": 77}),
            status=MessageStatus.SENT, queued_at=table.now, not_before=table.now, done_at=table.now,
        )
    )  # fmt: skip
    table.held(agreements=[table.agreement()])

    table.go(days=15)

    assert "objection-heard:1" in table.open_keys()


def test_the_case_manager_reads_why_an_agency_objects(held: Any) -> None:
    held.say(SOCIAL_WORKER, "objection:1", agrees=False, code="not ours", words="Dit doet het wijkteam.")

    read = held.beside("objection-heard:1")

    assert (read["What they say"], read["In a few words"]) == ("this is not for us", "Dit doet het wijkteam.")


def test_the_case_manager_reads_that_nobody_answered_for_the_minutes_did_not_arrive(held: Any) -> None:
    held.go(days=15)

    assert held.beside("objection-heard:1")["What they say"] == "no answer came, and the minutes did not arrive"


def test_silence_counts_as_agreement_when_the_minutes_arrived(held: Any) -> None:
    held.delivered()

    held.go(days=15)

    assert "action:1" in held.open_keys()
