"""Which agencies take part, who works there and in which roles: an administrator says so, one at a time."""

from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands.agency import add_agency, change_agency, start_agency, stop_agency
from flows.commands.agreement import sign
from flows.commands.colleague import add_colleague, change_colleague
from flows.commands.contact import drop_contact, name_contact
from flows.commands.ending import cut_short
from flows.queries.agency_list import agency_numbered
from flows.queries.colleague import colleague_called, how_many_work_here, who_work_here
from models.code import Logged, Role
from models.refusal import BadAnswer, Changed, NotAllowed, Refused
from models.tables import Agency, Agreement, CaseFile, Contact, LogLine

ILSE, WOUTER = "ilse.verhagen@aanmeldpunt.example", "wouter.sluiskamp@aanmeldpunt.example"
BRAM, RUBEN = "bram.hoevelaar@waalzicht.example", "ruben.dijkzicht@aanmeldpunt.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
NIENKE = "nienke.zwanenburg@schuldhulp.example"
AGENCY = {"code": "schuldhulp-nieuw", "name": "Schuldhulp Nieuw", "kind": "debt", "ground": "consent"}
SHEET = {"given_name": "Nienke", "family_name": "Zwanenburg", "email": NIENKE}


def does(desk: Any, command: Any, *more: Any, by: str = WOUTER, **named: Any) -> Any:
    return command(desk.store, desk.viewer(by), *more, desk.now, **named)


def sheet(desk: Any, email: str) -> dict[str, Any]:
    with desk.store.read(desk.now) as tx:
        return colleague_called(tx, desk.viewer(WOUTER), desk.professional(email))


def test_an_agency_joins_signs_and_then_somebody_works_there(desk: Any) -> None:
    number = does(desk, add_agency, AGENCY)
    begins = {**SHEET, "agency": f"agency:{number}", "roles": ["team lead"], "expertise": ["income"]}
    with pytest.raises(BadAnswer, match="signed no agreement"):
        does(desk, add_colleague, begins)
    with desk.store.read(desk.now) as tx:
        agreement = tx.session.exec(select(Agreement.id)).one()
    does(desk, sign, {"agreement": agreement, "agency": f"agency:{number}", "on": str(desk.today)})

    does(desk, add_colleague, begins)

    assert desk.viewer(NIENKE).roles == {Role.PROFESSIONAL, Role.TEAM_LEAD}
    assert sheet(desk, NIENKE)["expertise"] == ["income"]
    with desk.store.read(desk.now) as tx:
        looked = select(LogLine.about).where(LogLine.what == Logged.COMMAND).order_by(col(LogLine.id))
        assert [about.rpartition(" ")[0] for about in tx.session.exec(looked)][-2:] == ["add agency", "add colleague"]


def test_an_agency_is_changed_as_it_was_seen_and_what_is_emptied_is_gone(desk: Any) -> None:
    number = desk.agency("geldloket")
    with desk.store.read(desk.now) as tx:
        seen = agency_numbered(tx, desk.viewer(WOUTER), number)
    does(desk, change_agency, number, {**seen, "name": "Geldloket Waal", "mailbox": None}, seen=seen)

    with desk.store.read(desk.now) as tx:
        row = tx.session.get_one(Agency, number)
        assert (row.name, row.mailbox, row.code) == ("Geldloket Waal", None, "geldloket")
    with pytest.raises(Changed):
        does(desk, change_agency, number, seen, seen=seen)


def test_an_agency_stops_once_nothing_hangs_on_it_and_nobody_there_gets_in_until_it_starts_again(desk: Any) -> None:
    number = desk.agency("geldloket")
    ref = desk.register()
    desk.answer(
        ILSE, ref, "weighing", decision="light", case_manager=desk.professional(BRAM), agency=f"agency:{number}",
        why="Schulden.",
    )  # fmt: skip
    desk.answer(BRAM, ref, "case-manager")
    with pytest.raises(Refused, match="1 questions are open there"):
        does(desk, stop_agency, number)
    cut_short(desk.store, desk.viewer(ILSE), ref, "registration withdrawn", desk.now)
    desk.carry()

    does(desk, stop_agency, number)

    with pytest.raises(NotAllowed, match="takes no part any more"):
        desk.viewer(DENNIS)
    does(desk, start_agency, number)
    assert desk.viewer(DENNIS).agency_id == number


