"""Looking in an emergency: who may, for how long, what they see, who is told, and that nothing else follows from it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands.emergency import look_at_emergency, open_in_emergency
from flows.commands.ending import cut_short
from flows.commands.leave import leaves
from flows.commands.note import write_note
from flows.commands.term import change_term
from flows.commands.viewer import viewer_numbered
from flows.queries.case_list import case_list
from flows.queries.case_story import case_story
from flows.queries.door import open_case, open_file
from flows.queries.emergency import emergencies_of_case, emergencies_of_region, emergency_file, my_emergencies
from flows.queries.event_sentence import event_sentence
from flows.queries.file_registration import registered
from models.access import Viewer
from models.code import Role
from models.link_pass import LinkPass
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown
from models.speech import say
from models.tables import EmergencyAccess, LogLine, Partner, Person, Professional, ProfessionalRole

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, KARIN = "fatima.bouzidi@doorstroompunt.example", "karin.lingeman@debrug.example"
YVONNE, WOUTER = "yvonne.degrient@aanmeldpunt.example", "wouter.sluiskamp@aanmeldpunt.example"
MARGRIET = "margriet.oosterwold@aanmeldpunt.example"
WHY = {"reason": "danger", "words": "Lieke staat hier overstuur en zegt dat ze niet naar huis kan."}


@pytest.fixture
def ref(desk: Any) -> str:
    return str(desk.guided(desk.register()))


def opens(desk: Any, ref: str, who: str = KARIN) -> str:
    return open_in_emergency(desk.store, desk.viewer(who), {"ref": ref, **WHY}, desk.now).ref


def reads(desk: Any, who: str, query: Any, *more: Any) -> Any:
    with desk.store.read(desk.now) as tx:
        return query(tx, desk.viewer(who), *more)


def logged(desk: Any, who: str) -> list[tuple[str, str | None, str | None]]:
    number = desk.viewer(who).professional_id
    with desk.store.read(desk.now) as tx:
        rows = select(LogLine).where(LogLine.professional_id == number).order_by(col(LogLine.id))
        return [(str(line.what), line.about, line.why) for line in tx.session.exec(rows)]


def test_a_professional_without_a_part_sees_who_the_youth_is_and_whom_to_call(desk: Any, ref: str) -> None:
    opens(desk, ref)

    found = reads(desk, KARIN, emergency_file, ref)
    assert (found.youth.name, found.municipality) == ("Lieke Terborg", "Tielerwaard")
    assert found.call.startswith("Fatima")
    assert found.until_at == desk.now + timedelta(hours=24)
    assert "Schulden" not in repr(found)


def test_every_look_is_logged_on_the_ground_of_an_emergency(desk: Any, ref: str) -> None:
    opens(desk, ref)
    reads(desk, KARIN, emergency_file, ref)
    reads(desk, KARIN, case_story, ref)

    lines = logged(desk, KARIN)
    assert ("command", "emergency access", "emergency") in lines
    assert ("see file", "emergency", "emergency") in lines
    assert {why for what, _, why in lines if what.startswith("see")} == {"emergency"}
    assert not [about for _, about, _ in lines if about and "overstuur" in about]


def test_nothing_but_that_follows_from_it(desk: Any, ref: str) -> None:
    opens(desk, ref)

    for read in (open_file, registered):
        with pytest.raises(NotAllowed):
            reads(desk, KARIN, read, ref)
    assert (reads(desk, KARIN, case_story, ref).timeline, reads(desk, KARIN, case_story, ref).waiting) == ((), ())
    with pytest.raises(NotAllowed):
        write_note(desk.store, desk.viewer(KARIN), ref, {"kind": "private", "words": "Bellen."}, desk.now)
    assert ref not in [line.ref for line in reads(desk, KARIN, case_list)]


def test_a_concern_that_a_colleague_wrote_is_not_shown_in_an_emergency(desk: Any, ref: str) -> None:
    concern = {"kind": "safety concern", "words": "Thuis is het niet veilig."}
    write_note(desk.store, desk.viewer(FATIMA), ref, concern, desk.now)
    opens(desk, ref)

    assert "veilig" not in repr(reads(desk, KARIN, emergency_file, ref))


def test_a_secret_address_stays_secret_and_that_it_is_secret_is_said(desk: Any, ref: str) -> None:
    with desk.store.write(desk.now) as tx:
        youth = tx.session.get_one(Person, desk.file(ref).youth_id)
        youth.address, youth.secret_address = "Dijkweg 1", True
        tx.session.add(youth)
    opens(desk, ref)

    found = reads(desk, KARIN, emergency_file, ref)
    assert (found.youth.address, found.youth.secret_address, found.school) == (None, True, None)


def test_after_a_day_it_is_over(desk: Any, ref: str) -> None:
    opens(desk, ref)
    desk.now += timedelta(hours=24)

    for read in (open_case, emergency_file):
        with pytest.raises(Unknown):
            reads(desk, KARIN, read, ref)
    assert reads(desk, KARIN, my_emergencies) == []


def test_opening_it_again_after_that_takes_a_new_reason_and_is_told_again(desk: Any, ref: str) -> None:
    opens(desk, ref)
    desk.now += timedelta(hours=24)
    again = {"ref": ref, "reason": "crisis", "words": "Vannacht opnieuw, nu zonder slaapplek."}
    open_in_emergency(desk.store, desk.viewer(KARIN), again, desk.now)

    assert [line.reason for line in reads(desk, KARIN, my_emergencies)] == ["crisis"]
    assert len(desk.told(ref, "EmergencyAccessUsed")) == 2


def test_who_left_sees_nothing_any_more_also_in_an_emergency(desk: Any, ref: str) -> None:
    karin = desk.viewer(KARIN)
    opens(desk, ref)
    leaves(desk.store, desk.viewer(ILSE), KARIN, {"on": desk.day(0)}, desk.now)
    desk.later(hours=1)

    with desk.store.read(desk.now) as tx, pytest.raises(NotAllowed):
        viewer_numbered(tx, karin.professional_id)


def test_a_question_of_the_case_cannot_be_answered_from_an_emergency(desk: Any, ref: str) -> None:
    opens(desk, ref)
    before = desk.waits(ref)

    for key in before:
        with pytest.raises(NotAllowed):
            desk.answer(KARIN, ref, key)
    assert desk.waits(ref).keys() == before.keys()


def test_a_region_says_how_long_it_lasts_or_that_nobody_does(desk: Any, ref: str) -> None:
    admin = desk.viewer(WOUTER)
    change = {"name": "emergency access", "amount": "1 working day", "valid_from": desk.day(0), "ground": "Afspraak."}
    change_term(desk.store, admin, change, desk.now)
    opens(desk, ref)
    [line] = reads(desk, KARIN, my_emergencies)
    assert timedelta(hours=24) < line.until_at - desk.now < timedelta(days=2)

    change_term(desk.store, admin, {**change, "off": True, "valid_from": desk.day(1)}, desk.now)
    desk.now += timedelta(days=1)
    with pytest.raises(NotAllowed, match="call the coordinator"):
        opens(desk, ref, "jasper.haaften@uwv.example")


def test_who_does_not_know_the_number_gives_all_names_and_the_birth_date(desk: Any, ref: str) -> None:
    known = {"name": "lieke TERBORG", "birth_on": "2010-06-15", **WHY}

    assert open_in_emergency(desk.store, desk.viewer(KARIN), known, desk.now).ref == ref
    assert ("search", "emergency access", "emergency") in logged(desk, KARIN)
    for wrong in ({"name": "Lieke"}, {"birth_on": "2010-06-16"}, {"name": "Lieke Terburg"}):
        with pytest.raises(Unknown, match="Not exactly one youth"):
            open_in_emergency(desk.store, desk.viewer(KARIN), known | wrong, desk.now)


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({}, "ref"),
        ({"ref": "VN-2222222", "name": "Lieke Terborg", "birth_on": "2010-06-15"}, "ref"),
        ({"name": "Lieke Terborg"}, "birth_on"),
        ({"ref": "VN-2222222", "words": ""}, "words"),
        ({"ref": "VN-2222222", "reason": "curious"}, "reason"),
    ],
)
def test_without_a_case_a_coded_reason_and_words_nothing_opens(desk: Any, content: dict[str, Any], field: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        open_in_emergency(desk.store, desk.viewer(KARIN), WHY | content, desk.now)
    assert refused.value.field == field


@pytest.mark.parametrize("who", [MARGRIET, WOUTER, YVONNE])
def test_who_only_looks_over_the_region_opens_nothing(desk: Any, ref: str, who: str) -> None:
    with pytest.raises(NotAllowed, match="professional who signed in"):
        opens(desk, ref, who)
    assert ("refused", "emergency access", None) in logged(desk, who)


def test_a_link_from_a_mail_opens_nothing(desk: Any, ref: str) -> None:
    karin = desk.viewer(KARIN)
    only = Viewer(karin.professional_id, karin.agency_id, karin.roles, only=LinkPass(1, f"agency:{karin.agency_id}"))

    with pytest.raises(NotAllowed):
        open_in_emergency(desk.store, only, {"ref": ref, **WHY}, desk.now)


def test_a_substitute_inherits_no_emergency(desk: Any, ref: str) -> None:
    opens(desk, ref)

    joost = desk.viewer("joost.tielemans@debrug.example")
    stands_in = Viewer(joost.professional_id, joost.agency_id, joost.roles, stands_in_for=frozenset({1, 2, 3}))
    with desk.store.read(desk.now) as tx, pytest.raises(Unknown):
        open_case(tx, stands_in, ref)


def test_a_number_that_is_not_there_is_refused_and_logged(desk: Any) -> None:
    with pytest.raises(Unknown):
        opens(desk, "VN-2222222")
    assert ("refused", "unknown case", None) in logged(desk, KARIN)


def test_who_sees_the_file_needs_no_emergency(desk: Any, ref: str) -> None:
    with pytest.raises(Refused, match="without this"):
        opens(desk, ref, FATIMA)


def test_the_privacy_officer_is_told_at_once_and_reads_nothing_personal(desk: Any, ref: str) -> None:
    opens(desk, ref)

    [mail] = desk.mails(YVONNE)
    words = mail.get_body(("plain",)).get_content()
    assert "De Brug" in words
    assert "/emergency" in words
    for personal in ("Lieke", "Terborg", "Karin", "overstuur"):
        assert personal not in str(mail)
        assert personal not in words


def test_opening_it_twice_tells_nobody_twice(desk: Any, ref: str) -> None:
    opens(desk, ref)
    desk.now += timedelta(minutes=1)
    opens(desk, ref)

    assert len(desk.told(ref, "EmergencyAccessUsed")) == 1


def test_where_nobody_is_privacy_officer_the_coordinator_is_told(desk: Any, ref: str) -> None:
    with desk.store.write(desk.now) as tx:
        row = tx.session.exec(select(ProfessionalRole).where(ProfessionalRole.role == Role.PRIVACY_OFFICER)).one()
        tx.session.delete(row)
    opens(desk, ref)

    [told] = desk.told(ref, "EmergencyAccessUsed")
    assert told.to_professional_id == desk.viewer(ILSE).professional_id


def test_an_officer_whose_agency_left_the_case_is_told_all_the_same(desk: Any, ref: str) -> None:
    with desk.store.write(desk.now) as tx:
        team = desk.agency("wijkteam-noord")
        officer = tx.session.get_one(Professional, desk.viewer(YVONNE).professional_id)
        officer.agency_id = team
        tx.session.add(officer)
        tx.session.add(Partner(case_id=desk.file(ref).id, agency_id=team, left_at=desk.now))
    opens(desk, ref)

    assert len(desk.mails(YVONNE)) == 1


def test_it_is_told_of_a_closed_case_too(desk: Any, ref: str) -> None:
    cut_short(desk.store, desk.viewer(FATIMA), ref, "youth stopped", desk.now)
    desk.later(minutes=1)
    opens(desk, ref)

    assert len(desk.mails(YVONNE)) == 1


def test_the_case_manager_sees_it_on_the_case_without_the_words(desk: Any, ref: str) -> None:
    opens(desk, ref)

    with desk.store.read(desk.now) as tx:
        [line] = emergencies_of_case(tx, open_case(tx, desk.viewer(FATIMA), ref))
    events = reads(desk, FATIMA, case_story, ref).timeline
    told = [event_sentence(each, "en") for each in events if each.kind == "opened in emergency"]
    assert (line.who.split()[0], line.words) == ("Karin", "")
    assert told == ["De Brug looked in an emergency, without a part in this case (somebody is in danger)"]


def test_the_privacy_officer_says_what_they_found_and_no_reminder_remains(desk: Any, ref: str) -> None:
    opens(desk, ref)
    [line] = reads(desk, YVONNE, emergencies_of_region)

    look_at_emergency(desk.store, desk.viewer(YVONNE), {"access": line.id, "found": "not needed"}, desk.now)

    [after] = reads(desk, YVONNE, emergencies_of_region)
    assert (line.words, line.looked_at) == (WHY["words"], None)
    assert (after.was_needed, after.looked_at, after.looked_by.split()[0]) == (False, desk.now, "Yvonne")
    with pytest.raises(Refused, match="already"):
        look_at_emergency(desk.store, desk.viewer(YVONNE), {"access": line.id, "found": "needed"}, desk.now)
    assert not desk.mails(YVONNE)


def test_nobody_else_reads_or_judges_them_and_nobody_their_own(desk: Any, ref: str) -> None:
    opens(desk, ref)
    with desk.store.read(desk.now) as tx:
        number = tx.session.exec(select(EmergencyAccess.id)).one()
    said = {"access": number, "found": "needed"}

    for who in (ILSE, FATIMA, KARIN, WOUTER):
        with pytest.raises(NotAllowed, match=say("Only the privacy officer can do this.", "en")):
            look_at_emergency(desk.store, desk.viewer(who), said, desk.now)
        with pytest.raises(NotAllowed):
            reads(desk, who, emergencies_of_region)
    with desk.store.write(desk.now) as tx:
        karin = desk.viewer(KARIN).professional_id
        tx.session.add(ProfessionalRole(professional_id=karin, role=Role.PRIVACY_OFFICER))
    with pytest.raises(NotAllowed, match="their own"):
        look_at_emergency(desk.store, desk.viewer(KARIN), said, desk.now)
    with pytest.raises(BadAnswer, match="no such access"):
        look_at_emergency(desk.store, desk.viewer(YVONNE), said | {"access": 99}, desk.now)
