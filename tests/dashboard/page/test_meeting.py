"""Meetings: the calendar by week, who comes, an agenda for who sits at the table, minutes that become agreements."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from dashboard.desk import Desk
from dashboard.part.agenda_point import COMES, HELD, LACKS, QUORUM
from dashboard.part.agenda_print import agenda_printout, minutes_printout
from flows.commands.answer import answer
from flows.commands.sitting import plan_sitting
from flows.queries.agenda import agenda_of_sitting
from flows.queries.at_table import NO_ANSWER, SILENT
from models.item import Action
from models.quorum import Lack, Verdict
from models.tables import Invitation, Meeting, Sitting, SittingMember, Wait
from notifications.pdf import as_pdf

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
MARGRIET, ANOUK = "margriet.oosterwold@aanmeldpunt.example", "anouk.beesd@ggd.example"
Look = Callable[..., Any]


def a_sitting(house: Any, **more: Any) -> int:
    starts_at = house.now + timedelta(days=11)
    return plan_sitting(house.office.store, house.viewer(ILSE), "Knooppunt Waalzicht", starts_at, house.now, **more)


def at_a_sitting(house: Any, sitting: int, **fields: Any) -> str:
    """A case with a place in it: the school and the debt counsellors are invited, and Noor; Fatima is case manager."""
    ref: str = house.register(BRAM, partners=[house.agency("geldloket")], **fields)
    manager = house.professional(FATIMA)
    house.answer(ref, ILSE, "weighing", decision="meeting", case_manager=manager)
    house.answer(ref, FATIMA, "case-manager")
    agencies = [house.agency("waalzicht"), house.agency("geldloket")]
    leads = {"chair": house.professional(BRAM), "minute_taker": manager}
    house.answer(ref, FATIMA, "invitees", agencies=agencies, parents=False, **leads)
    house.answer(ref, FATIMA, "slot", sitting=sitting)
    return ref


def meeting_of(house: Any) -> int:
    with house.office.store.read(house.now) as tx:
        return int(tx.session.exec(select(Meeting.id).order_by(col(Meeting.id).desc())).first())


def plainly(text: str) -> str:
    return text.replace("\\", "").replace("\u2060", "")


def test_the_calendar_tells_by_week_what_is_free_and_which_cases_by_number(look: Look, words: Any, house: Any) -> None:
    sitting = a_sitting(house)
    ref = at_a_sitting(house, sitting)

    mine, stranger = plainly(words(look("meeting", FATIMA))), plainly(words(look("meeting", ANOUK)))

    for read in (mine, stranger):
        assert "Week 49 · ma 30 november 2026" in read
        assert "vr 4 december 2026" in read
        assert "3 plaatsen vrij · 1 van 4 bezet" in read
    assert ref in mine
    assert ref not in stranger
    assert "1 casus waar u geen deel aan hebt" in stranger


def tables_linked_to(at: Any) -> list[str]:
    """The cases of which a page links to the table."""
    links = [*at.get("page_link"), *at.get("button")]
    return [label for each in links if "VN-" in (label := plainly(each.proto.label))]


@pytest.mark.parametrize("own_hour", [False, True])
def test_the_calendar_links_to_a_table_for_who_sits_there_or_holds_the_case(
    look: Look, words: Any, house: Any, *, own_hour: bool
) -> None:
    ref = at_a_sitting(house, a_sitting(house))
    if own_hour:
        with house.office.store.write(house.now) as tx:
            row = tx.session.exec(select(Meeting)).one()
            row.sitting_id, row.place = None, "Waalzicht, lokaal 12"
            tx.session.add(row)

    pages = {who: look("meeting", who) for who in (ILSE, FATIMA, BRAM, DENNIS, MARGRIET)}

    assert {who for who, at in pages.items() if ref in plainly(words(at))} == set(pages)
    assert {who for who, at in pages.items() if tables_linked_to(at)} == {ILSE, FATIMA, BRAM, DENNIS}


def test_weeks_without_a_meeting_say_what_brings_one(look: Look, words: Any) -> None:
    assert "Geen overleg in deze weken." in words(look("meeting", BRAM, **{"from": "2027-03-01"}))


@pytest.mark.parametrize("query", [{"meeting": "²"}, {"meeting": "99999"}, {"sitting": "x"}, {"meeting": "9" * 40}])
def test_a_meeting_that_is_not_there_is_one_sentence(look: Look, words: Any, query: Any) -> None:
    read = words(look("meeting", BRAM, **query))

    assert "Dit overleg bestaat niet" in read or "Deze bijeenkomst bestaat niet" in read


@pytest.mark.parametrize("day", ["gisteren", "0001-01-01", "9999-12-31"])
def test_a_week_nobody_could_have_meant_is_passed_over(look: Look, words: Any, day: str) -> None:
    assert "Overleggen" in words(look("meeting", BRAM, **{"from": day}))


def test_a_meeting_of_others_and_one_that_is_not_there_are_the_same_sentence(
    look: Look, words: Any, house: Any
) -> None:
    ref = at_a_sitting(house, a_sitting(house))
    number = str(meeting_of(house))

    for who in (ANOUK, MARGRIET):
        assert words(look("meeting", who, meeting=number)) == words(look("meeting", who, meeting="4711"))
        assert ref not in plainly(words(look("meeting", who, meeting=number)))


def test_who_comes_and_what_lacks_is_said_in_one_sentence_that_follows_the_answers(
    look: Look, words: Any, house: Any
) -> None:
    ref = at_a_sitting(house, a_sitting(house))
    number = str(meeting_of(house))
    before = plainly(words(look("meeting", FATIMA, meeting=number)))

    house.answer(ref, BRAM, "attendance", comes="comes")
    house.answer(ref, DENNIS, "attendance", cannot={"code": "on leave"})
    after = plainly(words(look("meeting", FATIMA, meeting=number)))

    assert "we nog nodig" in before or "is nog nodig: een organisatie die de jongere kent" in before
    assert "nog geen antwoord" in before
    assert "Bram Hoevelaar (Waalzicht College): komt" in after
    assert "kan niet komen" in after
    assert "is nog nodig: de jongere of een ouder" in after


def test_an_agenda_shows_a_partner_the_case_at_whose_table_it_sits_and_no_other(
    look: Look, words: Any, house: Any
) -> None:
    sitting = a_sitting(house)
    ref = at_a_sitting(house, sitting)
    other = at_a_sitting(house, sitting, given_name="Jip", birth_on="2009-01-01")
    with house.office.store.write(house.now) as tx:
        row = tx.session.get_one(Meeting, meeting_of(house))
        debts = house.viewer(DENNIS).agency_id
        for invited in tx.session.exec(
            select(Invitation).where(Invitation.meeting_id == row.id, Invitation.agency_id == debts)
        ):
            tx.session.delete(invited)

    read, whole = (plainly(words(look("meeting", who, sitting=str(sitting)))) for who in (DENNIS, FATIMA))

    assert ref in whole
    assert other in whole
    assert "Een eigen plek." in whole
    story = "Het eigen verhaal van de jongere"
    assert 0 < read.count(story) < whole.count(story)
    assert "Jip" not in read


def test_the_minutes_are_written_here_and_what_was_agreed_stands_there_with_a_name_and_a_date(
    look: Look, words: Any, house: Any
) -> None:
    ref = at_a_sitting(house, a_sitting(house))
    house.answer(ref, BRAM, "attendance", comes="comes")
    house.answer(ref, DENNIS, "attendance", comes="comes")
    with house.office.store.read(house.now) as tx:
        youths = tx.session.exec(select(Wait).where(Wait.form == "Attendance", Wait.status == "open")).one()
    answer(house.office.store, house.viewer(FATIMA), ref, "attendance", {"comes": "comes"}, house.now, wait=youths.id)
    house.go_on()
    house.later(days=12)
    number = str(meeting_of(house))

    at = look("meeting", FATIMA, meeting=number)
    assert "Schrijf het verslag" in words(at)
    day = (house.now.date() + timedelta(days=9)).isoformat()
    house.answer(
        ref,
        FATIMA,
        "minutes",
        held="held",
        present=[house.agency("waalzicht"), house.agency("geldloket"), house.youth(ref)],
        decisions="Eerst de schulden.",
        agreements=[{"who": house.agency("geldloket"), "words": "Belt de verhuurder.", "due_on": day}],
        evaluation_on=(house.now.date() + timedelta(days=42)).isoformat(),
    )

    read = plainly(words(look("meeting", FATIMA, meeting=number)))
    assert "Eerst de schulden." in read
    assert "Geldloket" in read
    assert "Belt de verhuurder. · klaar op" in read
    assert "Schrijf het verslag" not in read


def test_a_standing_member_answers_once_for_the_sitting(look: Look, words: Any, house: Any) -> None:
    sitting = a_sitting(house, members=[house.agency("geldloket")])
    ref = at_a_sitting(house, sitting)

    at = look("meeting", DENNIS, sitting=str(sitting))
    assert "Komt u naar deze bijeenkomst?" in words(at)
    at.radio[0].set_value("comes") if at.radio else at.selectbox[0].set_value("comes")
    next(each for each in at.button if each.label == "Antwoord versturen").click().run()
    assert "Genoteerd, tot nu toe voor 1 casus." in words(at)
    with house.office.store.read(house.now) as tx:
        assert tx.session.exec(select(SittingMember.status)).all() == ["comes"]
    assert ref in plainly(words(look("meeting", DENNIS, sitting=str(sitting))))
    assert "Komt u naar deze bijeenkomst?" not in words(look("meeting", BRAM, sitting=str(sitting)))


def test_a_print_reads_as_the_page_and_holds_only_the_cases_of_its_reader(house: Any) -> None:
    sitting = a_sitting(house)
    ref = at_a_sitting(house, sitting)
    house.answer(ref, BRAM, "attendance", comes="comes", notes=[note("Komt *elke* dag #te laat")])

    for who, expected in ((DENNIS, True), (ANOUK, False)):
        viewer = house.viewer(who)
        desk = Desk(house.office, viewer, "", "", "nl", house.now, is_demo=True)
        with house.office.store.read(house.now) as tx:
            items = agenda_of_sitting(tx, viewer, sitting, Action.PRINT)
        printout = agenda_printout(desk, items)
        text = repr(printout.parts)
        assert (ref in text) is expected
        assert ("Komt *elke* dag #te laat" in text) is expected
        assert ("Er staat niets in wat u mag meenemen" in text) is not expected
        assert "Er staat niets in wat u mag meenemen" in repr(minutes_printout(desk, items).parts)
        assert as_pdf(printout).startswith(b"%PDF-")


def note(words: str) -> dict[str, str]:
    return {"domain": "school_and_work", "kind": "worry", "words": words}


def test_every_lack_verdict_and_status_has_words() -> None:
    assert set(LACKS) == set(Lack)
    assert set(QUORUM) == set(Verdict)
    statuses = {"comes", "sends someone", "cannot", "present", "online", "represented", "absent", "invited"}
    assert set(COMES) == statuses | {NO_ANSWER, SILENT}
    assert set(HELD) == {"held", "not held", "without quorum"}


def test_the_coordinator_plans_a_sitting_and_moves_it_from_its_own_page(house: Any, look: Look, words: Any) -> None:
    at = look("meeting", ILSE)
    starts_at = (house.now + timedelta(days=9)).replace(hour=13, minute=0, second=0, microsecond=0, tzinfo=None)
    filled = {"starts_at": ("datetime_input", starts_at), "place": ("text_input", "Knooppunt Waalzicht")}
    for name, (kind, value) in filled.items():
        [box] = [
            each for each in at.get(kind) if str(each.key).startswith("r.plan_sittings") and each.key.endswith(name)
        ]
        box.set_value(value)
    at = _press(at, "plan_sittings")
    assert "De bijeenkomst is gepland." in words(at)

    with house.office.store.read(house.now) as tx:
        sitting = tx.session.exec(select(Sitting)).one()
    at = look("meeting", ILSE, sitting=str(sitting.id))
    [places] = [each for each in at.number_input if "move_sitting" in str(each.key) and each.key.endswith("places")]
    assert places.value == 4
    places.set_value(6)
    read = words(_press(at, "move_sitting"))

    assert "De bijeenkomst is verplaatst." in read
    assert "0 van 6 bezet" in plainly(read)
    assert "Zittingen plannen" not in words(look("meeting", DENNIS))


def _press(at: Any, name: str) -> Any:
    [button] = [each for each in at.button if f"r.{name}." in str(each.key) and str(each.key).endswith("#send")]
    at = button.click().run()
    assert not at.exception, [each.value for each in at.exception]
    return at
