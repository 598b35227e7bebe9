"""The people of a case after its registration: added, reached otherwise, gone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands.answer import answer
from flows.commands.meeting import start_meeting
from flows.commands.people import add_person, change_person, end_person
from flows.queries.case_story import case_story
from flows.queries.file_registration import registered
from models.refusal import BadAnswer, Changed, NotAllowed, NotOpen, Refused, Unknown
from models.secret import digests_of_name
from models.tables import CasePerson, Custody, Message, NameDigest, Person, PersonChange, Wait

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, MIRJAM = "fatima.bouzidi@doorstroompunt.example", "mirjam.steenkist@wijkteamnoord.example"
DENNIS = "dennis.culemborg@geldloket.example"
AUNT = {"relation": "family", "given_name": "Riet", "family_name": "Terborg", "email": "riet@post.example"}


@pytest.fixture
def ref(desk: Any) -> str:
    """Lieke is sixteen; Fatima guides her case, and her mother has custody."""
    mother = [{"given_name": "Hilde", "family_name": "Terborg", "email": "hilde@post.example"}]
    return str(desk.guided(desk.register(custody=mother)))


def added(desk: Any, ref: str, by: str = FATIMA, **fields: Any) -> str:
    return add_person(desk.store, desk.viewer(by), ref, AUNT | fields, desk.now)


def changed(desk: Any, ref: str, who: str, by: str = FATIMA, **fields: Any) -> int:
    return change_person(desk.store, desk.viewer(by), ref, {"who": who, **fields}, desk.now)


def left(desk: Any, ref: str, who: str, why: str = "steps back", by: str = FATIMA) -> None:
    end_person(desk.store, desk.viewer(by), ref, {"who": who, "why": why}, desk.now)


def rows(desk: Any, table: Any, *conditions: Any) -> list[Any]:
    with desk.store.read(desk.now) as tx:
        return list(tx.session.exec(select(table).where(*conditions).order_by(col(table.id))))


def person(desk: Any, who: str) -> Person:
    with desk.store.read(desk.now) as tx:
        return tx.session.get_one(Person, int(who.partition(":")[2]))


def shown(desk: Any, ref: str, by: str = FATIMA) -> Any:
    with desk.store.read(desk.now) as tx:
        return registered(tx, desk.viewer(by), ref)


def timeline(desk: Any, ref: str, by: str = FATIMA) -> list[tuple[str, str | None, str | None]]:
    with desk.store.read(desk.now) as tx:
        story = case_story(tx, desk.viewer(by), ref).timeline
    return [(event.kind, event.actor, event.code) for event in story if event.stage == "people"]


def test_somebody_of_the_family_is_added_and_stands_with_the_people_around_the_youth(desk: Any, ref: str) -> None:
    who = added(desk, ref, phone="06-55010001", address="Dorpsstraat 1, Tielerwaard")

    aunt = next(each for each in shown(desk, ref).people if each.name == "Riet Terborg")
    assert (aunt.seen, aunt.relation, aunt.phone, aunt.email, aunt.address) == (
        f"{who}.0", "family", "06-55010001", "riet@post.example", "Dorpsstraat 1, Tielerwaard",
    )  # fmt: skip


@pytest.mark.parametrize("relation", ["family", "supporter", "substitute"])
def test_the_same_person_is_not_added_twice(desk: Any, ref: str, relation: str) -> None:
    added(desk, ref, relation=relation)

    with pytest.raises(Refused, match="one of the people of this case already"):
        added(desk, ref, relation=relation, given_name="RIET")
    assert len(rows(desk, CasePerson)) == 1


def test_one_person_may_be_two_things_to_a_youth(desk: Any, ref: str) -> None:
    added(desk, ref)
    added(desk, ref, relation="supporter")

    assert [each.relation for each in shown(desk, ref).people] == ["parent", "family", "supporter"]


@pytest.mark.parametrize(
    "name", ["نور الهدى", "Çağla Gül", "Zoë 🦋", "<script>alert(1)</script>", "'; DROP TABLE person; --"]
)
def test_a_name_in_any_script_is_kept_as_it_was_typed(desk: Any, ref: str, name: str) -> None:
    who = added(desk, ref, given_name=name, family_name=None)
    changed(desk, ref, desk.youth(ref), given_name=name)

    assert person(desk, who).given_name == name
    assert shown(desk, ref).youth.name == f"{name} Terborg"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"given_name": ""}, "given_name"),
        ({"given_name": "   "}, "given_name"),
        ({"given_name": None}, "names one of their own people"),
        ({"given_name": "a" * 10_000_000}, "too long"),
        ({"given_name": "Riet\u0000"}, "cannot be kept"),
        ({"relation": "youth"}, "must be one of"),
        ({"relation": "neighbour"}, "must be one of"),
        ({"email": "riet@post.example\r\nBcc: iedereen@post.example"}, "email"),
        ({"email": "riet@post.example, iemand@post.example"}, "email"),
        ({"phone": "bel mij maar"}, "phone"),
        ({"address": "Dorpsstraat 1\nBcc: iedereen"}, "address"),
        ({"address": "111222333"}, "citizen service number"),
        ({"birth_on": "2010-01-01"}, "no field"),
        ({"institution": "agency:1"}, "names one of their own people"),
        ({"given_name": None, "institution": "agency:1"}, "only a guardian"),
        ({"given_name": None, "professional": "professional:1"}, "only a trusted person"),
        ({"given_name": None, "relation": "substitute", "professional": "professional:999"}, "no such professional"),
        ({"relation": "trusted person"}, "says yes first"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence_and_nothing_is_kept(
    desk: Any, ref: str, fields: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadAnswer, match=says) as refused:
        added(desk, ref, **fields)

    assert len(str(refused.value)) < 300
    assert (rows(desk, CasePerson), rows(desk, PersonChange)) == ([], [])
    assert len(rows(desk, Person)) == len(rows(desk, Person, Person.given_name != "Riet"))


def test_json_that_is_none_is_refused(desk: Any, ref: str) -> None:
    with pytest.raises(BadAnswer, match="JSON"):
        add_person(desk.store, desk.viewer(FATIMA), ref, "geen json", desk.now)
    with pytest.raises(BadAnswer, match="too long"):
        add_person(desk.store, desk.viewer(FATIMA), ref, "x" * 10_000_000, desk.now)


def test_what_changed_counts_at_once_and_what_was_queued_goes_to_the_new_address(desk: Any, ref: str) -> None:
    youth = desk.youth(ref)
    with desk.store.write(desk.now) as tx:
        row = tx.session.get_one(Person, desk.file(ref).youth_id)
        row.email_failed_at = desk.now
        tx.session.add(row)
    changed(desk, ref, youth, email="lieke@post.example", phone="06-55010002")

    assert person(desk, youth).email_failed_at is None
    assert [mail["To"] for mail in desk.mails("lieke@post.example")]
    assert timeline(desk, ref) == [("person changed", "youth", None)]


def test_a_youth_is_found_by_a_new_name_and_no_longer_by_the_old_one(desk: Any, ref: str) -> None:
    changed(desk, ref, desk.youth(ref), given_name="Linde", family_name="Ochten")

    youth = desk.file(ref).youth_id
    with desk.store.read(desk.now) as tx:
        found_by = set(tx.session.exec(select(NameDigest.digest).where(NameDigest.person_id == youth)))
    assert found_by == digests_of_name("Linde", "Ochten")
    assert not found_by & (digests_of_name("Lieke") - digests_of_name("Linde"))


def test_what_no_longer_holds_is_emptied(desk: Any, ref: str) -> None:
    who = added(desk, ref, phone="06-55010001")

    changed(desk, ref, who, gone=["phone", "mail"])

    assert (person(desk, who).phone, person(desk, who).email) == (None, None)
    with pytest.raises(BadAnswer, match="to hold no longer"):
        changed(desk, ref, who, phone="06-55010003", gone=["phone"])


def test_what_somebody_else_changed_meanwhile_is_noticed(desk: Any, ref: str) -> None:
    who = added(desk, ref)
    assert changed(desk, ref, f"{who}.0", phone="06-55010001") == 1

    with pytest.raises(Changed, match="meanwhile"):
        changed(desk, ref, f"{who}.0", phone="06-55010009", by=ILSE)
    with pytest.raises(Changed, match="meanwhile"):
        left(desk, ref, f"{who}.0", by=ILSE)

    assert person(desk, who).phone == "06-55010001"
    left(desk, ref, f"{who}.1")


def test_a_change_that_changes_nothing_says_so(desk: Any, ref: str) -> None:
    who = added(desk, ref)

    with pytest.raises(Refused, match="Nothing differs"):
        changed(desk, ref, who, email="riet@post.example")
    with pytest.raises(Refused, match="Nothing differs"):
        changed(desk, ref, who)


@pytest.mark.parametrize(
    "who", ["person:999", "person:1", "agency:1", "professional:1", "person:0", "iemand", "person:1.x"]
)
def test_somebody_who_is_nobody_of_the_case_can_neither_be_changed_nor_leave(desk: Any, ref: str, who: str) -> None:
    with pytest.raises(BadAnswer):
        changed(desk, ref, who, phone="06-55010001")
    with pytest.raises(BadAnswer):
        left(desk, ref, who)


def test_the_youth_cannot_leave_their_own_case(desk: Any, ref: str) -> None:
    with pytest.raises(BadAnswer, match="cannot leave their own case"):
        left(desk, ref, desk.youth(ref))


def test_a_secret_address_is_read_by_the_case_manager_only(desk: Any, ref: str) -> None:
    youth = desk.youth(ref)
    changed(desk, ref, youth, address="Schuilplaats 9", secrecy="secret", by=ILSE)
    who = added(desk, ref, address="Schuilplaats 9", secret_address=True)

    for by, address in ((FATIMA, "Schuilplaats 9"), (ILSE, None)):
        file = shown(desk, ref, by)
        aunt = next(each for each in file.people if each.seen.startswith(who))
        assert (file.youth.address, aunt.address) == (address, address)
        assert (file.youth.secret_address, aunt.secret_address) == (True, True)
    assert "Schuilplaats" not in repr(shown(desk, ref, ILSE))
    with pytest.raises(NotAllowed, match="Only the case manager"):
        changed(desk, ref, youth, secrecy="not secret", by=ILSE)
    changed(desk, ref, youth, secrecy="not secret")
    assert shown(desk, ref, ILSE).youth.address == "Schuilplaats 9"


def test_the_school_and_the_neighbourhood_are_hidden_with_a_secret_address(desk: Any) -> None:
    waalzicht = f"agency:{desk.agency('waalzicht')}"
    ref = desk.register(secret_address=True, neighbourhood="Veldhof", school=waalzicht)
    assert shown(desk, ref, ILSE).youth.neighbourhood == "Veldhof"  # until there is one, she acts as case manager
    desk.guided(ref)

    assert (shown(desk, ref, ILSE).youth.neighbourhood, shown(desk, ref, ILSE).youth.school) == (None, None)
    assert (shown(desk, ref).youth.neighbourhood, shown(desk, ref).youth.school) == ("Veldhof", "Waalzicht College")


def test_who_left_is_told_nothing_asked_nothing_and_answers_nothing_more(desk: Any, ref: str) -> None:
    meeting(desk, ref, parents=True)
    mother = next(row for row in rows(desk, Wait, Wait.key == "attendance") if row.part == "custody holders")
    queued = [row for row in rows(desk, Message) if row.to_person_id == mother.person_id and row.status == "queued"]
    assert queued

    left(desk, ref, f"person:{mother.person_id}", "custody ended")

    assert {row.status for row in rows(desk, Message, Message.to_person_id == mother.person_id)} == {"skipped"}
    asked = rows(desk, Wait, Wait.person_id == mother.person_id)
    assert {(row.status, row.code) for row in asked} == {("withdrawn", "person left")}
    desk.later(days=1)
    assert desk.mails("hilde@post.example") == []
    with pytest.raises(NotOpen):
        answer(desk.store, desk.viewer(FATIMA), ref, "attendance", {"comes": "comes"}, desk.now, wait=mother.id)
    assert timeline(desk, ref) == [("person left", "parent", "custody ended")]


def test_what_somebody_had_agreed_to_do_goes_to_the_case_manager(desk: Any, ref: str) -> None:
    aunt = added(desk, ref)
    meeting(desk, ref, elsewhere=[{"who": aunt, "words": "Rijdt mee.", "due_on": desk.day(9)}])
    key = next(key for key in desk.waits(ref) if key.startswith("action:"))
    due = desk.waits(ref)[key].due_on

    left(desk, ref, aunt)

    now = desk.waits(ref)[key]
    assert (now.person_id, now.professional_id, now.due_on) == (None, desk.viewer(FATIMA).professional_id, due)
    desk.answer(FATIMA, ref, key, done_on=desk.day(0))
    assert key not in desk.waits(ref)


@pytest.mark.parametrize(
    ("by", "refusal"), [(DENNIS, Unknown), (BRAM, NotAllowed), ("jasper.haaften@uwv.example", Unknown)]
)
def test_only_who_guides_the_case_names_its_people(desk: Any, ref: str, by: str, refusal: type[Refused]) -> None:
    who = added(desk, ref)
    for deed in (lambda: added(desk, ref, by, given_name="An"), lambda: changed(desk, ref, who, by, phone="0612345678"),
                 lambda: left(desk, ref, who, by=by)):  # fmt: skip
        with pytest.raises(refusal):
            deed()


def test_in_a_closed_case_nobody_comes_or_goes(desk: Any, ref: str) -> None:
    who = added(desk, ref)
    with desk.store.write(desk.now) as tx:
        case = desk.file(ref)
        case.closed_at, case.outcome, case.retain_until = desk.now, "helped", (desk.now + timedelta(days=700)).date()
        tx.session.merge(case)

    for deed in (lambda: added(desk, ref, given_name="An"), lambda: left(desk, ref, who)):
        with pytest.raises(Refused, match="closed"):
            deed()


def test_who_had_custody_stands_with_the_file_with_the_day_it_ended(desk: Any, ref: str) -> None:
    left(desk, ref, f"person:{rows(desk, Custody)[-1].person_id}", "custody ended")

    assert [(each.name, each.until_on) for each in shown(desk, ref).people] == [("Hilde Terborg", desk.today)]


def meeting(desk: Any, ref: str, *, parents: bool = False, elsewhere: list[Any] | None = None) -> None:
    """A meeting that lies ahead with those with custody, or one held elsewhere with what was agreed."""
    if elsewhere is not None:
        start_meeting(desk.store, desk.viewer(FATIMA), ref, desk.now, elsewhere=True)
        desk.later(minutes=1)
        smw = f"agency:{desk.agency('smw')}"
        desk.answer(FATIMA, ref, "elsewhere", held_on=desk.day(0), present=[smw], agreements=elsewhere)
        return
    agencies = [f"agency:{desk.agency(code)}" for code in ("waalzicht", "geldloket", "wijkteam-noord")]
    desk.answer(
        FATIMA, ref, "invitees", agencies=agencies, parents=parents, chair=desk.professional(BRAM),
        minute_taker=desk.professional(FATIMA),
    )  # fmt: skip
    starts_at = (desk.now + timedelta(days=14)).isoformat()
    desk.answer(FATIMA, ref, "slot", starts_at=starts_at, place="Waalzicht")
