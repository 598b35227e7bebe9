"""Who comes to a meeting, what is agreed at the table, and whether the case goes on with it."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands import meeting as commands
from flows.commands.answer import answer
from flows.commands.sitting import attend_sitting, plan_sitting
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.matter import AMSTERDAM
from flows.engine.step import add_run
from flows.queries.door import open_case
from flows.queries.question_about import facts_about
from flows.queries.waiting import waits_of_cases
from models.code import MessageStatus, Relation
from models.refusal import Refused
from models.store import Store
from models.tables import (
    Action,
    CaseFile,
    Custody,
    Invitation,
    LifeNote,
    Meeting,
    Message,
    Person,
    Request,
    SittingMember,
    StageRun,
    Wait,
)

REF, COORDINATOR, SOCIAL_WORKER = "VN-TEST01", "ilse.verhagen@aanmeldpunt.example", "lotte.appelhof@smw.example"
BRAM, FATIMA, DENNIS = (
    "bram.hoevelaar@waalzicht.example", "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example",
)  # fmt: skip
RUBEN, YOUTH_CARE = "ruben.dijkzicht@aanmeldpunt.example", "daphne.roosmalen@horizonlijn.example"
SCHOOL, DOORSTROOMPUNT, NEIGHBOURHOOD, SOCIAL_WORK, DEBTS = (f"agency:{n}" for n in (2, 6, 7, 8, 11))
YOUTH = "person:1"


class Table:
    """One case at the table: who is invited, who comes, what is agreed; time stands still until a test moves it."""

    def __init__(self, store: Store, case: int, now: datetime, ref: str = REF) -> None:
        self.store, self.case, self.now, self.ref = store, case, now, ref

    def go(self, **later: float) -> None:
        self.now += timedelta(**later)
        list(drain(self.store, self.now))

    def viewer(self, email: str) -> Any:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def token(self, email: str) -> str:
        return f"professional:{self.viewer(email).professional_id}"

    def rows(self, model: Any, *where: Any) -> list[Any]:
        with self.store.read(self.now) as tx:
            return list(tx.session.exec(select(model).where(*where).order_by(col(model.id))))

    def add(self, *rows: Any) -> list[int]:
        with self.store.write(self.now) as tx:
            tx.session.add_all(rows)
            tx.flush()
            return [row.id for row in rows]

    def born(self, year: int) -> "Table":
        """The youth is of another age, and lives with a mother who has custody."""
        with self.store.write(self.now) as tx:
            youth = tx.session.get_one(Person, 1)
            youth.birth_on = date(year, 3, 1)
            mother = Person(given_name="Hilde")
            tx.session.add_all([youth, mother])
            tx.flush()
            tx.session.add(Custody(youth_id=1, person_id=mother.id, relation=Relation.PARENT))
            self.mother = mother.id
        return self

    def say(self, by: str, key: str, wait: int | None = None, **fields: Any) -> None:
        answer(self.store, self.viewer(by), self.ref, key, fields, self.now, wait=wait)
        self.go()

    def start(self, *, beside: bool = False) -> "Table":
        with self.store.write(self.now) as tx:
            if beside:
                add_run(tx, self.case, "aftercare")
            add_run(tx, self.case, "meeting")
        self.go()
        return self

    def invite(self, *agencies: str, **differs: Any) -> None:
        leads = {"chair": self.token(BRAM), "minute_taker": self.token(COORDINATOR)}
        self.say(COORDINATOR, "invitees", **{"agencies": list(agencies or (SCHOOL, SOCIAL_WORK)), **leads, **differs})

    def slot(self, key: str = "slot", *, days: int = 8, **differs: Any) -> None:
        starts_at = (self.now + timedelta(days=days)).isoformat()
        fields = differs if "sitting" in differs else {"starts_at": starts_at, "place": "Aanmeldpunt", **differs}
        self.say(COORDINATOR, key, **fields)

    def everybody(self) -> list[str]:
        """All who are invited, as a case manager ticks them at short notice."""
        return [
            f"agency:{row.agency_id}" if row.agency_id else f"person:{row.person_id}" for row in self.rows(Invitation)
        ]

    def asked(self, begins: str) -> list[Wait]:
        return self.rows(Wait, Wait.status == "open", col(Wait.key).startswith(begins))

    def comes(self, key: str, agency: str | None = None, **fields: Any) -> None:
        """An agency says whether it comes; the youth, when none is named."""
        number = int(agency.split(":")[1]) if agency else None
        wait = next(each for each in self.asked(key) if each.agency_id == number)
        self.say(SPEAKS.get(agency or "", COORDINATOR), key, wait.id, **(fields or {"comes": "comes"}))

    def held(self, **differs: Any) -> None:
        """A meeting at short notice, and the day after it the minutes; looked back on in six weeks."""
        self.slot(days=1, comes=self.everybody())
        self.go(days=1)
        usual = {"held": "held", "present": [SCHOOL, YOUTH], "decisions": "Eerst praten.", "evaluation_on": self.on(42)}
        self.say(COORDINATOR, "minutes", **{**usual, **differs})

    def on(self, days: int) -> str:
        return (self.now.astimezone(AMSTERDAM).date() + timedelta(days=days)).isoformat()

    def agreement(self, who: str = SOCIAL_WORK, days: int = 9) -> dict[str, Any]:
        return {"who": who, "words": "Praat met de ouders.", "due_on": self.on(days)}

    def running(self) -> list[str]:
        return sorted(run.stage for run in self.rows(StageRun, StageRun.outcome == None))  # noqa: E711

    def open_keys(self) -> list[str]:
        return sorted(wait.key for wait in self.asked(""))

    def meeting(self) -> Meeting:
        found: Meeting = self.rows(Meeting)[-1]
        return found

    def beside(self, key: str) -> dict[str, Any]:
        """What the coordinator reads beside a question."""
        with self.store.read(self.now) as tx:
            opened = open_case(tx, viewer_of(tx, COORDINATOR), self.ref)
            line = next(each for each in waits_of_cases(tx, [opened.case.id]) if each.key == key)
            return {fact.label: fact.value for fact in facts_about(tx, opened, line)}

    def told(self, notice: str) -> list[Message]:
        return self.rows(Message, Message.notice == notice)


SPEAKS = {SCHOOL: BRAM, SOCIAL_WORK: SOCIAL_WORKER, DOORSTROOMPUNT: FATIMA, DEBTS: DENNIS}


@pytest.fixture
def table(store: Store, case: int, now: datetime) -> Table:
    return Table(store, case, now)


@pytest.fixture
def held(table: Table) -> Table:
    """A meeting after which only an agency that was absent has something to do."""
    table.start(beside=True).invite()
    table.held(agreements=[table.agreement()])
    return table


def test_a_case_is_asked_how_it_ends_once_nothing_is_left_of_what_was_agreed(held: Table) -> None:
    held.say(SOCIAL_WORKER, "objection:1", agrees=False, code="not ours")

    held.say(COORDINATOR, "objection-heard:1", goes_on=False)

    assert held.running() == ["aftercare", "evaluation", "own words"]


@pytest.mark.parametrize("task", ["chair", "minute_taker"])
def test_nobody_leads_a_meeting_or_writes_its_minutes_without_a_ground_to_know(table: Table, task: str) -> None:
    table.start()

    with pytest.raises(Refused, match="Horizonlijn has no ground"):
        table.invite(**{task: table.token(YOUTH_CARE)})

    nobody_is_named = {"anonymous": True, "youth": False, "without_why": "Eerst overleggen."}
    table.invite(**{task: table.token(YOUTH_CARE)}, **nobody_is_named)


def test_whoever_acts_as_case_manager_takes_the_chair_only_with_a_reason(table: Table) -> None:
    table.start()

    with pytest.raises(Refused, match="chair without a reason"):
        table.invite(chair=table.token(COORDINATOR))

    table.invite(chair=table.token(COORDINATOR), chair_why="Wij zijn een kleine regio.")


@pytest.mark.parametrize(("born", "parents"), [(2014, 1), (2009, 0), (2008, 0)])
def test_those_with_custody_are_invited_by_themselves_until_the_youth_is_sixteen(
    table: Table, born: int, parents: int
) -> None:
    table.born(born).start()

    table.invite()

    people = [row.person_id for row in table.rows(Invitation) if row.person_id]
    assert people == [1, *[2] * parents]


def test_a_youth_of_sixteen_may_want_a_parent_there_and_an_adult_brings_one_along(table: Table) -> None:
    table.born(2008).start()
    with pytest.raises(Refused, match="from 18 a parent comes as a supporter"):
        table.invite(parents=True)

    table.born(2009).invite(parents=True)

    assert {row.person_id for row in table.rows(Invitation)} >= {1, 2}


def test_under_sixteen_those_with_custody_are_left_out_only_with_a_reason(table: Table) -> None:
    table.born(2014).start()

    with pytest.raises(Refused, match="who belongs there is not invited"):
        table.invite(parents=False)

    table.invite(parents=False, without_why="Contactverbod.")


def test_a_meeting_needs_an_agency_besides_the_one_that_knows_the_youth(table: Table) -> None:
    table.start()

    with pytest.raises(Refused, match="knows the youth and another that can act"):
        table.invite(SCHOOL)


@pytest.mark.parametrize("agencies", [(SCHOOL, DOORSTROOMPUNT), (NEIGHBOURHOOD, SOCIAL_WORK)])
def test_two_agencies_and_the_youth_are_enough_of_whatever_kind_they_are(
    table: Table, agencies: tuple[str, ...]
) -> None:
    table.start().invite(*agencies)

    table.slot()

    assert len(table.asked("attendance")) == 3


def test_without_the_case_manager_there_is_no_quorum(table: Table) -> None:
    with table.store.write(table.now) as tx:
        case = tx.session.get_one(CaseFile, table.case)
        case.case_manager_id = viewer_of(tx, FATIMA).professional_id
        tx.session.add(case)
    table.start()
    leads: dict[str, Any] = {"chair": table.token(BRAM), "minute_taker": table.token(BRAM)}
    table.say(FATIMA, "invitees", agencies=[SCHOOL, SOCIAL_WORK, DOORSTROOMPUNT], **leads)
    table.say(FATIMA, "slot", starts_at=(table.now + timedelta(days=8)).isoformat(), place="Waalzicht")

    table.comes("attendance", DOORSTROOMPUNT, cannot={"code": "on leave"})

    assert table.open_keys() == ["slot:2"]


def test_a_youth_who_does_not_come_is_gone_on_without_for_a_recorded_reason(table: Table) -> None:
    table.start().invite()
    table.slot()
    table.comes("attendance", cannot={"code": "other appointment"})

    table.slot("slot:2", without_youth_why="Noor wil niet komen, en heeft opgeschreven wat zij wil.")
    table.comes("attendance:2", SCHOOL)
    table.comes("attendance:2", SOCIAL_WORK)
    table.comes("attendance:2", cannot={"code": "other appointment"})

    assert table.open_keys() == ["meeting-day:2"]
    assert str(table.meeting().youth_absent_why).startswith("Noor wil niet")


def test_who_is_invited_to_a_new_moment_besides_is_asked_too(table: Table) -> None:
    table.start().invite()
    table.slot()
    table.comes("attendance", SOCIAL_WORK, cannot={"code": "on leave"})

    table.slot("slot:2", also=[DEBTS])

    assert {wait.agency_id for wait in table.asked("attendance:2")} == {2, 8, 11, None}


def test_without_a_quorum_the_moment_is_called_off_and_everybody_is_told(table: Table) -> None:
    table.start().invite()
    table.slot()

    table.comes("attendance", SCHOOL, cannot={"code": "on leave"})

    assert table.meeting().starts_at is None
    assert len(table.told("MeetingCancelled")) == 3


def test_who_cannot_come_stands_so_on_the_list_and_may_bring_something_all_the_same(table: Table) -> None:
    table.start().invite(SCHOOL, SOCIAL_WORK, DOORSTROOMPUNT)
    table.slot()
    note = {"domain": "support", "kind": "offer", "words": "Wij kunnen wekelijks bellen."}

    table.comes("attendance", DOORSTROOMPUNT, cannot={"code": "other appointment", "notes": [note]})

    said = {row.agency_id: (row.status, row.code) for row in table.rows(Invitation)}
    assert said[6] == ("cannot", "other appointment")
    assert said[8] == ("invited", None)
    (kept,) = table.rows(LifeNote)
    assert (kept.agency_id, kept.kind, kept.meeting_id) == (6, "offer", table.meeting().id)


def test_who_could_not_come_is_asked_again_for_a_new_moment(table: Table) -> None:
    table.start().invite(SCHOOL, SOCIAL_WORK)
    table.slot()
    table.comes("attendance", SCHOOL, cannot={"code": "on leave"})
    table.slot("slot:2")

    assert {(row.status, row.code) for row in table.rows(Invitation)} == {("invited", None)}


def test_only_to_an_invitation_something_is_brought_along_with_a_no(table: Table) -> None:
    note = {"domain": "support", "kind": "offer", "words": "Wij kunnen wekelijks bellen."}
    table.start(beside=True).invite()
    table.held(agreements=[table.agreement(SCHOOL)])

    with pytest.raises(Refused, match=r"cannot\.notes"):
        table.say(BRAM, "action:1", cannot={"code": "no longer needed", "notes": [note]})


@pytest.mark.parametrize("goes_on", ["consultant", "plan"])
def test_where_there_is_a_plan_a_table_begins_no_other(table: Table, goes_on: str) -> None:
    table.start().invite()
    with table.store.write(table.now) as tx:
        add_run(tx, table.case, "assignment")
    table.go()

    with pytest.raises(Refused, match="there is a plan, or somebody makes one"):
        table.held(goes_on=goes_on)
    table.say(COORDINATOR, "minutes", held="held", present=[SCHOOL, YOUTH], decisions="Eerst praten.",
              evaluation_on=table.on(42), goes_on="back")  # fmt: skip


def test_an_agreement_without_a_goal_that_is_no_longer_needed_asks_about_no_goal(table: Table) -> None:
    table.start(beside=True).invite()
    table.held(agreements=[table.agreement(SCHOOL)])

    table.say(BRAM, "action:1", cannot={"code": "no longer needed"})

    assert [row.status for row in table.rows(Action)] == ["cannot"]
    assert table.rows(StageRun, StageRun.stage == "goal review") == []


def test_a_colleague_of_the_same_agency_may_come_instead_and_nobody_else(table: Table) -> None:
    table.start().invite()
    table.slot()

    with pytest.raises(Refused, match="there is no such professional"):
        table.comes("attendance", SCHOOL, comes="sends someone", sends="professional:9999")
    with pytest.raises(Refused, match="only a colleague of the same agency"):
        table.comes("attendance", SCHOOL, comes="sends someone", sends=table.token(DENNIS))


def test_an_hour_of_its_own_later_than_ten_working_days_asks_why(table: Table) -> None:
    table.start().invite()

    with pytest.raises(Refused, match="why the meeting is later than agreed"):
        table.slot(days=40)

    table.slot(days=40, later_why="De vader is op zee.")


def test_a_place_in_a_sitting_is_free_again_once_its_meeting_is_cancelled(either: Store, now: datetime) -> None:
    table = Table(either, 1, now, "VN-TEST222")
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


def a_sitting(table: Table, **more: Any) -> int:
    starts_at = table.now + timedelta(days=12)
    return plan_sitting(table.store, table.viewer(COORDINATOR), "Waalzicht", starts_at, table.now, **more)


def test_a_standing_member_answers_once_for_every_youth_of_a_sitting(table: Table) -> None:
    sitting = a_sitting(table, members=[SCHOOL, SOCIAL_WORK])
    table.start().invite()
    table.slot(sitting=sitting)

    answered = attend_sitting(table.store, table.viewer(BRAM), sitting, {"comes": "comes"}, table.now)
    table.go()

    assert answered == 1
    assert {wait.agency_id for wait in table.asked("attendance")} == {8, None}


def test_what_a_standing_member_said_holds_for_who_is_put_in_the_sitting_later(table: Table) -> None:
    sitting = a_sitting(table, members=[SCHOOL, SOCIAL_WORK, DEBTS])
    attend_sitting(table.store, table.viewer(BRAM), sitting, {"comes": "comes"}, table.now)
    attend_sitting(table.store, table.viewer(DENNIS), sitting, {"comes": "cannot", "code": "on leave"}, table.now)
    table.start().invite(SCHOOL, SOCIAL_WORK, DEBTS)

    table.slot(sitting=sitting)

    assert {wait.agency_id for wait in table.asked("attendance")} == {8, None}
    assert {row.agency_id: row.status for row in table.rows(Invitation) if row.agency_id} == {
        2: "comes", 8: "invited", 11: "cannot",
    }  # fmt: skip


def test_only_a_standing_member_answers_for_a_whole_sitting(table: Table) -> None:
    sitting = a_sitting(table, members=[SCHOOL])

    with pytest.raises(Refused, match="no standing member"):
        attend_sitting(table.store, table.viewer(DENNIS), sitting, {"comes": "comes"}, table.now)

    assert [row.status for row in table.rows(SittingMember)] == ["invited"]


def test_who_comes_gets_the_agenda_once_it_is_known_who_comes(table: Table) -> None:
    table.start().invite()
    table.slot()
    table.comes("attendance", SCHOOL, comes="comes")
    table.comes("attendance", SOCIAL_WORK)
    assert table.told("AgendaReady") == []

    table.comes("attendance")

    assert len(table.told("AgendaReady")) == 3


@pytest.mark.parametrize(("days", "match"), [(20, "sooner than agreed"), (90, "later than agreed")])
def test_a_meeting_is_looked_back_on_in_six_to_eight_weeks(table: Table, days: int, match: str) -> None:
    table.start(beside=True).invite()

    with pytest.raises(Refused, match=match):
        table.held(evaluation_on=(table.now.date() + timedelta(days=days)).isoformat())


@pytest.mark.parametrize("field", ["agreements", "decisions", "goes_on", "case_manager"])
def test_of_a_meeting_that_did_not_take_place_nothing_is_minuted_and_lost(table: Table, field: str) -> None:
    table.start().invite()
    table.slot(days=1, comes=table.everybody())
    table.go(days=1)
    minuted = {
        "agreements": [table.agreement()],
        "decisions": "Eerst praten.",
        "goes_on": "consultant",
        "case_manager": table.token(FATIMA),
    }

    with pytest.raises(Refused, match=field):
        table.say(COORDINATOR, "minutes", held="not held", **{field: minuted[field]})

    table.say(COORDINATOR, "minutes", held="not held")
    assert table.open_keys() == ["slot:2"]


@pytest.mark.parametrize("comes", [[], [SCHOOL, SOCIAL_WORK], [SCHOOL, YOUTH], [SOCIAL_WORK, YOUTH]])
def test_at_short_notice_the_case_manager_ticks_enough_people_for_a_meeting_that_counts(
    table: Table, comes: list[str]
) -> None:
    table.start().invite()

    with pytest.raises(Refused, match="too few come"):
        table.slot(days=1, comes=comes)

    assert table.open_keys() == ["slot"]
    assert table.told("MeetingInvited") == []


def test_at_short_notice_nobody_is_asked_and_who_was_ticked_stands_on_the_list(table: Table) -> None:
    table.start().invite(SCHOOL, SOCIAL_WORK, DOORSTROOMPUNT)

    table.slot(days=1, comes=[SCHOOL, SOCIAL_WORK, YOUTH])

    assert table.open_keys() == ["meeting-day"]
    assert [row.status for row in table.rows(Invitation)] == ["comes", "comes", "cannot", "comes"]


def test_at_short_notice_a_meeting_goes_on_without_the_youth_for_a_recorded_reason(table: Table) -> None:
    table.start().invite()

    table.slot(days=1, comes=[SCHOOL, SOCIAL_WORK], without_youth_why="Noor ligt in het ziekenhuis.")

    assert table.open_keys() == ["meeting-day"]


def test_under_sixteen_a_parent_who_comes_at_short_notice_is_enough(table: Table) -> None:
    mother = table.born(2014).mother
    table.start().invite()

    table.slot(days=1, comes=[SCHOOL, SOCIAL_WORK, f"person:{mother}"])

    assert table.open_keys() == ["meeting-day"]


def test_a_meeting_without_the_youth_or_somebody_with_custody_says_why(table: Table) -> None:
    table.start(beside=True).invite()

    with pytest.raises(Refused, match="why the youth was not there"):
        table.held(present=[SCHOOL, SOCIAL_WORK])

    table.say(COORDINATOR, "minutes", held="held", present=[SCHOOL, SOCIAL_WORK], decisions="Praten.",
              evaluation_on=table.on(42), youth_absent_why="Noor was ziek.")  # fmt: skip
    assert table.meeting().youth_absent_why == "Noor was ziek."


def test_a_meeting_is_looked_back_on_on_the_day_agreed(table: Table) -> None:
    table.start(beside=True).invite()
    table.held()
    assert "evaluation" in table.running()

    table.go(days=42)
    assert "evaluation:1" in table.open_keys()
    table.say(COORDINATOR, "evaluation:1", words="Het kan beter.", needed="meeting")

    assert "invitees" in table.open_keys()


def test_where_a_plan_runs_its_review_moves_to_the_day_agreed_in_a_meeting(table: Table) -> None:
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


def test_after_a_meeting_that_leads_nowhere_the_coordinator_weighs_again(table: Table) -> None:
    table.start().invite()

    table.held(goes_on="back")

    assert table.running() == ["evaluation", "intake", "own words"]


def test_after_a_cancelled_meeting_the_coordinator_weighs_again(table: Table) -> None:
    table.start().invite()

    commands.cancel_meeting(table.store, table.viewer(COORDINATOR), REF, table.now)
    table.go()

    assert table.running() == ["intake"]


def test_who_comes_back_to_the_weighing_is_not_registered_again(table: Table) -> None:
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


def test_what_was_agreed_without_a_quorum_binds_who_was_absent_only_by_a_yes(table: Table) -> None:
    table.start(beside=True).invite()
    table.held(held="without quorum", agreements=[table.agreement()])
    delivered(table)

    table.go(days=15)

    assert not [key for key in table.open_keys() if key.startswith(("action", "objection"))]
    assert len(table.told("AgreementLapsed")) == 1


def test_youth_and_parents_get_the_minutes_first_though_they_were_not_invited(table: Table) -> None:
    mother = table.born(2013).mother
    table.start(beside=True).invite(youth=False, parents=False, without_why="Zij wilden er niet bij zijn.")
    table.held(present=[SCHOOL], youth_absent_why="Zij wilden er niet bij zijn.")

    assert [each.to_person_id for each in table.told("MinutesReady")][:2] == [1, mother]
    assert [wait.person_id for wait in table.asked("own-words")] == [1, mother]


def test_after_a_talk_held_elsewhere_youth_and_parents_hear_what_was_agreed_and_may_add_to_it(table: Table) -> None:
    mother = table.born(2013).mother
    commands.start_meeting(table.store, table.viewer(COORDINATOR), table.ref, table.now, elsewhere=True)
    table.go()
    table.say(COORDINATOR, "elsewhere", held_on=table.on(-1), present=[SCHOOL], agreements=[table.agreement()])

    told = table.told("MinutesReady")
    assert [each.to_person_id for each in told] == [1, mother, None, None]
    assert [wait.person_id for wait in table.asked("own-words")] == [1, mother]


def test_from_sixteen_parents_get_no_minutes_unless_they_were_at_the_table(table: Table) -> None:
    table.born(2009).start(beside=True).invite()
    table.held()

    assert [each.to_person_id for each in table.told("MinutesReady")] == [1, None, None]


def test_who_heard_an_objection_is_not_told_what_they_decided_themselves(held: Table) -> None:
    held.say(SOCIAL_WORKER, "objection:1", agrees=False, code="not ours")
    held.say(COORDINATOR, "objection-heard:1", goes_on=False)

    assert [run.outcome for run in held.rows(StageRun, StageRun.stage == "objection")] == ["objected"]
    assert held.told("AgreementLapsed") == []


def test_silence_counts_as_agreement_only_when_these_very_minutes_arrived(table: Table) -> None:
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


def test_the_case_manager_reads_why_an_agency_objects(held: Table) -> None:
    held.say(SOCIAL_WORKER, "objection:1", agrees=False, code="not ours", words="Dit doet het wijkteam.")

    read = held.beside("objection-heard:1")

    assert (read["What they say"], read["In a few words"]) == ("this is not for us", "Dit doet het wijkteam.")


def test_the_case_manager_reads_that_nobody_answered_for_the_minutes_did_not_arrive(held: Table) -> None:
    held.go(days=15)

    assert held.beside("objection-heard:1")["What they say"] == "no answer came, and the minutes did not arrive"


def test_silence_counts_as_agreement_when_the_minutes_arrived(held: Table) -> None:
    delivered(held)

    held.go(days=15)

    assert "action:1" in held.open_keys()


def delivered(table: Table) -> None:
    with table.store.write(table.now) as tx:
        for message in tx.session.exec(select(Message).where(Message.notice == "MinutesReady")):
            message.status, message.done_at = MessageStatus.SENT, table.now
            tx.session.add(message)


@pytest.fixture
def stranger(table: Table) -> Callable[[], str]:
    """Somebody who has nothing to do with this case."""
    return lambda: f"person:{table.add(Person(given_name='Vreemde'))[0]}"


def test_an_agreement_is_taken_on_by_somebody_of_this_case_only(table: Table, stranger: Callable[[], str]) -> None:
    table.start(beside=True).invite()
    nobody_of_it = stranger()

    with pytest.raises(Refused, match="nobody of this case"):
        table.held(agreements=[table.agreement(nobody_of_it)])
    with pytest.raises(Refused, match="nobody of this case"):
        table.say(COORDINATOR, "minutes", held="held", present=[SCHOOL, nobody_of_it], decisions="Praten.",
                  evaluation_on=table.on(42), youth_absent_why="Ziek.")  # fmt: skip
