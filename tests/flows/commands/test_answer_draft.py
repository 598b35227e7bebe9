"""What is typed to a question is kept for who may answer it, sealed, and no longer than the question is open."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from flows.commands.answer_draft import Typed, keep_typed
from flows.queries.answer_draft import has_typed, typed_by
from models.access import Viewer
from models.refusal import NotAllowed, Unknown
from models.tables import AnswerDraft, LogLine

REF, FATIMA = "VN-TEST222", "fatima.bouzidi@doorstroompunt.example"
DENNIS, RIA = "dennis.culemborg@geldloket.example", "ria.deil@geldloket.example"
ANOUK = "anouk.beesd@ggd.example"
WORDS = "Gebeld met de verhuurder"


@pytest.fixture
def fatima(clockwork: Any) -> Viewer:
    viewer: Viewer = clockwork.guided_by(FATIMA)
    return viewer


def typed(wait: int, *, turn: int = 1, sheet: str = "", **content: Any) -> Typed:
    return Typed(REF, wait, turn, sheet, content)


def kept(clockwork: Any, viewer: Viewer, wait: int) -> Any:
    with clockwork.store.read(clockwork.now) as tx:
        found = typed_by(tx, viewer, wait)
    return found and {name: dict(content) for name, content in found.sheets.items()}


def test_each_person_has_a_draft_of_their_own(clockwork: Any, fatima: Viewer) -> None:
    wait, dennis = clockwork.ask(), clockwork.viewer(DENNIS)

    keep_typed(clockwork.store, dennis, typed(wait, words=WORDS), clockwork.now)
    keep_typed(clockwork.store, fatima, typed(wait, words="Iets anders"), clockwork.now)

    assert kept(clockwork, dennis, wait) == {"": {"words": WORDS}}
    assert kept(clockwork, fatima, wait) == {"": {"words": "Iets anders"}}
    assert kept(clockwork, clockwork.viewer(RIA), wait) is None


def test_the_last_thing_typed_counts_and_an_emptied_sheet_is_gone(clockwork: Any, fatima: Viewer) -> None:
    wait, dennis = clockwork.ask(), clockwork.viewer(DENNIS)
    keep_typed(clockwork.store, dennis, typed(wait, words="Eerst"), clockwork.now)
    keep_typed(clockwork.store, dennis, typed(wait, sheet="cannot", code="no place"), clockwork.now)

    keep_typed(clockwork.store, dennis, typed(wait, words=WORDS), clockwork.now)
    keep_typed(clockwork.store, dennis, typed(wait, sheet="cannot"), clockwork.now)

    assert kept(clockwork, dennis, wait) == {"": {"words": WORDS}}
    with clockwork.store.read(clockwork.now) as tx:
        assert has_typed(tx, dennis, [wait, 999]) == {wait}


def test_another_agency_can_keep_nothing_at_a_question_that_is_not_theirs(clockwork: Any, fatima: Viewer) -> None:
    wait = clockwork.ask()

    with pytest.raises(NotAllowed):
        keep_typed(clockwork.store, clockwork.viewer(ANOUK), typed(wait, words=WORDS), clockwork.now)


def test_a_question_of_another_case_cannot_be_named(clockwork: Any, fatima: Viewer) -> None:
    wait = clockwork.ask()
    elsewhere = Typed("VN-NOWHERE", wait, 1, "", {"words": WORDS})

    with pytest.raises(Unknown):
        keep_typed(clockwork.store, clockwork.viewer(DENNIS), elsewhere, clockwork.now)


def test_nothing_is_kept_once_the_question_is_closed(clockwork: Any, fatima: Viewer) -> None:
    wait, dennis = clockwork.ask(), clockwork.viewer(DENNIS)
    keep_typed(clockwork.store, dennis, typed(wait, words=WORDS), clockwork.now)
    with clockwork.store.write(clockwork.now) as tx:
        tx.connection.execute(
            text("UPDATE wait SET status = 'withdrawn', code = 'x', closed_at = asked_at WHERE id = :id"), {"id": wait}
        )

    assert not keep_typed(clockwork.store, dennis, typed(wait, words=WORDS), clockwork.now)
    with clockwork.store.read(clockwork.now) as tx:
        assert not tx.session.exec(select(AnswerDraft)).all()


def test_a_draft_is_unreadable_in_the_database_and_stands_in_no_log(clockwork: Any, fatima: Viewer) -> None:
    wait, dennis = clockwork.ask(), clockwork.viewer(DENNIS)
    with clockwork.store.read(clockwork.now) as tx:
        lines = len(tx.session.exec(select(LogLine)).all())

    keep_typed(clockwork.store, dennis, typed(wait, words=WORDS), clockwork.now)

    with clockwork.store.read(clockwork.now) as tx:
        raw = tx.connection.execute(text("SELECT typed FROM answer_draft")).scalar_one()
        assert "verhuurder" not in raw
        assert len(tx.session.exec(select(LogLine)).all()) == lines
