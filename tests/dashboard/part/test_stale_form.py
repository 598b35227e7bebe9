"""What somebody else did between drawing a form and sending it is noticed, said, and costs nobody what they typed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from dashboard.part.command_field import ON_CASE_PAGE
from dashboard.part.command_group import GROUPS
from flows.acts.act import About
from flows.commands.ending import cut_short
from flows.commands.ladder import escalate
from flows.commands.meeting import cancel_meeting, move_meeting, start_meeting
from flows.commands.pause import pause
from models.speech import say
from models.tables import CaseFile, LadderStep, Meeting, Pause, Statement, Wait

RUBEN, DENNIS = "ruben.dijkzicht@aanmeldpunt.example", "dennis.culemborg@geldloket.example"
FATIMA, ILSE = "fatima.bouzidi@doorstroompunt.example", "ilse.verhagen@aanmeldpunt.example"
TYPED = "Dit staat hier al, en blijft."
Look = Callable[..., AppTest]
OF_A_QUESTION = sorted(name for name, act in ON_CASE_PAGE.items() if act.about is About.QUESTION)
OF_A_MEETING = sorted(name for name, act in ON_CASE_PAGE.items() if act.sight is not None)


class Form:
    """The form of one command on the page of a case, as somebody sees it."""

    def __init__(self, house: Any, look: Look, who: str, ref: str, name: str) -> None:
        with house.office.store.read(house.now) as tx:
            number = tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one()
        self.key = f"c{number}.{name}.0"
        self.page = look("case", who, ref=ref)
        self.page.session_state[f"tab{number}"] = "Iets doen"
        self.page.session_state[f"group{number}"] = next(title for title, names in GROUPS.items() if name in names)
        self.page.run()

    def widgets(self, kind: str) -> list[Any]:
        return [each for each in getattr(self.page, kind) if (each.key or "").startswith(f"{self.key}/")]

    def fill(self, house: Any) -> None:
        """Everything, with the first of each list, and a day next week."""
        for each in self.widgets("selectbox") + self.widgets("radio"):
            theirs = [option for option in each.options if option.startswith("Geldloket")]
            each.set_value((theirs or each.options or [None])[0])
        for each in self.widgets("text_area") + self.widgets("text_input"):
            each.set_value(TYPED)
        for each in self.widgets("number_input"):
            each.set_value(1)
        for each in self.widgets("date_input"):
            if not each.key.endswith("letter_on"):
                each.set_value(house.now.date() + timedelta(days=7))
        for each in self.widgets("checkbox"):
            each.check()

    def send(self) -> None:
        next(each for each in self.page.button if each.key == f"{self.key}#send").click().run()
        assert not self.page.exception, [each.value for each in self.page.exception]

    def said(self) -> str:
        return " ".join(each.value for each in self.page.info).replace("\u2060", "").replace("\\", "")

    def typed(self) -> list[str]:
        return [each.value for each in self.widgets("text_area")]


@pytest.fixture
def form(house: Any, look: Look) -> Callable[..., Form]:
    return lambda who, ref, name: Form(house, look, who, ref, name)


def _rows(house: Any, table: Any) -> list[Any]:
    with house.office.store.read(house.now) as tx:
        return list(tx.session.exec(select(table).order_by(col(table.id))))


def _open(house: Any) -> tuple[int, int]:
    """The question of the action: how many times it was changed, and how often it was asked."""
    asked = [row for row in _rows(house, Wait) if row.key == "action:1"]
    return asked[-1].turn, len(asked)


def _waits_too_long(house: Any) -> str:
    ref = str(house.until_plan())
    house.later(weeks=3)
    return ref


@pytest.mark.parametrize("name", OF_A_QUESTION)
def test_nothing_is_done_about_a_question_that_somebody_else_changed_meanwhile(
    house: Any, form: Callable[..., Form], name: str
) -> None:
    ref = _waits_too_long(house)
    drawn = form(DENNIS if name == "contest" else FATIMA, ref, name)
    drawn.fill(house)
    typed = drawn.typed()
    until = str(house.now.date() + timedelta(days=20))
    house.answer(ref, DENNIS, "action:1", needs_longer={"until": until, "code": "too many cases"})
    changed, before = _open(house), (len(_rows(house, Pause)), len(_rows(house, LadderStep)))

    drawn.send()

    assert "is intussen veranderd" in drawn.said()
    assert "Geldloket heeft langer nodig" in drawn.said()
    assert drawn.typed() == typed
    assert _open(house) == changed
    assert (len(_rows(house, Pause)), len(_rows(house, LadderStep))) == before


@pytest.mark.parametrize("name", ["contest", "pause", "step_up"])
def test_nothing_is_done_about_a_question_that_was_answered_meanwhile(
    house: Any, form: Callable[..., Form], name: str
) -> None:
    ref = _waits_too_long(house)
    drawn = form(DENNIS if name == "contest" else FATIMA, ref, name)
    drawn.fill(house)
    typed = drawn.typed()
    house.answer(ref, DENNIS, "action:1", done_on=str(house.now.date()), words="Gebeld.")

    drawn.send()

    if name == "contest":
        assert [each.value for each in drawn.page.success]
        return
    assert "niet open" in drawn.said()
    assert "Geldloket gaf antwoord" in drawn.said()
    assert drawn.typed() == typed


@pytest.mark.parametrize("name", ["contest", "pause"])
def test_what_nobody_changed_is_done_as_it_was_meant(house: Any, form: Callable[..., Form], name: str) -> None:
    drawn = form(DENNIS if name == "contest" else FATIMA, _waits_too_long(house), name)
    drawn.fill(house)

    drawn.send()

    assert drawn.page.success
    assert not drawn.said()


def _planned(house: Any) -> str:
    ref = str(house.until_plan())
    start_meeting(house.office.store, house.viewer(FATIMA), ref, house.now)
    house.go_on()
    people = {"chair": house.professional(ILSE), "minute_taker": house.professional(FATIMA)}
    house.answer(ref, FATIMA, "invitees", agencies=[house.agency("geldloket")], youth=True, **people)
    at = house.now + timedelta(days=9)
    house.answer(ref, FATIMA, "slot", starts_at=at.isoformat(), place="Zaal 1")
    return ref


@pytest.mark.parametrize("name", OF_A_MEETING)
def test_a_meeting_that_somebody_else_moved_meanwhile_is_left_as_it_is(
    house: Any, form: Callable[..., Form], name: str
) -> None:
    ref = _planned(house)
    drawn = form(FATIMA, ref, name)
    assert "Zaal 1" in " ".join(each.value for each in drawn.page.caption)
    drawn.fill(house)
    typed = [each.value for each in drawn.widgets("text_input")]
    slot = {"starts_at": (house.now + timedelta(days=12)).isoformat(), "place": "Zaal 2"}
    move_meeting(house.office.store, house.viewer(RUBEN), ref, house.now, slot)
    house.go_on()
    moved = [(row.starts_at, row.place, row.sequence) for row in _rows(house, Meeting)]

    drawn.send()

    assert "is intussen verzet" in drawn.said()
    assert "Gezegd: het overleg is verplaatst" in drawn.said()
    assert [(row.starts_at, row.place, row.sequence) for row in _rows(house, Meeting)] == moved
    assert "Zaal 2" in " ".join(each.value for each in drawn.page.caption)
    assert [each.value for each in drawn.widgets("text_input")] == typed


@pytest.mark.parametrize("name", OF_A_MEETING)
def test_of_a_meeting_that_somebody_else_cancelled_one_hears_so_with_the_form_kept(
    house: Any, form: Callable[..., Form], name: str
) -> None:
    ref = _planned(house)
    drawn = form(FATIMA, ref, name)
    drawn.fill(house)
    cancel_meeting(house.office.store, house.viewer(RUBEN), ref, house.now)
    house.go_on()

    drawn.send()

    assert "het overleg gaat niet door" in drawn.said()
    assert any(each.key == f"{drawn.key}#send" for each in drawn.page.button)


def test_whoever_takes_a_step_that_was_taken_meanwhile_hears_so(house: Any, form: Callable[..., Form]) -> None:
    ref = _waits_too_long(house)
    taken = max((row.step for row in _rows(house, LadderStep)), default=0)
    drawn = form(FATIMA, ref, "step_up")
    drawn.fill(house)
    drawn.widgets("number_input")[0].set_value(taken + 1)
    said = {"step": taken + 1, "code": "longer than agreed", "words": "Het duurt lang."}
    escalate(house.office.store, house.viewer(RUBEN), ref, "action:1", said, house.now)

    drawn.send()

    assert "al gezet of voorgesteld" in drawn.said()
    assert drawn.typed() == [TYPED]


def test_what_is_not_possible_any_more_in_a_case_that_closed_meanwhile_says_so_and_stays(
    house: Any, form: Callable[..., Form]
) -> None:
    ref = str(house.until_plan())
    drawn = form(ILSE, ref, "cut_short:moved")
    drawn.fill(house)
    cut_short(house.office.store, house.viewer(ILSE), ref, "youth stopped", house.now)
    house.go_on()

    drawn.send()

    assert "is afgesloten" in drawn.said()
    assert drawn.widgets("checkbox")


def test_of_two_colleagues_the_second_hears_who_answered_and_what_they_typed_is_kept(house: Any, look: Look) -> None:
    ref = str(house.until_plan())
    page = look("case", DENNIS, ref=ref)
    page.date_input[0].set_value(house.now.date())
    page.text_area[0].set_value(TYPED)
    house.answer(ref, DENNIS, "action:1", done_on=str(house.now.date()), words="Gebeld.")

    next(each for each in page.button if each.label == "Antwoord versturen").click().run()

    said = " ".join(each.value for each in page.info).replace("\\", "")
    assert "net al beantwoord" in said
    assert "Geldloket gaf antwoord" in said
    assert [row.kind for row in _rows(house, Statement) if TYPED in (row.words or "")] == ["superseded"]


def test_of_a_question_that_changed_meanwhile_what_was_typed_stands_on_its_new_sheet(house: Any, look: Look) -> None:
    ref = str(house.until_plan())
    page = look("case", DENNIS, ref=ref)
    page.date_input[0].set_value(house.now.date())
    page.text_area[0].set_value(TYPED)
    said = {"code": "youth away", "until": str(house.now.date() + timedelta(days=5))}
    pause(house.office.store, house.viewer(RUBEN), ref, "action:1", said, house.now)

    next(each for each in page.button if each.label == "Antwoord versturen").click().run()

    news = " ".join(each.value for each in page.info).replace("\\", "")
    assert "is intussen veranderd" in news
    assert "De klok staat stil voor Geldloket" in news
    assert page.text_area[0].value == TYPED
    assert "action:1" in house.open_keys(ref)


def test_a_command_whose_form_is_drawn_no_more_is_heard_all_the_same(house: Any, form: Callable[..., Form]) -> None:
    ref = str(house.until_plan())
    drawn = form(FATIMA, ref, "start_meeting")
    drawn.page.session_state["clicked"].sheet = drawn.key
    drawn.page.session_state[f"tab{drawn.key[1:].partition('.')[0]}"] = "Nu"

    drawn.page.run()
    house.go_on()

    assert drawn.page.success
    assert "invitees" in house.open_keys(ref)


def test_a_click_on_what_is_nowhere_any_more_says_so_and_leaves_a_fresh_page(house: Any, look: Look) -> None:
    ref = str(house.until_plan())
    page = look("case", FATIMA, ref=ref)
    page.session_state["clicked"].sheet = "q999.1"

    page.run()

    assert next(each.value for each in page.info) == say(
        "That click was not heard. Look at the form, and send it again.", "nl"
    )
    assert page.session_state["clicked"].sheet is None