@pytest.mark.parametrize(("code", "says"), [("aanmeldpunt", "You work there yourself"), ("geldloket", "in 1 cases")])
def test_what_the_region_cannot_do_without_does_not_stop(desk: Any, code: str, says: str) -> None:
    ref, dennis = desk.register(), desk.viewer(DENNIS).professional_id
    with desk.store.write(desk.now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()
        case.case_manager_id = dennis
        tx.session.add(case)

    with pytest.raises(Refused, match=says):
        does(desk, stop_agency, desk.agency(code))


def test_somebody_goes_to_another_agency_with_other_roles_once_nothing_stays_behind(desk: Any) -> None:
    told = {**sheet(desk, DENNIS), "agency": f"agency:{desk.agency('doorstroompunt')}", "roles": ["manager"]}
    with pytest.raises(BadAnswer, match="hand that on first"):
        does(desk, change_colleague, DENNIS, told)
    does(desk, drop_contact, DENNIS, {})

    does(desk, change_colleague, DENNIS, {**told, "family_name": "Buren"})

    assert desk.viewer(DENNIS).agency_id == desk.agency("doorstroompunt")
    assert desk.viewer(DENNIS).roles == {Role.PROFESSIONAL, Role.MANAGER}
    assert sheet(desk, DENNIS)["family_name"] == "Buren"


@pytest.mark.parametrize(
    ("who", "content", "says"),
    [
        (ILSE, {"roles": []}, "coordinator of the registration point"),
        (WOUTER, {"roles": []}, "only administrator"),
        (RUBEN, {"roles": []}, "have a mandate"),
        (BRAM, {"email": FATIMA}, "somebody else has this address"),
        (BRAM, {"agency": "agency:999"}, "no such agency"),
        (BRAM, {"expertise": ["knots"]}, "no sector and no life domain"),
        (BRAM, {"schools": ["agency:999"]}, "no such agency"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(desk: Any, who: str, content: Any, says: str) -> None:
    before = sheet(desk, who)

    with pytest.raises(BadAnswer, match=says):
        does(desk, change_colleague, who, {**before, **content})

    assert sheet(desk, who) == before


def test_only_an_administrator_says_so_and_who_looks_over_the_region_reads_who_works_there(desk: Any) -> None:
    for command, *more in ((add_agency, AGENCY), (change_colleague, BRAM, sheet(desk, BRAM)), (stop_agency, 3)):
        with pytest.raises(NotAllowed, match="Only an administrator"):
            does(desk, command, *more, by=ILSE)
    with desk.store.read(desk.now) as tx:
        ilse, here = desk.viewer(ILSE), desk.agency("waalzicht")
        found = who_work_here(tx, ilse, here, limit=50)
        assert how_many_work_here(tx, ilse, here) == len(found)
        assert len({line.agency for line in found}) == 1
        assert who_work_here(tx, ilse, limit=1, offset=1)[0].who != who_work_here(tx, ilse, limit=1)[0].who
        with pytest.raises(NotAllowed):
            who_work_here(tx, desk.viewer(BRAM), limit=50)


def test_somebody_is_the_contact_for_one_question_and_stops_being_it_for_that_one(desk: Any) -> None:
    does(desk, name_contact, DENNIS, {"question": "DirectHelp", "neighbourhood": "Tiel-West"}, by=ILSE)
    with pytest.raises(BadAnswer, match="there is no such question"):
        does(desk, name_contact, DENNIS, {"question": "Riddle"}, by=ILSE)

    def asked() -> list[str]:
        number = desk.viewer(DENNIS).professional_id
        with desk.store.read(desk.now) as tx:
            rows = tx.session.exec(select(Contact).where(Contact.professional_id == number)).all()
            own.update({row.question: row.id for row in rows})
            return sorted(row.question for row in rows)

    own: dict[str, int] = {}
    assert asked() == ["*", "DirectHelp"]
    with pytest.raises(BadAnswer, match="no contact for that"):
        does(desk, drop_contact, DENNIS, {"contact": 999}, by=ILSE)

    does(desk, drop_contact, DENNIS, {"contact": own["DirectHelp"]}, by=ILSE)

    assert asked() == ["*"]
