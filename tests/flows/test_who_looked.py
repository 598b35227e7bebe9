"""Who looked at a file, as the youth and the privacy officer read it."""

from datetime import date, timedelta
from typing import Any

import pytest

from dashboard.part.looked import DID, FUNCTIONS, printout_of
from flows.queries.case_story import case_story
from flows.queries.file_registration import registered
from flows.queries.log_search import log_of_person, who_worked_here
from flows.queries.who_looked import who_looked
from models.code import Logged
from models.label import OF_A_LINK
from models.link import GUIDES, SITS, Link
from models.refusal import NotAllowed, Unknown
from models.speech import say
from models.tables import LogLine
from notifications.pdf import as_pdf

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
LOTTE, OFFICER = "lotte.appelhof@smw.example", "yvonne.degrient@aanmeldpunt.example"


@pytest.fixture
def ref(clockwork: Any) -> str:
    """A case that the school saw, and the coordinator read."""
    with clockwork.store.write(clockwork.now) as tx:
        case_story(tx, clockwork.viewer(BRAM), clockwork.REF)
        registered(tx, clockwork.viewer(ILSE), clockwork.REF)
    return str(clockwork.REF)


def _read(clockwork: Any, who: str, ref: str) -> Any:
    with clockwork.store.write(clockwork.now) as tx:
        return who_looked(tx, clockwork.viewer(who), ref)


def test_a_day_an_organisation_and_what_they_were_to_the_youth(clockwork: Any, ref: str) -> None:
    found = _read(clockwork, ILSE, ref)

    lines = {(line.agency, line.function, line.what) for line in found.lines}
    assert ("Waalzicht College", "referrer", Logged.SEE_CASE) in lines
    assert ("Aanmeldpunt Rivierland-Oost", "coordinator", Logged.SEE_FILE) in lines
    assert {line.on for line in found.lines} == {clockwork.now.date()}


def test_the_print_names_organisations_and_functions_and_nobody(clockwork: Any, ref: str) -> None:
    print_ = printout_of(_read(clockwork, ILSE, ref), clockwork.now)

    words = str(print_.model_dump())
    assert print_.title == "Wie keek in mijn dossier"
    assert "Waalzicht College" in words
    assert "Wie je aanmeldde" in words
    assert "las jouw dossier" in words
    assert not [name for name in ("Hoevelaar", "Verhagen", "Bram", "Ilse", "see file", "referrer") if name in words]
    assert as_pdf(print_).startswith(b"%PDF")


def test_that_somebody_wrote_a_concern_stands_in_no_print(clockwork: Any, ref: str) -> None:
    with clockwork.store.write(clockwork.now) as tx:
        tx.session.add(
            LogLine(at=clockwork.now, agency_id=1, case_id=1, what=Logged.COMMAND, about="write_note", why="coach")
        )

    assert "coach" not in {line.function for line in _read(clockwork, ILSE, ref).lines}


def test_printing_it_stands_in_the_log(clockwork: Any, ref: str) -> None:
    _read(clockwork, ILSE, ref)

    assert (Logged.PRINT, 1) in {(line.what, line.times) for line in _read(clockwork, ILSE, ref).lines}


def test_who_only_has_a_part_in_the_case_prints_no_log_of_it(clockwork: Any, ref: str) -> None:
    with pytest.raises((NotAllowed, Unknown)):
        _read(clockwork, LOTTE, ref)
    with pytest.raises(NotAllowed):
        _read(clockwork, BRAM, ref)


def test_the_privacy_officer_reads_what_one_person_looked_at_and_that_stands_in_the_log(
    clockwork: Any, ref: str
) -> None:
    officer, bram, today = clockwork.viewer(OFFICER), clockwork.viewer(BRAM).professional_id, clockwork.now.date()
    with clockwork.store.write(clockwork.now) as tx:
        found = log_of_person(tx, officer, bram, today, today)
        before = log_of_person(tx, officer, bram, date(2020, 1, 1), today - timedelta(days=1))

    assert (ref, Logged.SEE_CASE, "referrer") in {(line.ref, line.what, line.why) for line in found}
    assert before == []
    with clockwork.store.read(clockwork.now) as tx:
        own = log_of_person(tx, officer, officer.professional_id, today, today)
        assert bram in {number for number, _ in who_worked_here(tx, officer)}
    assert Logged.READ_LOG in {line.what for line in own}


@pytest.mark.parametrize("who", [ILSE, BRAM])
def test_nobody_else_searches_the_log_for_a_person(clockwork: Any, who: str) -> None:
    today = clockwork.now.date()
    with clockwork.store.read(clockwork.now) as tx:
        with pytest.raises(NotAllowed):
            log_of_person(tx, clockwork.viewer(who), 1, today, today)
        with pytest.raises(NotAllowed):
            who_worked_here(tx, clockwork.viewer(who))


def test_of_another_region_the_privacy_officer_reads_nobody(clockwork: Any) -> None:
    today = clockwork.now.date()
    with clockwork.store.read(clockwork.now) as tx, pytest.raises(Unknown):
        log_of_person(tx, clockwork.viewer(OFFICER), 99_999, today, today)


def test_whatever_stands_in_the_log_has_words_for_a_youth() -> None:
    assert set(DID) == set(Logged)
    assert set(Link) - {Link.DRAFTER, Link.YOUTH, Link.PARENT, Link.SUPPORTER} <= {*FUNCTIONS}
    assert all(say(words, "nl") != words for words in (*DID.values(), *FUNCTIONS.values()))
    assert {*GUIDES, *SITS, Link.FORMER, Link.EMERGENCY, Link.MANAGER, Link.OPERATOR} <= set(OF_A_LINK)
