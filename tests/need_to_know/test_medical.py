"""A youth doctor's conclusion reaches those who may know it; what else a doctor knows stays with the doctor."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from dashboard.part.own_print import OwnPrint
from flows.commands.addition import add_to_registration
from flows.commands.note import write_note
from flows.commands.right import ask_right
from flows.copy.read import copy_for
from flows.queries.agenda import agenda_item
from flows.queries.door import open_case
from flows.queries.note import notes_of
from flows.queries.own_page import printed_page
from flows.queries.sitting import sitting
from models.code import AgencyKind
from models.item import Action, Item
from models.policy import allows
from models.refusal import BadAnswer, Refused
from models.secret import digest_of_birth
from models.tables import Agency, CaseFile, Custody, Person

REF = "VN-ZQCASE"
OFFER = {"domain": "support", "kind": "offer", "words": "Zo."}


@pytest.fixture(scope="module")
def doctor(world: Any) -> Iterator[Any]:
    """The partner's organisation is one of youth doctors, and the youth is thirteen."""
    with world.store.write(world.now) as tx:
        row = tx.session.get_one(Agency, world.numbers["at partner"])
        row.kind = AgencyKind.YOUTH_DOCTOR
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == REF)).one()
        youth = tx.session.get_one(Person, case.youth_id)
        youth.birth_on = date(2013, 3, 1)
        youth.birth_digest = digest_of_birth(youth.birth_on)
        tx.session.add_all([row, youth])
        world.youth = youth.id
        world.mother = tx.session.exec(select(Custody.person_id).where(Custody.youth_id == youth.id)).one()
    return world


@pytest.mark.parametrize("action", [Action.SEE, Action.PRINT])
def test_the_agenda_holds_it_for_whom_the_table_lets_read_it_and_for_nobody_else(doctor: Any, action: Action) -> None:
    meeting = doctor.numbers[f"{REF} meeting"]
    reads, may = set(), set()
    for who, viewer in doctor.viewers.items():
        if allows(doctor.held[who], Item.MEDICAL, action, doctor.thing(who, "zqmedical")):
            may.add(who)
        with doctor.store.read(doctor.now) as tx:
            try:
                shown = doctor.seen(agenda_item(tx, viewer, meeting, action))
            except Refused:
                continue
        if "zqmedical" in shown:
            reads.add(who)

    # Who only registered the youth or is asked something does not sit at this table.
    assert reads == may - {"referrer", "asked"}
    assert {"partner", "case manager"} <= reads


def test_the_youth_reads_it_in_the_own_print_and_who_has_custody_does_not(doctor: Any) -> None:
    printed = {}
    for person in (doctor.youth, doctor.mother):
        with doctor.store.read(doctor.now) as tx:
            page = printed_page(tx, doctor.viewers["coach"], REF, person)
        printed[person] = doctor.seen(OwnPrint(page, "nl", doctor.now).printout().model_dump())

    assert "zqmedical" in printed[doctor.youth]
    assert "zqmedical" not in printed[doctor.mother]


@pytest.mark.parametrize(("who", "reads"), [("youth", True), ("mother", False)])
def test_a_copy_of_the_file_holds_it_for_the_youth_only(doctor: Any, who: str, *, reads: bool) -> None:
    guide = doctor.viewers["case manager"]
    content = {"kind": "access", "who": f"person:{getattr(doctor, who)}", "asked_on": f"{doctor.now:%Y-%m-%d}"}
    number = ask_right(doctor.store, guide, REF, content, doctor.now)

    with doctor.store.read(doctor.now) as tx:
        assert ("zqmedical" in doctor.seen(copy_for(tx, guide, REF, number, "nl").released())) is reads


@pytest.mark.parametrize("for_whom", ["named partners", "all partners", "youth"])
def test_a_doctors_note_is_for_nobody_else(doctor: Any, for_whom: str) -> None:
    partners = [f"agency:{doctor.numbers['at referrer']}"] if for_whom == "named partners" else []
    note = {"kind": "private", "words": "Zo.", "for_whom": for_whom, "partners": partners}

    with pytest.raises(BadAnswer, match="stays with their own organisation"):
        write_note(doctor.store, doctor.viewers["partner"], REF, note, doctor.now)


def test_a_doctors_own_note_is_read_at_the_own_organisation_and_nowhere_else(doctor: Any) -> None:
    note = {"kind": "private", "words": "Van de arts.", "for_whom": "own agency"}
    write_note(doctor.store, doctor.viewers["partner"], REF, note, doctor.now)
    readers = set()
    for who, viewer in doctor.viewers.items():
        with doctor.store.read(doctor.now) as tx:
            try:
                readers |= {who for line in notes_of(tx, viewer, REF) if line.words == "Van de arts."}
            except Refused:
                continue

    assert readers == {"partner"}


def test_what_a_doctor_adds_later_is_a_conclusion_too(doctor: Any) -> None:
    by, words = doctor.viewers["partner"], {"conclusion": "Halve dagen lukken."}
    with pytest.raises(BadAnswer, match="shares a conclusion only"):
        add_to_registration(doctor.store, by, REF, {"notes": [OFFER]}, doctor.now)
    with pytest.raises(BadAnswer, match="only a youth doctor"):
        add_to_registration(doctor.store, doctor.viewers["referrer"], REF, words, doctor.now)

    add_to_registration(doctor.store, by, REF, words, doctor.now)

    with doctor.store.read(doctor.now) as tx:
        shown = repr(agenda_item(tx, by, doctor.numbers[f"{REF} meeting"]).brought)
    assert "Halve dagen" not in shown  # it was brought to no table


def test_what_a_doctor_is_asked_says_so(doctor: Any) -> None:
    with doctor.store.read(doctor.now) as tx:
        mine = sitting(tx, open_case(tx, doctor.viewers["partner"], REF)).mine
        others = sitting(tx, open_case(tx, doctor.viewers["asked"], REF)).mine

    assert {each.of_doctor for each in mine} == {True}
    assert {each.of_doctor for each in others} == {False}
