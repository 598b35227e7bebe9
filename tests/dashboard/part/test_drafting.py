"""What somebody types to an open question is kept for them alone, whatever becomes of their connection."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from flows.commands.ending import cut_short
from flows.commands.pause import pause
from models.tables import AnswerDraft

RUBEN, DENNIS = "ruben.dijkzicht@aanmeldpunt.example", "dennis.culemborg@geldloket.example"
ILSE = "ilse.verhagen@aanmeldpunt.example"
TYPED = "De verhuurder belt terug 💬"
Look = Callable[..., AppTest]


@pytest.fixture
def ref(house: Any) -> str:
    return str(house.until_plan())


def type_words(page: AppTest) -> AppTest:
    """Types into the field for words, and leaves it."""
    return page.text_area[0].set_value(TYPED).run()


def press(page: AppTest, label: str) -> AppTest:
    return next(each for each in page.button if each.label == label).click().run()


def drafts(house: Any) -> list[AnswerDraft]:
    with house.office.store.read(house.now) as tx:
        return list(tx.session.exec(select(AnswerDraft)))


def test_what_was_typed_stands_there_again_after_the_connection_was_lost(house: Any, ref: str, look: Look) -> None:
    type_words(look("case", DENNIS, ref=ref))

    page = look("case", DENNIS, ref=ref)

    assert page.text_area[0].value == TYPED
    assert any("bewaard als concept" in each.value for each in page.caption)


def test_a_long_paste_is_kept_whole_as_a_draft(house: Any, ref: str, look: Look) -> None:
    pasted = TYPED * 5_000
    page = look("case", DENNIS, ref=ref)
    assert page.text_area[0].proto.max_chars > len(pasted), "the browser takes it"
    page.text_area[0].set_value(pasted).run()

    assert look("case", DENNIS, ref=ref).text_area[0].value == pasted


def test_nothing_is_kept_of_a_form_in_which_nobody_typed(house: Any, ref: str, look: Look) -> None:
    look("case", DENNIS, ref=ref).run()

    assert not drafts(house)


def test_what_was_typed_and_taken_away_again_is_not_kept(house: Any, ref: str, look: Look) -> None:
    page = type_words(look("case", DENNIS, ref=ref))
    assert drafts(house)

    page.text_area[0].set_value("").run()

    assert not drafts(house)


def test_a_form_that_is_refused_keeps_what_was_typed_through_a_reload(house: Any, ref: str, look: Look) -> None:
    page = look("case", DENNIS, ref=ref)
    page.text_area[0].set_value(TYPED)
    press(page, "Antwoord versturen")
    assert "action:1" in house.open_keys(ref)

    assert look("case", DENNIS, ref=ref).text_area[0].value == TYPED


def test_another_answer_that_was_begun_is_kept_beside_it(house: Any, ref: str, look: Look) -> None:
    page = type_words(look("case", DENNIS, ref=ref))
    other = [each for each in page.date_input if str(each.key).endswith(".needs_longer/until")]
    other[0].set_value(house.now.date() + timedelta(days=12)).run()

    again = look("case", DENNIS, ref=ref)

    other = [each for each in again.date_input if str(each.key).endswith(".needs_longer/until")]
    assert (other[0].value, again.text_area[0].value) == (house.now.date() + timedelta(days=12), TYPED)


def test_when_it_was_said_is_kept_with_what_was_said(house: Any, ref: str, look: Look) -> None:
    page = type_words(look("case", DENNIS, ref=ref))
    said = [each for each in page.date_input if str(each.key).endswith("/said.when")]
    said[0].set_value(house.now.date() - timedelta(days=2)).run()

    again = look("case", DENNIS, ref=ref)

    said = [each for each in again.date_input if str(each.key).endswith("/said.when")]
    assert said[0].value == house.now.date() - timedelta(days=2)


def test_nobody_else_sees_what_was_typed(house: Any, ref: str, look: Look, words: Callable[[AppTest], str]) -> None:
    type_words(look("case", DENNIS, ref=ref))

    page = look("case", RUBEN, ref=ref)
    for fold in page.expander:
        page.session_state[fold.proto.id] = True

    assert TYPED not in words(page.run())


def test_nothing_is_left_of_a_draft_once_the_answer_was_sent(house: Any, ref: str, look: Look) -> None:
    page = type_words(look("case", DENNIS, ref=ref))
    page.date_input[0].set_value(house.now.date())

    press(page, "Antwoord versturen")

    assert page.success
    assert not drafts(house)


def test_nothing_is_left_of_a_draft_once_a_new_day_was_agreed_instead(house: Any, ref: str, look: Look) -> None:
    type_words(look("case", DENNIS, ref=ref))

    until = str(house.now.date() + timedelta(days=20))
    house.answer(ref, DENNIS, "action:1", needs_longer={"until": until, "code": "too many cases"})

    assert "action:1" in house.open_keys(ref)
    assert not drafts(house)


def test_nothing_is_left_of_a_draft_once_the_case_ends(house: Any, ref: str, look: Look) -> None:
    type_words(look("case", DENNIS, ref=ref))

    cut_short(house.office.store, house.viewer(ILSE), ref, "youth stopped", house.now)
    house.go_on()

    assert not drafts(house)


def test_who_comes_back_to_a_question_that_was_changed_reads_what_happened_and_keeps_their_words(
    house: Any, ref: str, look: Look
) -> None:
    type_words(look("case", DENNIS, ref=ref))
    house.later(hours=1)
    said = {"code": "youth away", "until": str(house.now.date() + timedelta(days=5))}
    pause(house.office.store, house.viewer(RUBEN), ref, "action:1", said, house.now)

    page = look("case", DENNIS, ref=ref)

    news = " ".join(each.value for each in page.info).replace("\\", "")
    assert "deze vraag is daarna veranderd" in news
    assert "De klok staat stil voor Geldloket" in news
    assert page.text_area[0].value == TYPED


def test_a_question_of_a_sitting_keeps_what_was_typed_to_it(house: Any, look: Look) -> None:
    ref = str(house.until_plan("Een betaalplan maken"))
    page = look("case", DENNIS, ref=ref)
    page.text_area[1].set_value(TYPED).run()

    again = look("case", DENNIS, ref=ref)

    assert [each.value for each in again.text_area[:2]] != [TYPED, TYPED]
    assert TYPED in [each.value for each in again.text_area]
    again.date_input[0].set_value(house.now.date())
    assert len(drafts(house)) == 1
