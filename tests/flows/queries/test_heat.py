"""Where questions wait: a number and the list behind it are one, on both databases, and an agency sees its own."""

from typing import Any

from flows.queries.case_filter import CaseFilter, conditions
from flows.queries.case_list import how_many_cases
from flows.queries.heat import BESIDE, HeatCell, Spot, heat, how_many_questions, questions_at
from models.access import Viewer
from models.code import Stage
from models.store import Store
from models.tables import StageRun

ILSE, MARGRIET = "ilse.verhagen@aanmeldpunt.example", "margriet.oosterwold@aanmeldpunt.example"
DENNIS = "dennis.culemborg@geldloket.example"


def _heat(clockwork: Any, viewer: Viewer) -> list[HeatCell]:
    with clockwork.store.read(clockwork.now) as tx:
        return heat(tx, viewer)


def _asked(clockwork: Any) -> None:
    """Two questions to the debt counsellors, one of them late; one to the youth doctor; two that do not count."""
    clockwork.on("2026-10-05").ask("geldloket", key="first")
    clockwork.on("2026-11-20").ask("ggd", key="second")
    number = clockwork.ask("geldloket", key="third")
    with clockwork.store.write(clockwork.now) as tx:
        run = tx.session.get_one(StageRun, clockwork.wait(number).stage_run_id)
        run.stage = Stage.ASSIGNMENT
        tx.session.add(run)
    clockwork.ask("youth", None, key="fourth")
    clockwork.ask("ggd", None, kind="open", key="fifth")
    clockwork.on("2026-11-23")


def test_each_cell_counts_open_and_late_and_its_list_holds_as_many(either: Store, clockwork_on: Any) -> None:
    clockwork = clockwork_on(either)
    _asked(clockwork)
    margriet = clockwork.viewer(MARGRIET)

    cells = _heat(clockwork, margriet)

    assert [(cell.agency, cell.column, cell.questions, cell.late) for cell in cells] == [
        ("GGD Rivierland", BESIDE, 1, 0),
        ("Geldloket", "assignment", 1, 0),
        ("Geldloket", BESIDE, 1, 1),
    ]
    with clockwork.store.read(clockwork.now) as tx:
        for cell in cells:
            spot = Spot(cell.agency_id, cell.column)
            late = Spot(cell.agency_id, cell.column, late=True)
            assert len(questions_at(tx, margriet, spot)) == how_many_questions(tx, margriet, spot) == cell.questions
            assert len(questions_at(tx, margriet, late)) == how_many_questions(tx, margriet, late) == cell.late
            assert all(line.days_late for line in questions_at(tx, margriet, late))
        assert how_many_questions(tx, margriet, Spot()) == 3


def test_a_list_comes_in_pages(clockwork: Any) -> None:
    _asked(clockwork)
    margriet = clockwork.viewer(MARGRIET)
    with clockwork.store.read(clockwork.now) as tx:
        every = questions_at(tx, margriet, Spot())
        assert [
            *questions_at(tx, margriet, Spot(), limit=2),
            *questions_at(tx, margriet, Spot(), limit=2, offset=2),
        ] == (every)


def test_an_agency_sees_only_what_is_asked_of_itself(either: Store, clockwork_on: Any) -> None:
    clockwork = clockwork_on(either)
    _asked(clockwork)

    cells = _heat(clockwork, clockwork.viewer(DENNIS))

    assert {cell.agency for cell in cells} == {"Geldloket"}
    with clockwork.store.read(clockwork.now) as tx:
        ggd = clockwork.agency("ggd")
        assert questions_at(tx, clockwork.viewer(DENNIS), Spot(ggd)) == []


def _lacks(clockwork: Any, what: str) -> int:
    with clockwork.store.read(clockwork.now) as tx:
        ilse = clockwork.viewer(ILSE)
        return how_many_cases(tx, ilse, *conditions(tx, ilse, CaseFilter(lacks=what)))


def test_a_case_has_a_next_step_while_something_is_asked_or_planned_in_it(either: Store, clockwork_on: Any) -> None:
    clockwork = clockwork_on(either)
    assert _lacks(clockwork, "next step") == 1

    clockwork.ask()

    assert _lacks(clockwork, "next step") == 0


def test_in_the_intake_the_coordinator_acts_as_case_manager(either: Store, clockwork_on: Any) -> None:
    clockwork = clockwork_on(either)
    with clockwork.store.write(clockwork.now) as tx:
        tx.session.add(StageRun(case_id=1, stage=Stage.INTAKE, number=1, started_at=clockwork.now))

    assert _lacks(clockwork, "case manager") == 0


def test_a_case_without_a_case_manager_is_counted_until_it_has_one(either: Store, clockwork_on: Any) -> None:
    clockwork = clockwork_on(either)
    assert _lacks(clockwork, "case manager") == 1

    clockwork.guided_by("fatima.bouzidi@doorstroompunt.example")

    assert _lacks(clockwork, "case manager") == 0
