"""A place in a sitting of a knooppunt, and what its standing members say once. Source: process.md, stage 2."""

from datetime import timedelta
from typing import Any

import pytest

from flows.commands import meeting as commands
from flows.commands.sitting import attend_sitting, plan_sitting
from models.refusal import Refused
from models.store import Store
from models.tables import Invitation, Meeting, SittingMember, StageRun

COORDINATOR = "ilse.verhagen@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"
DENNIS = "dennis.culemborg@geldloket.example"
SCHOOL = "agency:2"
SOCIAL_WORK = "agency:8"
DEBTS = "agency:11"


def test_a_place_in_a_sitting_is_free_again_once_its_meeting_is_cancelled(table_on: Any, either: Store) -> None:
    table = table_on(either)
    sitting = a_sitting(table)
    for _ in range(2):
        table.start()
    first, second = (run.id for run in table.rows(StageRun, StageRun.stage == "meeting"))
    for run in (first, second):
        wait = next(each for each in table.asked("invitees") if each.stage_run_id == run)
        leads = {"chair": table.token(BRAM), "minute_taker": table.token(COORDINATOR)}
        table.say(COORDINATOR, "invitees", wait.id, agencies=[SCHOOL, SOCIAL_WORK], **leads)
        wait = next(each for each in table.asked("slot") if each.stage_run_id == run)
        table.say(COORDINATOR, "slot", wait.id, sitting=sitting)
    was = {row.stage_run_id: row.starts_at for row in table.rows(Meeting)}
    assert len(set(was.values())) == 2

    commands.cancel_meeting(table.store, table.viewer(COORDINATOR), table.ref, table.now)
    table.start()
    table.invite()
    table.slot(sitting=sitting)

    assert sorted(row.starts_at for row in table.rows(Meeting) if row.starts_at) == sorted(was.values())


def a_sitting(table: Any, **more: Any) -> int:
    starts_at = table.now + timedelta(days=12)
    return plan_sitting(table.store, table.viewer(COORDINATOR), "Waalzicht", starts_at, table.now, **more)


def test_a_standing_member_answers_once_for_every_youth_of_a_sitting(table: Any) -> None:
    sitting = a_sitting(table, members=[SCHOOL, SOCIAL_WORK])
    table.start().invite()
    table.slot(sitting=sitting)

    answered = attend_sitting(table.store, table.viewer(BRAM), sitting, {"comes": "comes"}, table.now)
    table.go()

    assert answered == 1
    assert {wait.agency_id for wait in table.asked("attendance")} == {8, None}


def test_what_a_standing_member_said_holds_for_who_is_put_in_the_sitting_later(table: Any) -> None:
    sitting = a_sitting(table, members=[SCHOOL, SOCIAL_WORK, DEBTS])
    attend_sitting(table.store, table.viewer(BRAM), sitting, {"comes": "comes"}, table.now)
    attend_sitting(table.store, table.viewer(DENNIS), sitting, {"comes": "cannot", "code": "on leave"}, table.now)
    table.start().invite(SCHOOL, SOCIAL_WORK, DEBTS)

    table.slot(sitting=sitting)

    assert {wait.agency_id for wait in table.asked("attendance")} == {8, None}
    assert {row.agency_id: row.status for row in table.rows(Invitation) if row.agency_id} == {
        2: "comes", 8: "invited", 11: "cannot",
    }  # fmt: skip


def test_only_a_standing_member_answers_for_a_whole_sitting(table: Any) -> None:
    sitting = a_sitting(table, members=[SCHOOL])

    with pytest.raises(Refused, match="no standing member"):
        attend_sitting(table.store, table.viewer(DENNIS), sitting, {"comes": "comes"}, table.now)

    assert [row.status for row in table.rows(SittingMember)] == ["invited"]
