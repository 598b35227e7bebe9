"""The numbers above the list of cases: per stage, and per agency we wait for. Never per person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import case, col, func, select

from flows.engine.matter import AMSTERDAM
from flows.queries.case_filter import CaseFilter, conditions, is_late, is_waited_for, may_see_wait
from flows.queries.visible import visible
from models.access import Viewer
from models.code import Stage
from models.store import Tx
from models.tables import Agency, CaseFile, StageRun, Wait


@dataclass(frozen=True, slots=True)
class StageTally:
    """How many open cases are in a stage, and which have been there longest."""

    stage: str
    cases: int
    oldest: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class AgencyTally:
    """What one agency is asked now: questions, in how many cases, how many wait longer than agreed, since when."""

    agency_id: int
    agency: str
    questions: int
    cases: int
    late: int
    since: date


SHOWN_PER_STAGE = 3


def per_stage(tx: Tx, viewer: Viewer, wanted: CaseFilter) -> list[StageTally]:
    """The five stages side by side; a case in two stages counts in both."""
    oldest: dict[str, list[tuple[str, date]]] = {stage: [] for stage in Stage}
    counted: dict[str, int] = {}
    for stage, cases, ref, began in _first_of_each(tx, viewer, conditions(tx, viewer, wanted)):
        counted[stage] = cases
        oldest[stage].append((ref, _day(began)))
    return [StageTally(stage, counted.get(stage, 0), tuple(oldest[stage])) for stage in Stage]


def _first_of_each(tx: Tx, viewer: Viewer, met: list[Any]) -> Sequence[tuple[str, int, str, datetime]]:
    """The cases that have been longest in each stage, each beside how many there are; in one look at what is open."""
    began = func.min(StageRun.started_at)
    there = (
        select(  # type: ignore[call-overload]
            StageRun.case_id,
            StageRun.stage,
            began.label("began"),
            func.count().over(partition_by=col(StageRun.stage)).label("cases"),
            func.row_number()
            .over(partition_by=col(StageRun.stage), order_by=(began, col(StageRun.case_id)))
            .label("place"),
        )
        .join(CaseFile, col(CaseFile.id) == StageRun.case_id)
        .where(col(StageRun.ended_at).is_(None), col(StageRun.stage).in_(list(Stage)), visible(viewer), *met)
        .group_by(col(StageRun.case_id), col(StageRun.stage))
        .subquery()
    )
    found: Sequence[tuple[str, int, str, datetime]] = tx.session.exec(
        select(there.c.stage, there.c.cases, CaseFile.ref, there.c.began)
        .join(CaseFile, col(CaseFile.id) == there.c.case_id)
        .where(there.c.place <= SHOWN_PER_STAGE)
        .order_by(there.c.stage, there.c.place)
    ).all()
    return found


def per_agency(tx: Tx, viewer: Viewer, wanted: CaseFilter) -> list[AgencyTally]:
    """Whom we wait for, the longest over its agreed day first; an agency sees itself only."""
    late = is_late(tx, viewer)
    counted = func.sum(case((late, 1), else_=0))
    rows = tx.session.exec(
        select(  # type: ignore[call-overload]
            Agency.id,
            Agency.name,
            func.count(),
            func.count(func.distinct(Wait.case_id)),
            counted,
            func.min(Wait.asked_at),
        )
        .select_from(Wait)
        .join(Agency, col(Agency.id) == Wait.agency_id)
        .join(CaseFile, col(CaseFile.id) == Wait.case_id)
        .where(is_waited_for(), may_see_wait(viewer), visible(viewer), *conditions(tx, viewer, wanted))
        .group_by(Agency.id, Agency.name)
        .order_by(counted.desc(), func.count().desc(), Agency.name)
    ).all()
    return [
        AgencyTally(number, name, n, cases, int(n_late), _day(since)) for number, name, n, cases, n_late, since in rows
    ]


def _day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()
