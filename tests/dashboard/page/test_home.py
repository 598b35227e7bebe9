"""My day: what waits for me, what I wait for, meetings and contacts of this week, and one click to act on each."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlmodel import select

from dashboard.page.home import PARTS
from flows.commands.meeting import start_meeting
from flows.queries.my_day import Room, how_many_in, room
from models.tables import Agency, Alarm, CaseFile, Contact, Person, Professional

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
RUBEN, ANOUK = "ruben.dijkzicht@aanmeldpunt.example", "anouk.beesd@ggd.example"
WOUTER = "wouter.sluiskamp@aanmeldpunt.example"
MARGRIET = "margriet.oosterwold@aanmeldpunt.example"
Look = Callable[..., Any]


def rooms(house: Any, who: str) -> dict[Room, list[str]]:
    """What stands in somebody's day: the keys of the questions, by room."""
    with house.office.store.read(house.now) as tx:
        found = {each: room(tx, house.viewer(who), each) for each in Room}
        assert {each: how_many_in(tx, house.viewer(who), each) for each in Room} == {
            each: len(lines) for each, lines in found.items()
        }
    return {each: [line.key for line in lines] for each, lines in found.items() if lines}


def test_every_room_but_that_of_colleagues_has_its_part_of_the_page() -> None:
    assert [part.room for part in PARTS] == [each for each in Room if each is not Room.COLLEAGUES]


def test_a_case_manager_reads_whom_they_wait_for_and_the_agency_reads_what_waits_for_it(house: Any) -> None:
    house.until_plan()

    assert rooms(house, FATIMA)[Room.WAITING_FOR] == ["action:1"]
    assert rooms(house, DENNIS) == {Room.MINE: ["action:1"]}
    assert Room.WAITING_FOR not in rooms(house, BRAM)


def test_a_question_to_somebody_else_of_the_agency_is_counted_apart(house: Any) -> None:
    house.register(BRAM)

    assert rooms(house, ILSE)[Room.MINE] == ["weighing"]
    assert rooms(house, RUBEN) == {Room.COLLEAGUES: ["weighing"]}


def test_a_step_that_is_proposed_stands_with_the_proposals_and_only_there(house: Any) -> None:
    house.until_plan()
    house.later(weeks=4)
    for _ in range(40):
        if any(Room.PROPOSALS in rooms(house, who) for who in (FATIMA, RUBEN)):
            break
        house.later(days=1)
        watch(house)

    asked = {who: rooms(house, who) for who in (FATIMA, RUBEN)}
    (who,) = [each for each, found in asked.items() if Room.PROPOSALS in found]
    assert asked[who][Room.PROPOSALS][0].startswith("step-needed")
    assert not [key for key in asked[who].get(Room.MINE, []) if key.startswith("step-needed")]


def watch(house: Any) -> None:
    from flows.messages.watch import watch_terms  # noqa: PLC0415 - only this test lets terms pass

    watch_terms(house.office.store, house.now)
    house.go_on()


def test_the_day_of_the_coordinator_who_has_nothing_to_do_says_what_will_stand_there(
    house: Any, look: Look, words: Any
) -> None:
    read = words(look("home", ILSE))

    assert "Niemand wacht op u." in read
    assert "U wacht op niemand." in read
    assert "Er is deze week geen overleg." in read
    assert "week 48" in read


def test_who_guides_no_case_is_not_shown_the_rooms_of_who_does(house: Any, look: Look, words: Any) -> None:
    read = words(look("home", ANOUK))

    assert "Wat op u wacht" in read
    assert "Waar u op wacht" not in read
    assert "Contactmomenten" not in read


def test_a_meeting_of_this_week_stands_in_the_day_of_its_case_manager(house: Any, look: Look, words: Any) -> None:
    ref = str(house.until_plan())
    start_meeting(house.office.store, house.viewer(FATIMA), ref, house.now)
    house.go_on()
    people = {"chair": house.professional(ILSE), "minute_taker": house.professional(FATIMA)}
    house.answer(ref, FATIMA, "invitees", agencies=[house.agency("geldloket")], youth=True, **people)
    at = house.now + timedelta(days=9, hours=4)
    house.answer(ref, FATIMA, "slot", starts_at=at.isoformat(), place="Zaal 1")
    assert "Overleggen deze week (0)" in words(look("home", FATIMA))

    house.later(days=7)

    read = words(look("home", FATIMA))
    assert "Overleggen deze week (1)" in read
    assert "wo 2 december 2026" in read
    assert "Overleggen deze week (1)" in words(look("home", ILSE))
    assert "Overleggen deze week" not in words(look("home", BRAM))


