"""A place in a sitting of a knooppunt, and what its standing members say once. Source: process.md, stage 2."""

from datetime import timedelta
from typing import Any

import pytest

from flows.commands import meeting as commands
from flows.commands.knooppunt import cancel_sitting, move_sitting, plan_sittings
from flows.commands.sitting import attend_sitting, plan_sitting
from flows.queries.knooppunt import sheet_of_sitting
from models.refusal import BadAnswer, Changed, NotAllowed, Refused
from models.store import Store
from models.tables import Invitation, Meeting, Sitting, SittingMember, StageRun

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


FRIDAY = "2026-12-11T14:00:00+01:00"
PLAN = {"starts_at": FRIDAY, "minutes": 90, "places": 3, "place": "Waalzicht", "members": [SCHOOL]}


def plans(table: Any, by: str = COORDINATOR, **differs: Any) -> Any:
    return plan_sittings(table.store, table.viewer(by), {**PLAN, **differs}, table.now)


def seen(table: Any, sitting: int) -> dict[str, Any]:
    with table.store.read(table.now) as tx:
        return sheet_of_sitting(tx, table.viewer(COORDINATOR), sitting)


def moves(table: Any, sitting: int, **differs: Any) -> int:
    sheet = {name: value for name, value in seen(table, sitting).items() if name != "taken"}
    return move_sitting(table.store, table.viewer(COORDINATOR), sitting, {**sheet, **differs}, table.now)


def test_a_series_keeps_its_hour_and_leaves_out_days_on_which_nobody_works(table: Any) -> None:
    planned = plans(table, weeks=1, until_on="2027-04-02")

    found = table.rows(Sitting)
    assert (planned.number, planned.many) == (found[0].id, len(found))
    assert [str(day) for day in planned.left_out] == ["2026-12-25", "2027-01-01", "2027-03-26"]
    assert {f"{row.starts_at:%H:%M}" for row in found} == {"13:00", "12:00"}  # the hour on the wall, in summer too
    assert [row.agency_id for row in table.rows(SittingMember)] == [2] * planned.many


@pytest.mark.parametrize(
    ("differs", "says"),
    [
        ({"weeks": 1}, "a series has a number of weeks and a last day"),
        ({"weeks": 1, "until_on": "2026-12-01"}, "ends before it begins"),
        ({"starts_at": "2026-12-25T14:00:00+01:00"}, "nobody works on that day"),
        ({"starts_at": "2026-11-20T14:00:00+01:00"}, "a day in the coming year"),
        ({"school": "agency:999"}, "no such agency"),
        ({"places": 0}, "places"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_plans_nothing(table: Any, differs: dict[str, Any], says: str) -> None:
    with pytest.raises(BadAnswer, match=says):
        plans(table, **differs)
    with pytest.raises(NotAllowed):
        plans(table, by=DENNIS)

    assert table.rows(Sitting) == []


def test_the_cases_of_a_sitting_that_moves_go_along_and_everybody_is_asked_anew(table_on: Any, either: Store) -> None:
    table = table_on(either)
    sitting = a_sitting(table, members=[SCHOOL])
    table.start().invite()
    table.slot(sitting=sitting)
    attend_sitting(table.store, table.viewer(BRAM), sitting, {"comes": "comes"}, table.now)
    table.go()
    was = seen(table, sitting)
    later = table.now + timedelta(days=15)

    assert moves(table, sitting, starts_at=later.isoformat(), place="Doorstroompunt") == 1
    table.go()

    meeting = table.meeting()
    assert (meeting.starts_at, meeting.place, meeting.sitting_id) == (later, "Doorstroompunt", sitting)
    assert {wait.agency_id for wait in table.asked("attendance:2")} == {2, 8, None}
    assert [row.status for row in table.rows(SittingMember)] == ["invited"]
    assert table.told("MeetingMoved")
    with pytest.raises(Changed):
        cancel_sitting(table.store, table.viewer(COORDINATOR), sitting, table.now, seen=was)


def test_a_sitting_that_moves_to_tomorrow_asks_each_case_manager_for_the_moment(table: Any) -> None:
    sitting = a_sitting(table)
    table.start().invite()
    table.slot(sitting=sitting)

    moves(table, sitting, starts_at=(table.now + timedelta(days=1)).isoformat())
    table.go()

    assert [wait.key for wait in table.asked("slot")] == ["slot:2"]
    assert (table.meeting().starts_at, table.meeting().sitting_id) == (None, None)


def test_where_a_sitting_is_cancelled_everybody_hears_it_and_another_moment_is_asked(
    table_on: Any, either: Store
) -> None:
    table = table_on(either)
    sitting = a_sitting(table, members=[SCHOOL])
    table.start().invite()
    table.slot(sitting=sitting)

    assert cancel_sitting(table.store, table.viewer(COORDINATOR), sitting, table.now) == 1
    table.go()

    assert table.told("MeetingCancelled")
    assert [wait.key for wait in table.asked("slot")] == ["slot:2"]
    assert (table.rows(Sitting), table.rows(SittingMember)) == ([], [])
    with pytest.raises(Refused, match="no such sitting ahead"):
        cancel_sitting(table.store, table.viewer(COORDINATOR), sitting, table.now)
