"""Where questions wait: open and late per agency and stage, and the questions behind each number. Never per person.

The same conditions count a cell and list what is in it, so that the two cannot differ.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import case, col, func, select

from flows.engine.matter import AMSTERDAM
from flows.queries.case_filter import is_late, is_waited_for, may_see_wait
from flows.queries.visible import visible
from flows.queries.waiting import WaitLine, first_lines, how_many_waits, in_a_run, waits_visible_to
from models.access import Viewer
from models.code import Stage
from models.store import Tx
from models.tables import Agency, CaseFile, StageRun, Wait

BESIDE = "beside"
"""The column of what runs beside the five stages: requests, actions, handovers and the like."""
COLUMNS = (*(stage.value for stage in Stage), BESIDE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Which questions to agencies somebody asks for: at an agency, in a column of the picture, late only."""

    agency: int | None = None
    column: str | None = None
    late: bool = False

    def holds(self, agency: int, column: str) -> bool:
        """Whether it asks for that cell of the picture."""
        return self.agency in {None, agency} and self.column in {None, column}


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What one agency is asked now in one column: questions, how many wait longer than agreed, the oldest's day."""

    agency_id: int
    agency: str
    column: str
    questions: int
    late: int
    since: date


def heat(tx: Tx, viewer: Viewer) -> list[HeatCell]:
    """Every cell in which something is asked; the agencies by name, the columns in the order of ``COLUMNS``."""
    late = func.sum(case((is_late(tx, viewer), 1), else_=0))
    rows = tx.session.exec(
        select(Wait.agency_id, StageRun.stage, func.count(), late, func.min(Wait.asked_at))  # type: ignore[call-overload]
        .select_from(Wait)
        .join(CaseFile, col(CaseFile.id) == Wait.case_id)
        .join(StageRun, col(StageRun.id) == Wait.stage_run_id)
        # What is asked belongs to a run that goes on (an invariant): so the runs that are over are not read.
        .where(visible(viewer), *_asked(tx, viewer, Spot()), col(StageRun.ended_at).is_(None))
        .group_by(col(Wait.agency_id), col(StageRun.stage))
    ).all()
    names = dict(tx.session.exec(select(Agency.id, Agency.name)).all())
    found: dict[tuple[int, str], list[Any]] = {}
    for agency, stage, *counted in rows:
        found.setdefault((agency, stage if stage in COLUMNS else BESIDE), []).append(counted)
    cells = [_cell(number, names[number], column, counted) for (number, column), counted in found.items()]
    return sorted(cells, key=lambda cell: (cell.agency, COLUMNS.index(cell.column)))


def _cell(number: int, agency: str, column: str, counted: Iterable[tuple[int, int, datetime]]) -> HeatCell:
    """One cell of what was counted per stage or errand in it."""
    questions, late, since = zip(*counted, strict=True)
    oldest = min(since).astimezone(AMSTERDAM).date()
    return HeatCell(number, agency, column, sum(questions), sum(map(int, late)), oldest)


def questions_at(tx: Tx, viewer: Viewer, spot: Spot, *, limit: int | None = None, offset: int = 0) -> list[WaitLine]:
    """The questions themselves, those with the earliest last day first."""
    if limit is None:
        return waits_visible_to(tx, viewer, *_asked(tx, viewer, spot))
    # Its case is looked up for each question in its turn, and none is looked at after the last one shown. Joined,
    # SQLite begins at the cases, and sorts the questions of all of them.
    its_case = select(CaseFile.id).where(CaseFile.id == Wait.case_id, visible(viewer), *_in_a_case(viewer))
    asked = select(Wait.id).where(*_of_an_agency(tx, viewer, spot), its_case.correlate(Wait).exists())
    return first_lines(tx, asked, limit, offset)


def how_many_questions(tx: Tx, viewer: Viewer, spot: Spot) -> int:
    """How many questions ``questions_at`` lists without a limit."""
    return how_many_waits(tx, viewer, *_asked(tx, viewer, spot))


def add_up(cells: Iterable[HeatCell], spot: Spot) -> int:
    """The same, of the cells that were counted already."""
    return sum(cell.late if spot.late else cell.questions for cell in cells if spot.holds(cell.agency_id, cell.column))


def _asked(tx: Tx, viewer: Viewer, spot: Spot) -> Iterator[Any]:
    yield from _of_an_agency(tx, viewer, spot)
    yield from _in_a_case(viewer)


def _in_a_case(viewer: Viewer) -> Iterator[Any]:
    yield may_see_wait(viewer)
    yield col(CaseFile.closed_at).is_(None)


def _of_an_agency(tx: Tx, viewer: Viewer, spot: Spot) -> Iterator[Any]:
    yield is_waited_for()
    yield Wait.agency_id == spot.agency if spot.agency else col(Wait.agency_id).is_not(None)
    if spot.column == BESIDE:
        yield in_a_run(col(StageRun.stage).not_in(list(Stage)))
    elif spot.column:
        yield in_a_run(StageRun.stage == spot.column)
    if spot.late:
        yield is_late(tx, viewer)
