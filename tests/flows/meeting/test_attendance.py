"""Who comes, what they bring, and whether enough come. Source: process.md, stage 2 steps 2 and 3."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from flows.commands.viewer import viewer_of
from models.code import AgencyKind
from models.refusal import Refused
from models.tables import Agency, CaseFile, Invitation, LifeNote

BRAM = "bram.hoevelaar@waalzicht.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
DENNIS = "dennis.culemborg@geldloket.example"
SCHOOL = "agency:2"
DOORSTROOMPUNT = "agency:6"
NEIGHBOURHOOD = "agency:7"
SOCIAL_WORK = "agency:8"
DEBTS = "agency:11"
CONCLUSION = "Halve dagen lukken."
OFFER = {"domain": "support", "kind": "offer", "words": "Wij bellen elke week."}
CANNOT = {"code": "other appointment"}


@pytest.mark.parametrize("agencies", [(SCHOOL, DOORSTROOMPUNT), (NEIGHBOURHOOD, SOCIAL_WORK)])
def test_two_agencies_and_the_youth_are_enough_of_whatever_kind_they_are(table: Any, agencies: tuple[str, ...]) -> None:
    table.start().invite(*agencies)

    table.slot()

    assert len(table.asked("attendance")) == 3


def test_without_the_case_manager_there_is_no_quorum(table: Any) -> None:
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


def test_a_youth_who_does_not_come_is_gone_on_without_for_a_recorded_reason(table: Any) -> None:
    table.start().invite()
    table.slot()
    table.comes("attendance", cannot={"code": "other appointment"})

    table.slot("slot:2", without_youth_why="Noor wil niet komen, en heeft opgeschreven wat zij wil.")
    table.comes("attendance:2", SCHOOL)
    table.comes("attendance:2", SOCIAL_WORK)
    table.comes("attendance:2", cannot={"code": "other appointment"})

    assert table.open_keys() == ["meeting-day:2"]
    assert str(table.meeting().youth_absent_why).startswith("Noor wil niet")


def test_who_is_invited_to_a_new_moment_besides_is_asked_too(table: Any) -> None:
    table.start().invite()
    table.slot()
    table.comes("attendance", SOCIAL_WORK, cannot={"code": "on leave"})

    table.slot("slot:2", also=[DEBTS])

    assert {wait.agency_id for wait in table.asked("attendance:2")} == {2, 8, 11, None}


def test_without_a_quorum_the_moment_is_called_off_and_everybody_is_told(table: Any) -> None:
    table.start().invite()
    table.slot()

    table.comes("attendance", SCHOOL, cannot={"code": "on leave"})

    assert table.meeting().starts_at is None
    assert len(table.told("MeetingCancelled")) == 3


def test_who_cannot_come_stands_so_on_the_list_and_may_bring_something_all_the_same(table: Any) -> None:
    table.start().invite(SCHOOL, SOCIAL_WORK, DOORSTROOMPUNT)
    table.slot()
    note = {"domain": "support", "kind": "offer", "words": "Wij kunnen wekelijks bellen."}

    table.comes("attendance", DOORSTROOMPUNT, cannot={"code": "other appointment", "notes": [note]})

    said = {row.agency_id: (row.status, row.code) for row in table.rows(Invitation)}
    assert said[6] == ("cannot", "other appointment")
    assert said[8] == ("invited", None)
    (kept,) = table.rows(LifeNote)
    assert (kept.agency_id, kept.kind, kept.meeting_id) == (6, "offer", table.meeting().id)


@pytest.mark.parametrize("wrapped", [lambda said: {"comes": "comes", **said}, lambda said: {"cannot": CANNOT | said}])
def test_a_youth_doctor_brings_a_conclusion_and_nothing_else_and_nobody_else_does(
    table: Any, wrapped: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    table.start().invite(SCHOOL, SOCIAL_WORK, DOORSTROOMPUNT)
    table.slot()
    with pytest.raises(Refused, match="only a youth doctor"):
        table.comes("attendance", SOCIAL_WORK, **wrapped({"conclusion": CONCLUSION}))
    with table.store.write(table.now) as tx:
        row = tx.session.get_one(Agency, 8)
        row.kind = AgencyKind.YOUTH_DOCTOR
        tx.session.add(row)
    for wrong in ({"notes": [OFFER]}, {"notes": [OFFER], "conclusion": CONCLUSION}, {"conclusion": "a" * 601}):
        with pytest.raises(Refused):
            table.comes("attendance", SOCIAL_WORK, **wrapped(wrong))

    table.comes("attendance", SOCIAL_WORK, **wrapped({"conclusion": CONCLUSION}))

    (kept,) = table.rows(LifeNote)
    assert (kept.agency_id, kept.kind, kept.domain, kept.words) == (8, "conclusion", "wellbeing", CONCLUSION)


def test_who_could_not_come_is_asked_again_for_a_new_moment(table: Any) -> None:
    table.start().invite(SCHOOL, SOCIAL_WORK)
    table.slot()
    table.comes("attendance", SCHOOL, cannot={"code": "on leave"})
    table.slot("slot:2")

    assert {(row.status, row.code) for row in table.rows(Invitation)} == {("invited", None)}


def test_only_to_an_invitation_something_is_brought_along_with_a_no(table: Any) -> None:
    note = {"domain": "support", "kind": "offer", "words": "Wij kunnen wekelijks bellen."}
    table.start(beside=True).invite()
    table.held(agreements=[table.agreement(SCHOOL)])

    with pytest.raises(Refused, match=r"cannot\.notes"):
        table.say(BRAM, "action:1", cannot={"code": "no longer needed", "notes": [note]})


def test_a_colleague_of_the_same_agency_may_come_instead_and_nobody_else(table: Any) -> None:
    table.start().invite()
    table.slot()

    with pytest.raises(Refused, match="there is no such professional"):
        table.comes("attendance", SCHOOL, comes="sends someone", sends="professional:9999")
    with pytest.raises(Refused, match="only a colleague of the same agency"):
        table.comes("attendance", SCHOOL, comes="sends someone", sends=table.token(DENNIS))


def test_an_hour_of_its_own_later_than_ten_working_days_asks_why(table: Any) -> None:
    table.start().invite()

    with pytest.raises(Refused, match="why the meeting is later than agreed"):
        table.slot(days=40)

    table.slot(days=40, later_why="De vader is op zee.")


def test_who_comes_gets_the_agenda_once_it_is_known_who_comes(table: Any) -> None:
    table.start().invite()
    table.slot()
    table.comes("attendance", SCHOOL, comes="comes")
    table.comes("attendance", SOCIAL_WORK)
    assert table.told("AgendaReady") == []

    table.comes("attendance")

    assert len(table.told("AgendaReady")) == 3
