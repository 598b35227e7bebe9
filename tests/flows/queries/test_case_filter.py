"""What is asked of a large region is found by what is open: on SQLite, by the plan the database itself makes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from flows.queries.case_filter import CASE_MANAGER, NEXT_STEP, CaseFilter, conditions
from flows.queries.case_list import case_list, how_many_cases
from flows.queries.heat import Spot, heat, how_many_questions, questions_at
from flows.queries.my_day import Room, how_many_in
from flows.queries.pace import open_before, pace
from flows.queries.tally import per_agency, per_stage
from models.access import Viewer
from models.code import RunStatus, Stage
from models.store import Store, Tx
from models.tables import CaseFile, StageRun, WakeUp

MARGRIET = "margriet.oosterwold@aanmeldpunt.example"
LARGE = frozenset({"wait", "case_file", "stage_run"})
"""Tables that hold all there ever was."""

Ask = Callable[[Tx, Viewer], object]


def _by(wanted: CaseFilter) -> Ask:
    return lambda tx, viewer: how_many_cases(tx, viewer, *conditions(tx, viewer, wanted))


@contextmanager
def _plans(store: Store) -> Iterator[list[str]]:
    """How each statement would be carried out, in the database's own words."""
    seen: list[str] = []

    def explain(connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            raw = connection.connection.driver_connection.cursor()
            seen.extend(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", values))

    event.listen(store.engine, "before_cursor_execute", explain)
    yield seen
    event.remove(store.engine, "before_cursor_execute", explain)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(_by(CaseFilter()), id="open"),
        pytest.param(_by(CaseFilter(late=True)), id="late"),
        pytest.param(_by(CaseFilter(stage="intake", older=9)), id="older"),
        pytest.param(_by(CaseFilter(lacks=CASE_MANAGER)), id="case-manager"),
        pytest.param(_by(CaseFilter(lacks=NEXT_STEP)), id="next-step"),
        pytest.param(_by(CaseFilter(reason="no place")), id="reason"),
        pytest.param(lambda tx, viewer: case_list(tx, viewer, limit=50, soonest=True), id="list"),
        pytest.param(lambda tx, viewer: per_stage(tx, viewer, CaseFilter()), id="per-stage"),
        pytest.param(lambda tx, viewer: per_agency(tx, viewer, CaseFilter()), id="per-agency"),
        pytest.param(heat, id="heat"),
        pytest.param(lambda tx, viewer: how_many_questions(tx, viewer, Spot()), id="questions"),
        pytest.param(lambda tx, viewer: questions_at(tx, viewer, Spot(late=True), limit=25), id="longest"),
        pytest.param(lambda tx, viewer: how_many_in(tx, viewer, Room.CONTACTS), id="contacts"),
        pytest.param(pace, id="pace"),
        pytest.param(open_before, id="open-before"),
    ],
)
def test_no_overview_reads_all_there_ever_was(clockwork: Any, ask: Ask) -> None:
    margriet = clockwork.viewer(MARGRIET)

    with _plans(clockwork.store) as plans, clockwork.store.read(clockwork.now) as tx:
        ask(tx, margriet)

    assert plans
    assert [step for step in plans if step.split()[0] == "SCAN" and step.split()[1] in LARGE] == []


def test_the_first_of_all_questions_come_in_the_order_of_an_index(clockwork: Any) -> None:
    margriet = clockwork.viewer(MARGRIET)

    with _plans(clockwork.store) as plans, clockwork.store.read(clockwork.now) as tx:
        questions_at(tx, margriet, Spot(), limit=10)

    assert "SCAN wait USING INDEX ix_wait_open_due" in plans
    assert [step for step in plans if "ORDER BY" in step] == []


def test_stages_side_by_side_name_the_oldest_first_beside_how_many_there_are(either: Store, clockwork_on: Any) -> None:
    clockwork = clockwork_on(either)
    began = [clockwork.now - timedelta(days=days) for days in (3, 9)]
    with clockwork.store.write(clockwork.now) as tx:
        for number, moment in enumerate(began, 1):
            tx.session.add(StageRun(case_id=1, stage=Stage.INTAKE, number=number, started_at=moment))
    with clockwork.store.read(clockwork.now) as tx:
        margriet = clockwork.viewer(MARGRIET)
        found = per_stage(tx, margriet, CaseFilter())
        ref = case_list(tx, margriet)[0].ref

    intake, *others = found
    assert (intake.stage, intake.cases, intake.oldest) == ("intake", 1, ((ref, began[1].date()),))
    assert [(each.cases, each.oldest) for each in others] == [(0, ())] * 4


def test_only_a_run_that_goes_on_is_a_next_step_of_a_case(clockwork: Any) -> None:
    margriet = clockwork.viewer(MARGRIET)

    def without() -> int:
        with clockwork.store.read(clockwork.now) as tx:
            return how_many_cases(tx, margriet, *conditions(tx, margriet, CaseFilter(lacks=NEXT_STEP)))

    def woken(number: int, **fields: Any) -> None:
        with clockwork.store.write(clockwork.now) as tx:
            run = StageRun(case_id=1, stage=Stage.INTAKE, number=number, started_at=clockwork.now, **fields)
            tx.session.add(run)
            tx.flush()
            tx.session.add(WakeUp(stage_run_id=run.id, reason="new", not_before=clockwork.now))

    woken(1, status=RunStatus.ENDED, ended_at=clockwork.now, outcome="done")
    assert without() == 1

    woken(2)
    assert without() == 0


@pytest.mark.parametrize(
    ("opened", "closed", "there"),
    [(29, None, True), (28, None, True), (27, None, False), (29, 27, True), (29, 28, False), (40, 30, False)],
)
def test_open_four_weeks_ago_is_what_was_opened_by_then_and_not_closed(
    either: Store, clockwork_on: Any, opened: int, closed: int | None, *, there: bool
) -> None:
    clockwork = clockwork_on(either)
    with clockwork.store.write(clockwork.now) as tx:
        case = tx.session.get_one(CaseFile, 1)
        case.opened_at = clockwork.now - timedelta(days=opened)
        if closed is not None:
            case.closed_at, case.outcome = clockwork.now - timedelta(days=closed), "helped"
            case.retain_until = clockwork.now.date()
        tx.session.add(case)

    with clockwork.store.read(clockwork.now) as tx:
        margriet = clockwork.viewer(MARGRIET)
        number, then = open_before(tx, margriet)
        listed = case_list(tx, margriet, *conditions(tx, margriet, then))

    assert (number, len(listed)) == (int(there), int(there))