def test_one_click_on_a_question_opens_its_form(house: Any, look: Look, words: Any) -> None:
    house.until_plan()
    with house.office.store.read(house.now) as tx:
        (line,) = room(tx, house.viewer(DENNIS), Room.MINE)

    page = look("home", DENNIS)

    assert "Beantwoorden" in words(page)
    assert "Is gedaan wat u heeft afgesproken?" in words(look("queue", DENNIS, begin="1", first=str(line.id)))


def test_a_question_to_which_something_was_typed_says_so(house: Any, look: Look, words: Any) -> None:
    ref = str(house.until_plan())
    look("case", DENNIS, ref=ref).text_area[0].set_value("Nog bellen").run()

    assert "concept" in words(look("home", DENNIS))


def test_a_long_room_comes_in_pages(house: Any, look: Look, words: Any) -> None:
    for letter in "abcdefghi":
        house.register(BRAM, given_name=f"Noor{letter}", worry=f"Zorg {letter}")

    page = look("home", ILSE)

    assert "Wat op u wacht (9)" in words(page)
    assert words(page).count("Is dit een goede plek voor deze jongere?") <= 8


def test_the_numbers_of_the_region_stand_on_the_overview_and_not_in_the_day(house: Any, look: Look, words: Any) -> None:
    house.register(BRAM)

    assert not [each for each in look("home", MARGRIET).get("html") if "vn-tiles" in each.proto.body]


def test_the_coordinator_reads_at_which_agency_nobody_is_the_contact(house: Any, look: Look, words: Any) -> None:
    with house.office.store.write(house.now) as tx:
        ggd = tx.session.exec(select(Agency).where(Agency.code == "ggd")).one()
        name = ggd.name
        for contact in tx.session.exec(select(Contact).where(Contact.agency_id == ggd.id)):
            tx.session.delete(contact)
        assert tx.session.exec(select(Professional.id).where(Professional.agency_id == ggd.id)).first()

    assert f"Er is geen contactpersoon bij: {name}" in words(look("home", ILSE))
    assert name not in words(look("home", BRAM))


def test_the_coordinator_reads_since_when_the_mail_server_is_away(house: Any, look: Look, words: Any) -> None:
    with house.office.store.write(house.now) as tx:
        tx.session.add(Alarm(kind="mail unanswered", detail="connect", since_at=house.now))
    assert "De mailserver" not in words(look("home", ILSE))

    with house.office.store.write(house.now) as tx:
        tx.session.exec(select(Alarm)).one().kind = "mail away"

    assert "De mailserver antwoordt niet sinds ma 23 november 2026, 10.00." in words(look("home", ILSE))
    assert "De mailserver" not in words(look("home", BRAM))
    assert "De mailserver antwoordt niet" in words(look("machine", WOUTER))


def test_the_coordinator_reads_where_mail_does_not_arrive_and_no_address(house: Any, look: Look, words: Any) -> None:
    ref = house.register(BRAM)
    with house.office.store.write(house.now) as tx:
        ggd = tx.session.exec(select(Agency).where(Agency.code == "ggd")).one()
        name = ggd.name
        tx.session.exec(
            select(Professional).where(Professional.agency_id == ggd.id)
        ).first().email_failed_at = house.now
        youth = tx.session.exec(select(CaseFile.youth_id).where(CaseFile.ref == ref)).one()
        tx.session.get_one(Person, youth).email_failed_at = house.now

    shown = words(look("home", ILSE))

    assert f"Mail naar een adres bij {name} komt niet aan" in shown
    assert f"Mail naar iemand van {ref} komt niet aan" in shown
    assert ".example" not in shown
