"""Whose question an answer goes to, where several share a key."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlmodel import select

from flows.commands.answer import answer
from flows.commands.kept import Said
from flows.commands.viewer import viewer_of
from flows.engine.advance import advance
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.step import add_run
from flows.engine.story import story
from models.access import Viewer
from models.refusal import NotAllowed, NotOpen
from models.store import Store
from models.tables import Agency, CaseFile, Wait

REF = "VN-TEST01"
SCHOOL, DEBT, YOUTH = "waalzicht", "geldloket", None
BRAM, ELS = "bram.hoevelaar@waalzicht.example", "els.merkelbeek@waalzicht.example"
DENNIS, MIRJAM = "dennis.culemborg@geldloket.example", "mirjam.steenkist@wijkteamnoord.example"

AsViewer = Callable[[str], Viewer]
States = Callable[[], dict[str | None, str]]


@story("asks three", version=1)
def asks_three(case: Case) -> Ending:
    agencies = case.decide("agencies", school_and_debt)
    case.ask_all("own-words", of=[*agencies, "youth"], form="OwnWords", within="object")
    return case.end("helped")


def school_and_debt(matter: object) -> list[str]:
    rows = matter.session.exec(select(Agency).order_by(Agency.id)).all()  # type: ignore[attr-defined]
    return [f"agency:{row.id}" for row in rows if row.code in {SCHOOL, DEBT}]


@pytest.fixture
def asked(store: Store, case: int, now: datetime) -> None:
    """The school, the debt counsellors and the youth are asked the same; Els of the school is case manager."""
    with store.write(now) as tx:
        file = tx.session.get_one(CaseFile, case)
        file.case_manager_id = viewer_of(tx, ELS).professional_id
        run = add_run(tx, case, "asks three")
    advance(store, run, now)


@pytest.fixture
def viewer(store: Store, now: datetime) -> AsViewer:
    def of(email: str) -> Viewer:
        with store.read(now) as tx:
            return viewer_of(tx, email)

    return of


@pytest.fixture
def states(store: Store, now: datetime) -> States:
    def read() -> dict[str | None, str]:
        with store.read(now) as tx:
            codes = {agency.id: agency.code for agency in tx.session.exec(select(Agency))}
            waits = tx.session.exec(select(Wait).where(Wait.key == "own-words")).all()
            return {codes.get(wait.agency_id or 0): str(wait.status) for wait in waits}

    return read


def test_a_case_manager_answers_for_the_own_agency_before_the_youth(
    store: Store, asked: None, viewer: AsViewer, states: States, now: datetime
) -> None:
    answer(store, viewer(ELS), REF, "own-words", {"words": "Goed plan."}, now)

    assert states() == {SCHOOL: "given", DEBT: "open", YOUTH: "open"}


def test_a_second_click_does_not_answer_for_the_youth(
    store: Store, asked: None, viewer: AsViewer, states: States, now: datetime
) -> None:
    answer(store, viewer(ELS), REF, "own-words", {"words": "Goed plan."}, now)

    with pytest.raises(NotOpen):
        answer(store, viewer(ELS), REF, "own-words", {"words": "Goed plan."}, now)

    assert states()[YOUTH] == "open"


def test_the_question_of_the_youth_is_answered_by_its_number(
    store: Store, asked: None, viewer: AsViewer, states: States, now: datetime
) -> None:
    with store.read(now) as tx:
        of_youth = next(wait.id for wait in tx.session.exec(select(Wait)) if wait.person_id is not None)

    answer(store, viewer(ELS), REF, "own-words", {"words": "Fijn dat ik erbij was."}, now, wait=of_youth)

    assert states() == {SCHOOL: "open", DEBT: "open", YOUTH: "given"}


def test_what_is_noted_for_an_agency_answers_the_question_of_that_agency(
    store: Store, asked: None, viewer: AsViewer, states: States, now: datetime
) -> None:
    said = Said(by=viewer(DENNIS).professional_id)

    answer(store, viewer(ELS), REF, "own-words", {"words": "Akkoord."}, now, said=said)

    assert states() == {SCHOOL: "open", DEBT: "given", YOUTH: "open"}


def test_nobody_notes_the_word_of_an_agency_that_was_not_asked(
    store: Store, asked: None, viewer: AsViewer, states: States, now: datetime
) -> None:
    of_debt = Said(by=viewer(DENNIS).professional_id)
    answer(store, viewer(ELS), REF, "own-words", {"words": "Akkoord."}, now, said=of_debt)
    said = Said(by=viewer(MIRJAM).professional_id)
    with store.read(now) as tx:
        of_school = next(wait.id for wait in tx.session.exec(select(Wait)) if wait.status == "open" and wait.agency_id)

    with pytest.raises(NotAllowed):
        answer(store, viewer(ELS), REF, "own-words", {"words": "Ook akkoord."}, now, said=said, wait=of_school)

    assert states()[SCHOOL] == "open"
