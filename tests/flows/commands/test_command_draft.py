"""What is typed to a command is kept for who may give it, sealed, until it is carried out or its case is over."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from flows.commands.answer_draft import Typed as TypedAnswer
from flows.commands.answer_draft import keep_typed as keep_answer
from flows.commands.command_draft import Place, Typed, forget_typed, keep_typed
from flows.commands.ending import cut_short
from flows.commands.leave import leaves
from flows.queries.command_draft import typed_to_commands
from models.refusal import NotAllowed, Unknown
from models.tables import AnswerDraft, CommandDraft, LogLine

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
WORDS = "Moeder wil eerst zelf bellen"
TERM = Place("change_term", chosen="accept")


@pytest.fixture
def ref(desk: Any) -> str:
    return str(desk.guided(desk.register()))


def keep(desk: Any, who: str, place: Place, **content: Any) -> bool:
    return keep_typed(desk.store, desk.viewer(who), place, Typed(content, {}), desk.now)


def kept(desk: Any, who: str, ref: str = "") -> dict[tuple[str, str], dict[str, Any]]:
    with desk.store.read(desk.now) as tx:
        found = typed_to_commands(tx, desk.viewer(who), ref)
    return {place: dict(form.content) for place, form in found.items()}


def rows(desk: Any, table: Any = CommandDraft) -> int:
    with desk.store.read(desk.now) as tx:
        return len(tx.session.exec(select(table)).all())


def test_each_person_has_what_they_typed_themselves_for_each_command(desk: Any, ref: str) -> None:
    keep(desk, FATIMA, Place("write_note", ref), words=WORDS)
    keep(desk, FATIMA, Place("pause", ref), words="De vakantie")
    keep(desk, ILSE, Place("write_note", ref), words="Iets anders")

    assert kept(desk, FATIMA, ref) == {("write_note", ref): {"words": WORDS}, ("pause", ref): {"words": "De vakantie"}}
    assert kept(desk, ILSE, ref) == {("write_note", ref): {"words": "Iets anders"}}
    assert kept(desk, BRAM, ref) == kept(desk, FATIMA) == {}


def test_the_last_thing_typed_counts_and_an_emptied_form_is_gone(desk: Any, ref: str) -> None:
    note = Place("write_note", ref)
    keep(desk, FATIMA, note, words="Eerst")
    keep(desk, FATIMA, note, words=WORDS)
    assert kept(desk, FATIMA, ref) == {("write_note", ref): {"words": WORDS}}

    keep(desk, FATIMA, note)

    assert rows(desk) == 0


def test_who_may_not_give_a_command_can_keep_nothing_of_it(desk: Any, ref: str) -> None:
    with pytest.raises(NotAllowed):
        keep(desk, BRAM, Place("withdraw", ref), words=WORDS)
    with pytest.raises(NotAllowed):
        keep(desk, FATIMA, Place("no such command", ref), words=WORDS)
    with pytest.raises(NotAllowed):
        keep(desk, FATIMA, TERM, words=WORDS)

    assert rows(desk) == 0


def test_who_has_no_part_in_a_case_is_not_told_that_it_is_there(desk: Any, ref: str) -> None:
    refused = []
    for number in (ref, "VN-NOWHERE"):
        with pytest.raises(Unknown) as unknown:
            keep(desk, DENNIS, Place("write_note", number), words=WORDS)
        refused.append(unknown.value.text("en").replace(number, ""))

    assert refused[0] == refused[1]


def test_it_is_unreadable_in_the_database_and_stands_in_no_log(desk: Any, ref: str) -> None:
    lines = rows(desk, LogLine)

    keep(desk, FATIMA, Place("write_note", ref), words=WORDS)

    with desk.store.read(desk.now) as tx:
        assert "Moeder" not in tx.connection.execute(text("SELECT typed FROM command_draft")).scalar_one()
    assert rows(desk, LogLine) == lines


def test_nothing_is_left_once_it_was_done(desk: Any, ref: str) -> None:
    keep(desk, FATIMA, Place("write_note", ref), words=WORDS)
    keep(desk, FATIMA, Place("correct", ref, "1"), words=WORDS)

    with desk.store.write(desk.now) as tx:
        forget_typed(tx, desk.viewer(FATIMA), Place("write_note", ref))
        forget_typed(tx, desk.viewer(ILSE), Place("correct", ref, "1"))

    assert set(kept(desk, FATIMA, ref)) == {("correct", f"{ref} 1")}


def test_nothing_is_left_once_the_case_is_closed(desk: Any, ref: str) -> None:
    elsewhere = str(desk.guided(desk.register(given_name="Noor", birth_on="2009-02-01")))
    for number in (ref, elsewhere):
        keep(desk, FATIMA, Place("write_note", number), words=WORDS)

    cut_short(desk.store, desk.viewer(ILSE), ref, "youth stopped", desk.now)
    desk.carry()

    assert desk.file(ref).closed_at is not None
    assert kept(desk, FATIMA, ref) == {}
    assert len(kept(desk, FATIMA, elsewhere)) == 1


def test_nothing_is_left_of_what_somebody_was_typing_who_does_not_work_here_any_more(desk: Any, ref: str) -> None:
    wait = next(iter(desk.waits(ref).values()))
    keep_answer(desk.store, desk.viewer(FATIMA), TypedAnswer(ref, wait.id, wait.turn, "", {"words": WORDS}), desk.now)
    keep(desk, FATIMA, Place("write_note", ref), words=WORDS)
    keep(desk, ILSE, Place("write_note", ref), words=WORDS)
    assert rows(desk, AnswerDraft) == 1

    leaves(desk.store, desk.viewer(ILSE), FATIMA, {"on": str(desk.today)}, desk.now)

    assert rows(desk, AnswerDraft) == 0
    assert len(kept(desk, ILSE, ref)) == rows(desk) == 1


def test_what_is_typed_about_the_region_is_kept_by_what_was_chosen_there(desk: Any) -> None:
    keep(desk, ILSE, TERM, ground="Zo afgesproken")
    keep(desk, ILSE, Place("change_term", chosen="plan"), ground="Iets anders")

    assert kept(desk, ILSE)["change_term", "accept"] == {"ground": "Zo afgesproken"}
    assert len(kept(desk, ILSE)) == 2


@pytest.mark.parametrize("command", ["hold_case", "open_in_emergency"])
def test_a_form_of_the_region_that_names_a_case_keeps_nothing_since_it_could_not_go_with_it(
    desk: Any, command: str
) -> None:
    assert not keep(desk, ILSE, Place(command), words=WORDS)

    assert rows(desk) == 0
