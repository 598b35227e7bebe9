"""Several questions of one person in one case: one form, one button, and nothing of it half done."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from models.tables import Statement

BRAM, ILSE = "bram.hoevelaar@waalzicht.example", "ilse.verhagen@aanmeldpunt.example"
DENNIS, RUBEN = "dennis.culemborg@geldloket.example", "ruben.dijkzicht@aanmeldpunt.example"
THREE = ("Een betaalplan maken", "De zorgtoeslag aanvragen")
ACTIONS = {"action:1", "action:2", "action:3"}
SEND, RECORD = "Versturen wat is ingevuld", "Vastleggen wat is ingevuld"
Look = Callable[..., Any]


@pytest.fixture
def ref(house: Any) -> str:
    return str(house.until_plan(*THREE))


@pytest.fixture
def read(words: Callable[[Any], str]) -> Callable[[Any], str]:
    """What a page says, without the signs that keep Markdown from meaning anything."""
    return lambda page: words(page).replace("\\", "")


def press(page: Any, label: str) -> Any:
    """The one button of that name."""
    (button,) = [each for each in page.button if each.label == label]
    return button.click().run()


def at(elements: Any, place: str) -> list[Any]:
    """That place on the sheet of each question, in the order of the page: a field, or one of another answer."""
    return [each for each in elements if each.key and re.fullmatch(rf"q\d+\.\d+{re.escape(place)}", each.key)]


def done_on(page: Any) -> list[Any]:
    return at(page.date_input, "/done_on")


def open_actions(house: Any, ref: str) -> set[str]:
    return set(house.open_keys(ref)) & ACTIONS


def test_what_is_asked_of_one_person_stands_on_one_form_with_one_button(house: Any, ref: str, look: Look) -> None:
    page = look("case", DENNIS, ref=ref)

    assert [each.label for each in page.button if "ersturen" in each.label] == [SEND]
    assert any("Deze 3 vragen staan op één formulier" in each.value for each in page.markdown)
    assert [each.value for each in page.subheader].count("Is gedaan wat u heeft afgesproken?") == 3


def test_what_is_filled_in_is_sent_and_the_rest_stays_open(house: Any, ref: str, look: Look) -> None:
    page = look("case", DENNIS, ref=ref)
    done_on(page)[0].set_value("2026-11-23")
    done_on(page)[2].set_value("2026-11-22")

    press(page, SEND)

    assert page.success[0].value == "Bedankt, uw 2 antwoorden zijn binnen. 1 vraag blijft open voor later."
    assert open_actions(house, ref) == {"action:2"}
    assert not [each for each in page.button if each.label == SEND]


def test_a_form_in_which_nothing_was_filled_in_says_so(house: Any, ref: str, look: Look, read: Any) -> None:
    page = press(look("case", DENNIS, ref=ref), SEND)

    assert "Er is nog niets ingevuld" in read(page)
    assert open_actions(house, ref) == ACTIONS


def test_one_section_that_does_not_fit_keeps_everything_as_it_was_typed(
    house: Any, ref: str, look: Look, read: Callable[[Any], str]
) -> None:
    page = look("case", DENNIS, ref=ref)
    done_on(page)[0].set_value("2026-11-23")
    done_on(page)[1].set_value("2027-06-01")
    at(page.text_area, "/words")[1].set_value("Gebeld 💬 en gesproken")

    press(page, SEND)

    assert "Er is nog niets verstuurd. Kijk nog eens naar vraag 2;" in read(page)
    assert "toekomst" in read(page)
    assert open_actions(house, ref) == ACTIONS
    assert [str(each.value) for each in done_on(page)] == ["2026-11-23", "2027-06-01", "None"]
    assert at(page.text_area, "/words")[1].value == "Gebeld 💬 en gesproken"


def test_what_does_not_fit_yet_may_wait_while_the_rest_is_sent_and_what_was_typed_stays(
    house: Any, ref: str, look: Look
) -> None:
    page = look("case", DENNIS, ref=ref)
    done_on(page)[0].set_value("2026-11-23")
    done_on(page)[1].set_value("2027-06-01")
    press(page, SEND)

    (later,) = at(page.checkbox, "#later")
    later.check()
    press(page, SEND)

    assert page.success[0].value == "Bedankt, uw antwoord is binnen. 2 vragen blijven open voor later."
    assert open_actions(house, ref) == {"action:2", "action:3"}
    assert [str(each.value) for each in done_on(page)] == ["2027-06-01", "None"]


def test_another_answer_to_one_of_them_goes_with_the_rest(house: Any, ref: str, look: Look) -> None:
    page = look("case", DENNIS, ref=ref)
    done_on(page)[0].set_value("2026-11-23")
    at(page.date_input, ".needs_longer/until")[1].set_value("2026-12-15")
    at(page.selectbox, ".needs_longer/code")[1].set_value("no place")

    press(page, SEND)

    assert page.success[0].value.startswith("Bedankt, uw antwoord is binnen. Genoteerd, met de nieuwe datum.")
    assert open_actions(house, ref) == {"action:2", "action:3"}


def test_two_answers_to_one_question_are_one_too_many(house: Any, ref: str, look: Look, read: Any) -> None:
    page = look("case", DENNIS, ref=ref)
    done_on(page)[0].set_value("2026-11-23")
    at(page.date_input, ".needs_longer/until")[0].set_value("2026-12-15")

    press(page, SEND)

    assert "Hier zijn twee antwoorden ingevuld. Laat er één weg." in read(page)
    assert open_actions(house, ref) == ACTIONS


def test_what_somebody_else_answered_meanwhile_is_told_and_the_rest_can_be_sent_again(
    house: Any, ref: str, look: Look
) -> None:
    page = look("case", DENNIS, ref=ref)
    done_on(page)[0].set_value("2026-11-23")
    done_on(page)[1].set_value("2026-11-22")
    house.answer(ref, DENNIS, "action:1", done_on="2026-11-23")

    press(page, SEND)

    assert "net al beantwoord of ingetrokken; wat u daarop zei, is bewaard" in page.info[0].value
    assert open_actions(house, ref) == {"action:2", "action:3"}
    assert [str(each.value) for each in done_on(page)] == ["2026-11-22", "None"]
    press(page, SEND)
    assert open_actions(house, ref) == {"action:3"}


def test_what_was_changed_meanwhile_is_looked_at_again_with_what_was_typed(house: Any, ref: str, look: Look) -> None:
    page = look("case", DENNIS, ref=ref)
    done_on(page)[0].set_value("2026-11-23")
    done_on(page)[1].set_value("2026-11-22")
    house.answer(ref, DENNIS, "action:1", needs_longer={"until": "2026-12-15", "code": "no place"})

    press(page, SEND)

    assert "is intussen veranderd, daarom is er nog niets verstuurd" in page.info[0].value
    assert open_actions(house, ref) == ACTIONS
    assert sorted(str(each.value) for each in done_on(page)) == ["2026-11-22", "2026-11-23", "None"]
    press(page, SEND)
    assert open_actions(house, ref) == {"action:3"}


def test_of_two_windows_the_second_hears_it_and_nothing_is_done_twice(house: Any, ref: str, look: Look) -> None:
    first, second = look("case", DENNIS, ref=ref), look("case", DENNIS, ref=ref)
    for page in (first, second):
        for place in range(2):
            done_on(page)[place].set_value("2026-11-23")

    press(first, SEND)
    press(second, SEND)

    assert [each.value for each in second.success] == [
        "Bedankt, uw 2 antwoorden zijn binnen. 1 vraag blijft open voor later."
    ]
    with house.office.store.read(house.now) as tx:
        said = [row.key for row in tx.session.exec(select(Statement)) if row.key in ACTIONS]
    assert sorted(said) == ["action:1", "action:2"]


def test_a_question_that_takes_a_plain_yes_is_answered_by_ticking_it(house: Any, look: Look) -> None:
    debt = {"asked_on": "2026-11-16", "term": "debt talk", "words": "Een gesprek over schulden."}
    ref = house.register(BRAM, running=[{"agency": house.agency("geldloket"), **debt}])
    house.answer(ref, ILSE, "weighing", decision="consultant", case_manager=house.professional(DENNIS))
    assert house.open_keys(ref) == {"case-manager", "running:1"}
    page = look("case", DENNIS, ref=ref)

    (yes,) = [each for each in page.checkbox if each.label == "Ja"]
    yes.check()
    press(page, SEND)

    assert page.success[0].value == "Bedankt, uw antwoord is binnen. 1 vraag blijft open voor later."
    house.go_on()
    assert "case-manager" not in house.open_keys(ref)


def test_what_an_agency_said_in_a_talk_is_recorded_on_one_form_with_who_and_when(
    house: Any, ref: str, look: Look
) -> None:
    page = unfolded(
        look("case", RUBEN, ref=ref), "Geldloket (Dennis Culemborg): Is gedaan wat u heeft afgesproken? (3x)"
    )
    done_on(page)[0].set_value("2026-11-20")
    done_on(page)[1].set_value("2026-11-20")
    (on,) = [each for each in page.date_input if each.key.endswith("/said.when") and each.key.startswith("s")]
    on.set_value("2026-11-21")

    press(page, RECORD)

    assert open_actions(house, ref) == {"action:3"}
    with house.office.store.read(house.now) as tx:
        said = [row for row in tx.session.exec(select(Statement)) if row.key in ACTIONS]
    assert {row.said_by_professional_id for row in said} == {house.viewer(DENNIS).professional_id}
    assert {row.recorded_by_id for row in said} == {house.viewer(RUBEN).professional_id}
    assert {row.said_at.date().isoformat() for row in said} == {"2026-11-21"}


def unfolded(page: Any, title: str) -> Any:
    """The page with that part of it open."""
    (fold,) = [each for each in page.expander if each.label.replace("\\", "").startswith(title)]
    page.session_state[fold.key] = True
    return page.run()
