"""What somebody types to a command is kept for them alone, whatever becomes of their connection, until it is done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from dashboard.part.command_draft import put_back
from flows.commands.ending import cut_short
from flows.commands.pause import pause
from flows.commands.term import change_term
from flows.queries.command_draft import KeptForm
from models.tables import CaseFile, CommandDraft, Note, Pause, TermRow

RUBEN, ILSE = "ruben.dijkzicht@aanmeldpunt.example", "ilse.verhagen@aanmeldpunt.example"
TYPED = "Moeder wil eerst zelf bellen 💬"
PEOPLE, QUESTIONS = "Youth and people", "Questions and time"
Look = Callable[..., AppTest]


@pytest.fixture
def ref(house: Any) -> str:
    return str(house.until_plan())


def look_at(
    house: Any, look: Look, ref: str, who: str = RUBEN, group: str | None = None, tab: str = "Iets doen"
) -> Any:
    """The case anew, as after a lost connection, with one of its parts open."""
    with house.office.store.read(house.now) as tx:
        number = tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one()
    page = look("case", who, ref=ref)
    page.session_state[f"tab{number}"] = tab
    if group:
        page.session_state[f"group{number}"] = group
    page.run()
    assert not page.exception, [each.value for each in page.exception]
    return page


def field(page: Any, kind: str, command: str, name: str) -> Any:
    (found,) = (
        each for each in page.get(kind) if f".{command}" in str(each.key) and str(each.key).endswith(f"/{name}")
    )
    return found


def send(page: Any, command: str) -> Any:
    (button,) = (each for each in page.button if f".{command}" in str(each.key) and str(each.key).endswith("#send"))
    page = button.click().run()
    assert not page.exception, [each.value for each in page.exception]
    return page


def unfolded(page: Any) -> list[str]:
    return [each.label for each in page.expander if each.proto.expanded]


def told(page: Any) -> str:
    return " ".join(each.value for each in page.info).replace("\\", "")


def rows(house: Any, table: Any = CommandDraft) -> list[Any]:
    with house.office.store.read(house.now) as tx:
        return list(tx.session.exec(select(table)))


def begin_note(house: Any, look: Look, ref: str) -> Any:
    page = look_at(house, look, ref, group=PEOPLE)
    return field(page, "text_area", "write_note", "words").set_value(TYPED).run()


def begin_pause(house: Any, look: Look, ref: str) -> Any:
    page = look_at(house, look, ref, group=QUESTIONS)
    which = field(page, "selectbox", "pause", "key")
    which.set_value(next(option for option in which.options if option.startswith("Geldloket")))
    return field(page, "text_area", "pause", "words").set_value(TYPED).run()


def test_what_was_typed_stands_there_again_where_one_looks_first(house: Any, ref: str, look: Look) -> None:
    begin_note(house, look, ref)

    page = look_at(house, look, ref)

    assert field(page, "text_area", "write_note", "words").value == TYPED
    assert "Een aantekening naast de casus maken" in unfolded(page)
    assert "nog niet verstuurd" in told(page)
    assert not field(page, "text_input", "add_person", "given_name").value


def test_a_long_paste_is_kept_whole_and_refused_at_its_field_with_how_much_it_holds(
    house: Any, ref: str, look: Look, words: Any
) -> None:
    pasted = {"text_area": TYPED * 5_000, "text_input": "Roos" * 75}
    page = look_at(house, look, ref, group=PEOPLE)
    note, name = field(page, "text_area", "write_note", "words"), field(page, "text_input", "add_person", "given_name")
    assert note.proto.max_chars > len(pasted["text_area"]), "the browser takes it"
    assert name.proto.max_chars > len(pasted["text_input"]), "the browser takes it"
    note.set_value(pasted["text_area"]).run()
    name.set_value(pasted["text_input"]).run()

    page = send(send(look_at(house, look, ref), "write_note"), "add_person")

    assert "Hier passen hoogstens 80 tekens, en het zijn er nu 300" in words(page)
    assert field(page, "text_area", "write_note", "words").value == pasted["text_area"]
    assert field(page, "text_input", "add_person", "given_name").value == pasted["text_input"]


def test_nothing_is_kept_of_a_form_in_which_nobody_typed_or_of_which_all_was_taken_away(
    house: Any, ref: str, look: Look
) -> None:
    look_at(house, look, ref, group=PEOPLE).run()
    assert not rows(house)

    page = begin_note(house, look, ref)
    assert len(rows(house)) == 1
    page = look_at(house, look, ref)
    field(page, "text_area", "write_note", "words").set_value("").run()

    assert not rows(house)


def test_nothing_is_left_once_it_was_done_and_what_was_typed_elsewhere_stays(house: Any, ref: str, look: Look) -> None:
    page = begin_note(house, look, ref)
    field(page, "text_input", "add_person", "given_name").set_value("Riet").run()
    field(page, "radio", "write_note", "kind").set_value("private")

    page = send(page, "write_note")

    assert [note.words for note in rows(house, Note)] == [TYPED]
    assert [row.command for row in rows(house)] == ["add_person"]
    assert not field(page, "text_area", "write_note", "words").value
    assert field(page, "text_input", "add_person", "given_name").value == "Riet"


def test_a_form_that_is_refused_keeps_what_was_typed_through_a_reload(house: Any, ref: str, look: Look) -> None:
    send(begin_note(house, look, ref), "write_note")
    assert not rows(house, Note)

    assert field(look_at(house, look, ref), "text_area", "write_note", "words").value == TYPED


def test_the_tick_that_one_is_sure_is_given_anew(house: Any, ref: str, look: Look) -> None:
    page = look_at(house, look, ref, group=QUESTIONS)
    field(page, "selectbox", "withdraw", "key").select_index(0)
    field(page, "checkbox", "withdraw", "sure").check().run()

    page = look_at(house, look, ref)

    assert field(page, "selectbox", "withdraw", "key").value is not None
    assert not field(page, "checkbox", "withdraw", "sure").value


def test_nobody_else_sees_what_was_typed(house: Any, ref: str, look: Look, words: Callable[[AppTest], str]) -> None:
    begin_note(house, look, ref)

    assert TYPED not in words(look_at(house, look, ref, who=ILSE, group=PEOPLE))


def test_who_comes_back_to_a_question_that_was_changed_reads_what_happened_and_keeps_their_words(
    house: Any, ref: str, look: Look
) -> None:
    begin_pause(house, look, ref)
    house.later(hours=1)
    said = {"code": "youth away", "until": str(house.now.date() + timedelta(days=5))}
    pause(house.office.store, house.viewer(ILSE), ref, "action:1", said, house.now)

    page = look_at(house, look, ref)

    assert "De klok staat stil voor Geldloket" in told(page)
    assert field(page, "text_area", "pause", "words").value == TYPED
    assert str(field(page, "selectbox", "pause", "key").value).split(".")[1:] == ["2", "action:1"]


def test_what_cannot_be_done_any_more_shows_the_words_and_nothing_is_lost(house: Any, ref: str, look: Look) -> None:
    begin_pause(house, look, ref)
    with house.office.store.write(house.now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()
        case.consultant_id = None
        tx.session.add(case)

    page = look_at(house, look, ref, tab="Iets doen")

    assert TYPED in [each.value for each in page.text] or TYPED in [each.value for each in page.text_area]


def test_nothing_is_left_once_the_case_ends(house: Any, ref: str, look: Look) -> None:
    begin_pause(house, look, ref)

    cut_short(house.office.store, house.viewer(ILSE), ref, "youth stopped", house.now)
    house.go_on()

    assert not rows(house)
    assert not rows(house, Pause)


def test_putting_an_answer_right_goes_on_at_the_answer_that_was_chosen(house: Any, ref: str, look: Look) -> None:
    page = look_at(house, look, ref, tab="Tijdlijn")
    (box,) = (each for each in page.selectbox if ".correct." in str(each.key))
    page = box.select(next(option for option in box.options if "Wat past bij deze jongere" in option)).run()
    field(page, "text_area", "correct", "why corrected").set_value(TYPED).run()

    page = look_at(house, look, ref, tab="Tijdlijn")

    assert field(page, "text_area", "correct", "why corrected").value == TYPED
    field(page, "text_area", "correct", "why").set_value("Er is een mentor.")
    send(page, "correct")
    assert not rows(house)


def region(look: Look) -> Any:
    page = look("region", ILSE)
    page.session_state["region tab"] = "Termijnen"
    return page.run()


def test_of_a_form_that_begins_with_what_holds_only_what_one_changed_oneself_comes_back(house: Any, look: Look) -> None:
    page = region(look)
    (box,) = (each for each in page.selectbox if "r.change_term.about" in str(each.key))
    page = box.select(box.options[0]).run()
    name = str(field(page, "text_input", "change_term", "amount").key).split(".")[2]
    field(page, "text_area", "change_term", "ground").set_value(TYPED).run()
    theirs = {"name": name, "amount": "7 working days", "valid_from": str(house.now.date()), "ground": "Het overleg."}
    change_term(house.office.store, house.viewer(ILSE), theirs, house.now)

    page = region(look)

    assert field(page, "text_area", "change_term", "ground").value == TYPED
    assert field(page, "text_input", "change_term", "amount").value == "7 werkdagen"
    assert "Het overleg." in told(page)
    field(page, "date_input", "change_term", "valid_from").set_value(house.now.date())
    send(page, "change_term")
    assert (7, TYPED) in [(row.amount, row.ground) for row in rows(house, TermRow)]
    assert not rows(house)


def test_what_one_did_not_touch_follows_the_others_and_what_one_emptied_stays_empty() -> None:
    before = {"name": "Geldloket", "phone": "0344 1", "town": "Tiel"}
    kept = KeptForm({"name": "Geldloket", "town": "Buren"}, before, datetime(2026, 11, 23, tzinfo=UTC))

    assert put_back({**before, "name": "Loket", "phone": "0344 2"}, kept) == {"name": "Loket", "town": "Buren"}
    assert put_back(before, replace(kept, content=before)) == before
