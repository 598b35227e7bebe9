"""The ladder by time: reminder, colleague, team lead of their own accord; from step 3 on only a proposal."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from flows.messages.watch import watch_terms
from models.code import Relation, Role
from models.holder import Holder
from models.tables import (
    CaseFile,
    CasePerson,
    ExtraDay,
    LadderRule,
    LadderStep,
    Leave,
    Message,
    Professional,
    ProfessionalRole,
    StageRun,
    TermRow,
    Wait,
    Youth,
)
from models.tables import Person as PersonRow

DUE = date(2026, 11, 20)
DENNIS, RIA = "dennis.culemborg@geldloket.example", "ria.deil@geldloket.example"
FATIMA, ILSE = "fatima.bouzidi@doorstroompunt.example", "ilse.verhagen@aanmeldpunt.example"
MARGRIET = "margriet.oosterwold@aanmeldpunt.example"


def eight(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 7, 0, tzinfo=UTC)


@pytest.fixture
def asked(desk: Any) -> int:
    """A question to the Geldloket that was to be answered on Friday; Fatima is case manager."""
    desk.now = eight(11, 2)
    desk.change(CaseFile, 1, case_manager_id=desk.person(FATIMA).professional_id)
    wait = desk.ask("ActionDone", desk.person(DENNIS), due_on=DUE, next_look_at=eight(11, 18))
    return int(wait)


def look(desk: Any, now: datetime) -> dict[str, int]:
    desk.now = now
    return dict(watch_terms(desk.store, now).done)


def steps(desk: Any) -> list[LadderStep]:
    with desk.store.read(desk.now) as tx:
        return list(tx.session.exec(select(LadderStep).order_by(col(LadderStep.id))))


def told(desk: Any) -> list[tuple[str, str]]:
    """What was queued, and to whom."""
    with desk.store.read(desk.now) as tx:
        found = []
        for row in tx.session.exec(select(Message).order_by(col(Message.id))):
            person = tx.session.get(Professional, row.to_professional_id) if row.to_professional_id else None
            found.append((row.notice, person.email if person else f"agency {row.to_agency_id}"))
        return found


def runs(desk: Any) -> list[str]:
    with desk.store.read(desk.now) as tx:
        return [run.stage for run in tx.session.exec(select(StageRun).order_by(col(StageRun.id)))][1:]


def test_a_wait_climbs_from_a_reminder_to_a_proposal_each_on_its_own_working_day(desk: Any, asked: int) -> None:
    came = {day: look(desk, eight(*day)) for day in ((11, 18), (11, 24), (11, 25), (12, 3), (12, 4), (12, 11))}

    assert came == {
        (11, 18): {"reminded ahead": 1},
        (11, 24): {},
        (11, 25): {"colleague": 1},
        (12, 3): {"team lead announced": 1},
        (12, 4): {"team lead": 1},
        (12, 11): {"consultant proposed": 1},
    }
    assert told(desk) == [
        ("Reminder", DENNIS),
        ("TermPassed", DENNIS),
        ("RunsLonger", FATIMA),
        ("TeamLeadAhead", DENNIS),
        ("TeamLeadAsked", RIA),
    ]
    assert [(row.step, row.reason, row.confirmed_at is not None) for row in steps(desk)] == [
        (0, "nearly due", True),
        (1, "longer than agreed", True),
        (2, "longer than agreed", True),
        (3, "longer than agreed", False),
    ]
    assert (desk.wait(asked).step, runs(desk)) == (2, ["escalation"])


def test_looking_twice_at_one_moment_takes_no_step_twice(desk: Any, asked: int) -> None:
    for _ in range(3):
        desk.change(Wait, asked, next_look_at=eight(11, 25))
        look(desk, eight(11, 25))

    assert [row.step for row in steps(desk)] == [0, 1]


def test_after_a_week_without_looking_only_the_highest_step_is_told_of(desk: Any, asked: int) -> None:
    look(desk, eight(12, 11))

    assert [(row.step, row.passed_by) for row in steps(desk)] == [(0, True), (1, True), (2, True), (3, False)]
    assert told(desk) == []


def test_a_new_date_steps_down_and_the_second_one_goes_to_the_team_lead(desk: Any, asked: int) -> None:
    look(desk, eight(11, 25))
    desk.change(Wait, asked, due_on=date(2026, 12, 9), agreed_on=date(2026, 12, 9), agreed_from=date(2026, 11, 25),
                shifts=1, next_look_at=eight(11, 25))  # fmt: skip
    first = look(desk, eight(11, 25))
    desk.change(Wait, asked, due_on=date(2026, 12, 23), agreed_on=date(2026, 12, 23), agreed_from=date(2026, 12, 1),
                shifts=2, next_look_at=eight(12, 1))  # fmt: skip
    second = look(desk, eight(12, 1))
    third = look(desk, eight(12, 2))

    assert (first, second) == ({"stepped down": 1}, {"team lead announced": 1})
    assert third == {"team lead": 1}
    taken = [row for row in steps(desk) if row.step]
    assert [(row.step, row.reason, row.reaction, row.result) for row in taken] == [
        (1, "longer than agreed", "new date", "new date"),
        (2, "second new date", None, None),
    ]


def test_an_answer_steps_down_and_tells_the_team_lead_that_it_moves(desk: Any, asked: int) -> None:
    for day in ((11, 25), (12, 3), (12, 4)):
        look(desk, eight(*day))
    desk.change(Wait, asked, status="given", closed_at=desk.now, next_look_at=desk.now)

    look(desk, eight(12, 4))

    assert {(row.step, row.result, row.reaction) for row in steps(desk) if row.step} == {
        (1, "answered", "answered"),
        (2, "answered", "answered"),
    }
    assert told(desk)[-1] == ("SteppedDown", RIA)
    assert (desk.wait(asked).step, desk.wait(asked).next_look_at) == (0, None)


def test_a_norm_is_told_of_once_and_asks_who_helps_meanwhile_but_no_team_lead(desk: Any, asked: int) -> None:
    desk.change(Wait, asked, term="treeknorm intake", term_amount=4, term_unit="weeks", term_kind="norm")
    look(desk, eight(11, 25))
    look(desk, eight(12, 30))

    assert [row.step for row in steps(desk) if row.step] == [1]
    assert runs(desk) == ["meanwhile"]


def test_a_holder_who_cannot_be_mailed_is_stood_in_for_before_the_team_lead_hears_of_it(desk: Any, asked: int) -> None:
    lotte = desk.person("lotte.appelhof@smw.example").professional_id
    dennis = desk.person(DENNIS).professional_id
    desk.change(Professional, dennis, email_failed_at=desk.now, substitute_id=lotte)
    for day in ((11, 25), (12, 3)):
        look(desk, eight(*day))

    assert told(desk)[-1] == ("ColleagueNeeded", "lotte.appelhof@smw.example")
    assert (look(desk, eight(12, 7)), look(desk, eight(12, 8))) == ({}, {"team lead": 1})


@pytest.mark.parametrize("until", [date(2026, 12, 24), date(2026, 12, 2)])
def test_whoever_is_on_leave_is_stood_in_for_before_the_team_lead_hears_of_it(
    desk: Any, asked: int, until: date
) -> None:
    dennis, ria = (desk.person(each).professional_id for each in (DENNIS, RIA))
    desk.add(
        Leave(
            professional_id=dennis,
            substitute_id=ria,
            from_on=date(2026, 11, 26),
            until_on=until,
            recorded_at=desk.now,
            recorded_by=ria,
        )
    )
    for day in ((11, 25), (12, 3)):
        look(desk, eight(*day))

    is_back = until < date(2026, 12, 3)
    assert told(desk)[-1] == (("TeamLeadAhead", DENNIS) if is_back else ("ColleagueNeeded", RIA))
    assert look(desk, eight(12, 4)) == ({"team lead": 1} if is_back else {})
    assert look(desk, eight(12, 8)) == ({} if is_back else {"team lead": 1})


def test_a_question_without_a_person_climbs_too_and_the_coordinator_hears_it(desk: Any, asked: int) -> None:
    desk.change(Wait, asked, professional_id=None)

    look(desk, eight(11, 25))

    assert told(desk) == [("TermPassed", "agency 11"), ("RunsLonger", ILSE)]


def test_a_case_without_a_case_manager_is_told_of_to_the_coordinator(desk: Any, asked: int) -> None:
    desk.change(CaseFile, 1, case_manager_id=None)

    look(desk, eight(11, 25))

    assert ("RunsLonger", ILSE) in told(desk)


@pytest.mark.parametrize("with_team_lead", [False, True])
def test_the_coordinators_own_wait_goes_to_the_manager(desk: Any, *, with_team_lead: bool) -> None:
    desk.now = eight(11, 2)
    ilse = desk.person(ILSE)
    if with_team_lead:
        lead = desk.person("ruben.dijkzicht@aanmeldpunt.example").professional_id
        desk.add(ProfessionalRole(professional_id=lead, role=Role.TEAM_LEAD))
    desk.ask("Weighing", Holder("coordinator", ilse.agency_id, ilse.professional_id), due_on=DUE,
             next_look_at=eight(11, 25))  # fmt: skip
    for day in ((11, 25), (12, 3), (12, 4)):
        look(desk, eight(*day))

    assert [each for each in told(desk) if each[0] == "RunsLonger"] == [("RunsLonger", MARGRIET)] * 2


def test_a_running_request_does_not_climb_before_its_agency_was_told_that_the_case_waits(desk: Any, asked: int) -> None:
    desk.change(Wait, asked, form="RunningAnswer")
    assert look(desk, eight(12, 11)) == {}

    desk.change(Wait, asked, told_at=desk.now, next_look_at=desk.now)

    assert look(desk, eight(12, 15)) == {}
    assert look(desk, eight(12, 16)) == {"colleague": 1}


def test_days_an_agency_is_closed_are_no_working_days_of_the_ladder(desk: Any, asked: int) -> None:
    desk.add(ExtraDay(region_id=1, agency_id=11, day=date(2026, 11, 24), label="Studiedag"))

    assert (look(desk, eight(11, 25)), look(desk, eight(11, 26))) == ({}, {"colleague": 1})


@pytest.mark.parametrize(
    ("rule", "came"),
    [
        ({"step": 1, "off": True}, {}),
        ({"step": 1, "form": "ActionDone", "after_days": 5}, {}),
        ({"step": 1, "agency_id": 11, "off": True}, {}),
        ({"step": 1, "agency_id": 8, "off": True}, {"colleague": 1}),
        ({"step": 1, "form": "Plan", "off": True}, {"colleague": 1}),
        ({"step": 1, "off": True, "valid_from": date(2027, 1, 1)}, {"colleague": 1}),
    ],
)
def test_a_region_changes_a_step_for_a_question_or_an_agency_from_a_day_on(
    desk: Any, asked: int, rule: dict[str, Any], came: dict[str, int]
) -> None:
    desk.add(LadderRule(**{"region_id": 1, "ground": "Afgesproken.", "valid_from": date(2026, 1, 1), **rule}))

    assert look(desk, eight(11, 25)) == came


def test_a_region_changes_all_days_by_changing_a_term(desk: Any, asked: int) -> None:
    desk.add(TermRow(region_id=1, name="ladder 1", amount=1, unit="working_days", kind="agreed", ground="Zo.",
                     valid_from=date(2026, 11, 1)))  # fmt: skip

    assert look(desk, eight(11, 23)) == {"colleague": 1}


def test_several_questions_to_one_reader_are_reminded_of_in_one_message(desk: Any, asked: int) -> None:
    desk.ask("DirectHelp", desk.person(DENNIS), due_on=DUE, next_look_at=eight(11, 18))

    look(desk, eight(11, 18))

    assert told(desk) == [("Reminder", DENNIS)]


def test_nobody_is_mailed_on_a_saturday(desk: Any, asked: int) -> None:
    desk.change(Wait, asked, due_on=date(2026, 11, 18))

    look(desk, datetime(2026, 11, 28, 7, 0, tzinfo=UTC))

    assert {message.not_before for message in desk.messages()} == {eight(11, 30)}


def test_people_themselves_have_no_ladder(desk: Any) -> None:
    aunt = desk.add(PersonRow(given_name="Riet", email="tante@post.example"))
    desk.add(CasePerson(case_id=1, person_id=aunt, relation=Relation.TRUSTED_PERSON, since_on=DUE))
    desk.ask("Contact", Holder("trusted person", person_id=aunt), due_on=DUE, next_look_at=desk.now)

    assert look(desk, eight(12, 30)) == {}
    assert steps(desk) == []


def test_four_weeks_at_home_without_school_propose_a_talk_and_three_months_the_administrators(desk: Any) -> None:
    desk.change(Youth, 1, absent_since=date(2026, 8, 31))
    desk.change(CaseFile, 1, look_at=eight(9, 1))
    came = [look(desk, eight(*day)) for day in ((9, 25), (9, 28), (11, 20), (11, 23), (11, 24))]

    assert came == [{}, {"step 3 proposed": 1}, {}, {"step 5 proposed": 1}, {}]
    assert [(row.step, row.reason, row.wait_id, row.effective_on) for row in steps(desk)] == [
        (3, "absent from school", None, None),
        (5, "three months", None, date(2026, 11, 30)),
    ]


def test_a_step_the_region_switched_off_everywhere_does_not_come_for_a_case_either(desk: Any) -> None:
    since = date(2026, 1, 1)
    desk.add(LadderRule(region_id=1, step=3, off=True, ground="Afgesproken.", valid_from=since))
    desk.add(LadderRule(region_id=1, step=5, agency_id=11, off=True, ground="Voor een.", valid_from=since))
    desk.change(Youth, 1, absent_since=date(2026, 8, 31))
    desk.change(CaseFile, 1, look_at=eight(9, 1))

    assert [look(desk, eight(*day)) for day in ((9, 28), (11, 23))] == [{}, {"step 5 proposed": 1}]


def test_a_case_that_closed_steps_down_and_tells_nobody(desk: Any, asked: int) -> None:
    desk.change(Youth, 1, absent_since=date(2026, 8, 31))
    desk.change(CaseFile, 1, look_at=eight(9, 28))
    look(desk, eight(12, 4))
    before = told(desk)
    desk.close_case()
    desk.change(CaseFile, 1, look_at=desk.now)

    look(desk, desk.now + timedelta(minutes=15))

    assert {row.result for row in steps(desk) if row.step} == {"case closed"}
    assert told(desk) == before
