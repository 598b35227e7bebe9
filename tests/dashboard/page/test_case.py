"""A case's page: the same word for what is unknown and what is not yours; two answers, strange words, a moved clock."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.messages.deliver import deliver
from flows.messages.gather import EVERYTHING
from flows.queries.journey import journey_of
from models.code import MailMoment
from models.tables import CaseFile, MailChoice, Professional, Wait
from notifications.door import MemoryDoor
from notifications.envelope import Sender

BRAM = "bram.hoevelaar@waalzicht.example"
ILSE = "ilse.verhagen@aanmeldpunt.example"
RUBEN = "ruben.dijkzicht@aanmeldpunt.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
DENNIS = "dennis.culemborg@geldloket.example"
KARIN = "karin.lingeman@debrug.example"
Look = Callable[..., Any]


def _button(page: Any, label: str) -> Any:
    return next(each for each in page.button if each.label == label)


def _until_taken_on(house: Any) -> str:
    ref = str(house.register(BRAM))
    house.answer(ref, ILSE, "weighing", decision="consultant", case_manager=house.professional(FATIMA))
    return ref


def test_a_case_one_may_not_see_and_one_that_is_not_there_read_the_same(house: Any, look: Look) -> None:
    ref = house.register(BRAM)

    hidden, absent = look("case", KARIN, ref=ref), look("case", KARIN, ref="VN-2222222")

    assert hidden.error[0].value.replace(ref[3:], "") == absent.error[0].value.replace("2222222", "")
    assert not hidden.title


@pytest.mark.parametrize("ref", ["<script>alert(1)</script>", "VN-' OR 1=1 --", "💥" * 500, "../../etc", " "])
def test_a_strange_number_in_the_address_gets_one_sentence(house: Any, look: Look, ref: str) -> None:
    page = look("case", ILSE, ref=ref)

    assert len(page.error) == 1
    assert "<script>" not in page.error[0].value


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "نور الهدى", "Çağla Gül", "Zoë 🦋", "**Noor** [x](http://x)"]
)
def test_a_name_reads_as_it_was_typed_and_means_nothing(house: Any, look: Look, name: str) -> None:
    ref = house.register(BRAM, given_name=name)

    title = look("case", ILSE, ref=ref).title[0].value

    assert title.replace("\\", "").replace("\u2060", "") == f"{ref} · {name} Veldwijk"
    assert not any(sign in title.replace("\\" + sign, "") for sign in "<>*[](")


def test_of_two_windows_the_second_hears_that_the_question_was_answered(house: Any, look: Look) -> None:
    ref = _until_taken_on(house)
    first, second = look("case", FATIMA, ref=ref), look("case", FATIMA, ref=ref)

    _button(first, "Ja").click().run()
    _button(second, "Ja").click().run()

    assert [each.value for each in first.success] == ["Bedankt, uw antwoord is binnen."]
    assert any("net al beantwoord" in each.value for each in second.info)
    assert not second.exception


def test_a_form_sent_empty_says_at_each_field_what_is_missing(house: Any, look: Look, words: Any) -> None:
    ref = house.until_plan()
    page = look("case", DENNIS, ref=ref)

    _button(page, "Antwoord versturen").click().run()

    assert "Vul dit in" in words(page)
    assert "action:1" in house.open_keys(ref)


def test_what_was_done_cannot_lie_in_the_future_and_what_was_typed_stays(house: Any, look: Look, words: Any) -> None:
    ref = house.until_plan()
    page = look("case", DENNIS, ref=ref)
    page.date_input[0].set_value("2027-06-01")
    page.text_area[0].set_value("Gebeld 💬 en gesproken")

    _button(page, "Antwoord versturen").click().run()

    assert "action:1" in house.open_keys(ref)
    assert page.text_area[0].value == "Gebeld 💬 en gesproken"
    assert "toekomst" in words(page)


def test_a_moment_that_passed_is_no_moment_to_meet_at(house: Any, look: Look, words: Any) -> None:
    ref = str(house.register(BRAM))
    house.answer(ref, ILSE, "weighing", decision="meeting", case_manager=house.professional(FATIMA))
    house.answer(ref, FATIMA, "case-manager")
    leads = {"chair": house.professional(BRAM), "minute_taker": house.professional(FATIMA)}
    house.answer(ref, FATIMA, "invitees", agencies=[house.agency("waalzicht"), house.agency("geldloket")], **leads)
    page = look("case", FATIMA, ref=ref)
    next(each for each in page.datetime_input if each.key.endswith("starts_at")).set_value(
        house.now - timedelta(days=3)
    )
    next(each for each in page.text_input if each.key.endswith("place")).set_value("Zaal 1")

    _button(page, "Antwoord versturen").click().run()

    assert house.open_keys(ref) == {"slot"}
    assert "ligt in het verleden; wat gevraagd wordt, ligt in de toekomst" in words(page)


def test_a_question_asked_with_a_form_that_is_no_more_says_so_and_leaves_the_rest_of_the_case(
    house: Any, look: Look, words: Any
) -> None:
    ref = house.until_plan("Een afspraak maken")
    page = look("case", DENNIS, ref=ref)
    next(each for each in page.text_area if each.key.startswith("q")).set_value("Gebeld en gesproken").run()
    with house.office.store.write(house.now) as tx:
        question = tx.session.exec(select(Wait).where(Wait.key == "action:1")).one()
        question.form_version = 99
        tx.session.add(question)

    page.run()

    said = words(page)
    assert not page.error
    assert not page.exception
    assert any("met een formulier dat er niet meer is" in each.value for each in page.info)
    assert "Gebeld en gesproken" in said
    assert "Een afspraak maken" in said
    assert [each.label for each in page.button].count("Antwoord versturen") == 1
    assert {"action:1", "action:2"} <= house.open_keys(ref)


def test_an_answer_on_a_form_that_went_meanwhile_is_refused_and_the_question_stays(house: Any, look: Look) -> None:
    ref = house.until_plan()
    page = look("case", DENNIS, ref=ref)
    with house.office.store.write(house.now) as tx:
        question = tx.session.exec(select(Wait).where(Wait.key == "action:1")).one()
        question.form_version = 99
        tx.session.add(question)
    page.date_input[0].set_value("2026-11-23")

    _button(page, "Antwoord versturen").click().run()

    assert any("met een formulier dat er niet meer is" in each.value for each in page.info)
    assert not page.exception
    assert page.title
    assert "action:1" in house.open_keys(ref)


def test_an_agency_sees_no_form_for_a_question_of_another_one(house: Any, look: Look) -> None:
    ref = house.until_plan()

    page = look("case", BRAM, ref=ref)

    assert not page.error
    assert not any(each.label in {"Antwoord versturen", "Ja"} for each in page.button)


def test_an_answer_typed_while_the_clock_went_on_is_taken_all_the_same(house: Any, look: Look) -> None:
    ref = house.until_plan()
    page = look("case", DENNIS, ref=ref)
    page.date_input[0].set_value("2026-11-23")
    house.later(weeks=2)

    _button(page, "Antwoord versturen").click().run()

    assert page.success[0].value == "Bedankt, uw antwoord is binnen."
    assert "action:1" not in house.open_keys(ref)


def test_the_first_thing_on_the_page_is_whom_we_wait_for_since_when_and_until_when(house: Any, look: Look) -> None:
    ref = house.until_plan()

    page = look("case", RUBEN, ref=ref)

    first = page.header[0], page.subheader[0], page.caption[0]
    assert [each.value for each in first[:2]] == ["Op wie wachten we", "Geldloket \\(Dennis Culemborg\\)"]
    assert "sinds ma 23 november 2026, tot en met di 1 december 2026" in " ".join(each.value for each in page.caption)


def test_what_cannot_be_done_now_says_why_not(house: Any, look: Look, words: Any) -> None:
    ref = _until_taken_on(house)
    page = look("case", ILSE, ref=ref)
    number = _number(house, ref)
    page.session_state[f"tab{number}"] = "Iets doen"
    page.session_state[f"why{number}"] = True

    said = words(page.run())

    assert "Er is geen overleg met een moment om te verplaatsen." in said
    assert "Deze casus is open." in said
    assert not page.exception


def _number(house: Any, ref: str) -> int:
    with house.office.store.read(house.now) as tx:
        return int(tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one())


def test_messages_that_went_out_stand_in_the_list_below_the_picture(house: Any, look: Look) -> None:
    ref = house.until_plan()
    with house.office.store.write(house.now) as tx:
        for number in tx.session.exec(select(Professional.id)).all():
            tx.session.add(MailChoice(professional_id=number, notice=EVERYTHING, moment=MailMoment.AT_ONCE))
    deliver(house.office.store, MemoryDoor(), Sender("post@vangnet.example"), house.now, house.now)
    with house.office.store.read(house.now) as tx:
        drawn = {who: journey_of(tx, house.viewer(who), ref).messages for who in (RUBEN, DENNIS)}

    told = {}
    for who in drawn:
        page = look("case", who, ref=ref)
        page.session_state[f"tab{_number(house, ref)}"] = "Tijdlijn"
        lines = "\n".join(each.value for each in page.run().markdown).splitlines()
        told[who] = [line for line in lines if line.startswith("- ✉")]

    assert {who: len(lines) for who, lines in told.items()} == {who: len(lines) for who, lines in drawn.items()}
    assert 0 < len(drawn[DENNIS]) < len(drawn[RUBEN])
    assert any("Waalzicht College" in line for line in told[RUBEN])
    assert not any("Waalzicht College" in line for line in told[DENNIS])


def test_the_whole_way_is_drawn_above_the_list_that_says_the_same(house: Any, look: Look, words: Any) -> None:
    ref = house.until_plan()
    page = look("case", RUBEN, ref=ref)
    page.session_state[f"tab{_number(house, ref)}"] = "Tijdlijn"

    said = words(page.run())

    assert len(page.get("arrow_vega_lite_chart") or page.get("vega_lite_chart")) == 1
    assert "De lijst hieronder zegt hetzelfde." in said
    assert "Intake begon" in said
    assert not page.exception
