"""Where each youth is: every case a viewer may know of, with its stages and whom it waits for. Never a youth's name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import col, func, select

from flows.queries.outcome import outcome_for
from flows.queries.visible import cases_where, visible
from flows.queries.waiting import WaitLine, name_of, waits_of_cases
from models.access import Viewer
from models.code import Stage
from models.item import Item
from models.store import Tx
from models.tables import CaseFile, Professional, StageRun, Wait


@dataclass(frozen=True, slots=True)
class StageLine:
    """One run of a stage, and where it stands."""

    stage: str
    status: str
    outcome: str | None
    diagnosis: str | None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case, as a list shows it."""

    id: int
    ref: str
    stages: tuple[StageLine, ...]
    waiting: tuple[WaitLine, ...]
    case_manager: str | None
    closed: bool
    outcome: str | None

    @property
    def stage(self) -> str:
        """The stage the youth is in: the newest that runs, or the last one there was."""
        own = [line for line in self.stages if line.stage in set(Stage)]
        running = [line for line in own if line.status != "ended"]
        return (running or own or [StageLine("", "", None, None)])[-1].stage


def case_list(
    tx: Tx, viewer: Viewer, *conditions: Any, limit: int | None = None, offset: int = 0, soonest: bool = False
) -> list[CaseLine]:
    """The cases the viewer may know of, newest first.

    Args:
        tx: a transaction that reads.
        viewer: who looks.
        *conditions: on ``CaseFile``, besides what the viewer may see.
        limit: at most this many; all when empty.
        offset: how many to pass over.
        soonest: those whose open questions had, or have, the earliest last day come first.
    """
    earliest = (
        select(func.min(Wait.due_on))
        .where(Wait.case_id == CaseFile.id, col(Wait.closed_at).is_(None), col(Wait.person_id).is_(None))
        .scalar_subquery()
    )
    first = (func.coalesce(earliest, date.max),) if soonest else ()
    # Which ones first, from indexes alone: the files of all the others would be read to be sorted and thrown away.
    order = (col(CaseFile.closed_at).is_not(None), *first, col(CaseFile.id).desc())
    asked = select(CaseFile.id).where(visible(viewer), *conditions).order_by(*order)
    numbers = tx.session.exec(asked.offset(offset).limit(limit)).all()
    rows = _with_managers(tx, numbers)
    stages = _stages(tx, numbers)
    guided = _with_every_wait(tx, viewer, numbers)
    waits: dict[int, list[WaitLine]] = {}
    for line in waits_of_cases(tx, numbers):
        if line.case_id in guided or line.agency_id == viewer.agency_id:
            waits.setdefault(line.case_id, []).append(line)
    return [
        CaseLine(
            case.id,
            case.ref,
            tuple(_as_known(line, sees_all=case.id in guided) for line in stages.get(case.id, ())),
            tuple(waits.get(case.id, ())),
            name_of(manager) if manager else None,
            case.closed_at is not None,
            outcome_for(case.outcome, sees_all=case.id in guided),
        )
        for case, manager in rows
    ]


def _with_managers(tx: Tx, numbers: Sequence[int]) -> list[tuple[CaseFile, Professional | None]]:
    rows = tx.session.exec(
        select(CaseFile, Professional)
        .outerjoin(Professional, col(Professional.id) == CaseFile.case_manager_id)
        .where(col(CaseFile.id).in_(numbers))
    ).all()
    found = {case.id: (case, manager) for case, manager in rows}
    return [found[number] for number in numbers]


def _as_known(line: StageLine, *, sees_all: bool) -> StageLine:
    return replace(line, outcome=outcome_for(line.outcome, sees_all=sees_all))


def _with_every_wait(tx: Tx, viewer: Viewer, numbers: Sequence[int]) -> set[int]:
    """Those of these cases whose questions the viewer may all see; of the others an agency sees its own."""
    every = select(CaseFile.id).where(col(CaseFile.id).in_(numbers), cases_where(viewer, Item.WAIT))
    return set(tx.session.exec(every).all())


def how_many_cases(tx: Tx, viewer: Viewer, *conditions: Any) -> int:
    """How many cases the viewer may know of under these conditions."""
    return int(tx.session.exec(select(func.count()).select_from(CaseFile).where(visible(viewer), *conditions)).one())


def _stages(tx: Tx, cases: Sequence[int]) -> dict[int, list[StageLine]]:
    found: dict[int, list[StageLine]] = {}
    rows = tx.session.exec(select(StageRun).where(col(StageRun.case_id).in_(cases)).order_by(col(StageRun.id))).all()
    for run in rows:
        line = StageLine(run.stage, run.status, run.outcome, run.diagnosis)
        found.setdefault(run.case_id, []).append(line)
    return found
