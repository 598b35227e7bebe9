"""Cases asked for by what is known of the youth: found by who may know it, never by who may not, and logged."""

from typing import Any

import pytest

from flows.queries.case_export import cases_to_take
from flows.queries.case_filter import CaseFilter, conditions
from flows.queries.case_list import case_list, how_many_cases
from flows.records.findable import found_by_name
from models.code import Logged, Sector
from models.store import Store
from models.tables import CaseFile, LogLine, Person

ILSE, MARGRIET = "ilse.verhagen@aanmeldpunt.example", "margriet.oosterwold@aanmeldpunt.example"
BRAM, DENNIS = "bram.hoevelaar@waalzicht.example", "dennis.culemborg@geldloket.example"


def _found(clockwork: Any, who: str, **wanted: Any) -> int:
    with clockwork.store.write(clockwork.now) as tx:
        found_by_name(tx, tx.session.get_one(Person, tx.session.get_one(CaseFile, 1).youth_id))
    with clockwork.store.read(clockwork.now) as tx:
        viewer = clockwork.viewer(who)
        met = conditions(tx, viewer, CaseFilter(**wanted))
        number = how_many_cases(tx, viewer, *met)
        assert len(case_list(tx, viewer, *met)) == number
        return number


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Noor", 1),
        ("no", 1),
        ("NÓÓR veld", 1),
        ("Veldwijk", 1),
        ("n", 0),
        ("Noor Bakker", 0),
        ("%", 0),
        ("a b c d e f", 0),
    ],
)
def test_the_beginning_of_each_word_finds_a_youth(either: Store, clockwork_on: Any, typed: str, found: int) -> None:
    assert _found(clockwork_on(either), ILSE, name=typed) == found


@pytest.mark.parametrize(("who", "found"), [(ILSE, 1), (BRAM, 1), (MARGRIET, 0), (DENNIS, 0)])
def test_only_who_may_know_whom_a_case_is_about_finds_it_by_name(clockwork: Any, who: str, found: int) -> None:
    clockwork.ask()

    assert _found(clockwork, who, name="Noor") == found


def test_a_search_by_name_is_logged_once_and_without_the_words(clockwork: Any) -> None:
    _found(clockwork, ILSE, name="Noor")

    lines = [line for line in clockwork.rows(LogLine) if line.what is Logged.SEARCH]

    assert [(line.about, line.case_id) for line in lines] == [("name", None)]
    assert "Noor" not in repr(CaseFilter(name="Noor"))


@pytest.mark.parametrize(
    ("wanted", "by"),
    [
        ({"municipality": "Tielerwaard"}, "place"),
        ({"sector": Sector.MBO}, "sector"),
        ({"school": 1}, "school"),
        ({"ref": "VN-"}, "number"),
    ],
)
def test_a_search_by_anything_else_is_logged_once_by_what_and_never_for_what(
    clockwork: Any, wanted: dict[str, Any], by: str
) -> None:
    _found(clockwork, MARGRIET, **wanted)
    _found(clockwork, MARGRIET, **wanted)

    assert [line.about for line in clockwork.rows(LogLine) if line.what is Logged.SEARCH] == [by]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"municipality": "Tielerwaard"}, 1),
        ({"municipality": "Elders"}, 0),
        ({"sector": Sector.MBO}, 1),
        ({"sector": Sector.VO}, 0),
        ({"school": 1}, 0),
        ({"consultant": 1}, 0),
        ({"step": 1}, 0),
    ],
)
def test_a_case_is_found_by_place_sector_school_consultant_and_step(
    either: Store, clockwork_on: Any, wanted: dict[str, Any], found: int
) -> None:
    assert _found(clockwork_on(either), MARGRIET, **wanted) == found


def test_an_agency_that_is_asked_something_learns_no_place_by_filtering(clockwork: Any) -> None:
    clockwork.ask()
    assert _found(clockwork, DENNIS) == 1

    assert _found(clockwork, DENNIS, municipality="Tielerwaard") == 0


def test_a_list_that_is_taken_holds_what_the_list_holds_and_is_logged(either: Store, clockwork_on: Any) -> None:
    clockwork = clockwork_on(either)
    clockwork.on("2026-10-05").ask("geldloket")
    clockwork.on("2026-11-23")

    with clockwork.store.read(clockwork.now) as tx:
        [line] = cases_to_take(tx, clockwork.viewer(MARGRIET), CaseFilter(late=True))
        none = cases_to_take(tx, clockwork.viewer(BRAM), CaseFilter(closed=True))

    assert (line.ref, line.questions, line.late, line.agency) == ("VN-TEST222", 1, 1, "Geldloket")
    assert line.days_late > 0
    assert none == ()
    assert [row.about for row in clockwork.rows(LogLine) if row.what is Logged.EXPORT] == ["cases", "cases"]
