"""Ten questions one after another: each with its form, none lost, and at the end what was done."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

BRAM, DENNIS = "bram.hoevelaar@waalzicht.example", "dennis.culemborg@geldloket.example"
RIA, ANOUK = "ria.deil@geldloket.example", "anouk.beesd@ggd.example"
ILSE = "ilse.verhagen@aanmeldpunt.example"
MORE = ("Een betaalplan maken", "De zorgtoeslag aanvragen")
TYPED = "Gebeld, wordt vervolgd"
Look = Callable[..., AppTest]


@pytest.fixture
def ref(house: Any) -> str:
    return str(house.until_plan(*MORE))


@pytest.fixture
def page(ref: str, look: Look) -> AppTest:
    return look("queue", DENNIS, begin="1")


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [each for each in page.button if each.label == label]
    return button.click().run()


def send(page: AppTest, house: Any) -> AppTest:
    page.date_input[0].set_value(house.now.date())
    return press(page, "Antwoord versturen")


def progress(words: Callable[[AppTest], str], page: AppTest) -> str:
    return next(line for line in (f"{n} van 3" for n in range(1, 4)) if line in _all(page))


def _all(page: AppTest) -> str:
    return " ".join(str(each.proto) for each in page.main.children.values())


def test_each_question_has_a_form_of_its_own_and_the_next_comes_by_itself(
    house: Any, ref: str, page: AppTest, words: Any
) -> None:
    assert "1 van 3" in _all(page)

    send(page, house)

    assert page.success[0].value == "Bedankt, uw antwoord is binnen."
    assert "2 van 3" in _all(page)
    assert house.open_keys(ref) & {"action:1", "action:2", "action:3"} == {"action:2", "action:3"}


def test_at_the_end_stands_what_was_done_and_what_is_left_for_later(
    house: Any, ref: str, page: AppTest, words: Any
) -> None:
    send(page, house)
    press(page, "Later")
    send(page, house)

    assert "Klaar: 2 vragen beantwoord." in words(page)
    assert "Beantwoord (2)" in words(page)
    assert "Bewaard voor later (1)" in words(page)
    assert house.open_keys(ref) & {"action:1", "action:2", "action:3"} == {"action:2"}


def test_what_is_left_for_later_keeps_what_was_typed(house: Any, ref: str, page: AppTest, look: Look) -> None:
    page.text_area[0].set_value(TYPED).run()

    press(page, "Later")

    assert page.text_area[0].value != TYPED
    assert TYPED in [each.value for each in look("case", DENNIS, ref=ref).text_area]


def test_next_comes_back_at_the_end_of_the_row_with_what_was_typed(house: Any, page: AppTest) -> None:
    page.text_area[0].set_value(TYPED).run()
    press(page, "Volgende")
    assert page.text_area[0].value != TYPED
    send(page, house)
    send(page, house)

    assert "3 van 3" in _all(page)
    assert page.text_area[0].value == TYPED


def test_what_a_colleague_answered_meanwhile_leaves_the_row_and_is_told(
    house: Any, ref: str, page: AppTest, words: Any
) -> None:
    house.answer(ref, DENNIS, "action:1", done_on=str(house.now.date()))
    for key in ("action:2", "action:3"):
        house.answer(ref, RIA, key, done_on=str(house.now.date()))

    page.run()

    assert "Beantwoord (1)" in words(page)
    assert "Door iemand anders beantwoord, of niet meer nodig (2)" in words(page)


def test_an_answer_that_does_not_fit_stays_on_the_page_as_it_was_typed(house: Any, page: AppTest) -> None:
    page.text_area[0].set_value(TYPED)
    press(page, "Antwoord versturen")

    assert "1 van 3" in _all(page)
    assert page.text_area[0].value == TYPED


def test_an_answer_that_crossed_that_of_a_colleague_is_told_and_kept(
    house: Any, ref: str, page: AppTest, words: Any
) -> None:
    house.answer(ref, RIA, "action:1", done_on=str(house.now.date()))

    send(page, house)

    assert any("net al beantwoord" in each.value for each in page.info)
    assert "2 van 3" in _all(page)


def test_no_more_than_ten_stand_in_a_row_and_the_next_ten_follow(house: Any, look: Look, words: Any) -> None:
    for letter in "abcdefghijk":
        house.register(BRAM, given_name=f"Noor{letter}", worry=f"Zorg {letter}")
    page = look("queue", ILSE, begin="1")
    assert "1 van 10" in _all(page)
    for _ in range(10):
        press(page, "Later")
    assert "Bewaard voor later (10)" in words(page)

    press(page, "Verder met de volgende tien")

    assert "1 van 10" in _all(page)


@pytest.mark.parametrize("first", ["999999", "0", "x", "9" * 30, "-1"])
def test_a_question_that_is_not_ones_own_cannot_be_asked_for(
    house: Any, ref: str, look: Look, words: Any, first: str
) -> None:
    page = look("queue", ANOUK, begin="1", first=first)

    assert "Niemand wacht op u." in words(page)
    assert ref not in words(page)


def test_a_page_that_is_loaded_again_goes_on_with_what_is_still_open_of_the_row(
    house: Any, page: AppTest, look: Look, words: Any
) -> None:
    row = str(page.query_params["row"])
    numbers = row.split(".")
    assert "begin" not in page.query_params

    again = look("queue", DENNIS, row=".".join(reversed(numbers)))

    assert progress(words, again) == "1 van 3"
    assert list(again.session_state["row of ten"].lines) == [int(each) for each in reversed(numbers)]
    stranger = look("queue", ANOUK, row=row)
    assert set(stranger.session_state["row of ten"].lines).isdisjoint(map(int, numbers))
