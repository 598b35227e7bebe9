"""Where in the process cases stand now: what is open and late at each step, and the questions behind each number.

The same conditions count a step and list what waits there, so that the two cannot differ. Never per person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import case, col, func, or_, select

from flows.engine.matter import AMSTERDAM
from flows.map.plan import plan
from flows.queries.case_filter import is_late, may_see_wait
from flows.queries.visible import visible
from flows.queries.waiting import WaitLine, how_many_waits, in_a_run, waits_visible_to
from models.access import Viewer
from models.code import RunStatus, WaitKind
from models.ending import OUTLASTS
from models.store import Tx
from models.tables import CaseFile, StageRun, Wait

ELSEWHERE = "elsewhere"
"""A step of an older version of the story, which the present one does not have."""


@dataclass(frozen=True, slots=True)
class At:
    """Which waits somebody asks for: of a stage or errand, at a step of it, late only."""

    stage: str
    step: str | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class StepCount:
    """What waits at one step: questions or days, and how many of them longer than agreed."""

    open: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class RunCount:
    """How many runs of one stage or errand go on now, how many stopped, and what waits in them."""

    stage: str
    runs: int
    blocked: int
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class DayLine:
    """A case that waits for a day, and which."""

    ref: str
    until_on: date


def runs_now(tx: Tx, viewer: Viewer) -> dict[str, RunCount]:
    """Every stage and errand that goes on in some case, by its name."""
    blocked = func.sum(case((col(StageRun.status) == RunStatus.BLOCKED, 1), else_=0))
    runs = tx.session.exec(
        select(StageRun.stage, func.count(), blocked)
        .join(CaseFile, col(CaseFile.id) == StageRun.case_id)
        .where(visible(viewer), col(StageRun.ended_at).is_(None))
        .group_by(StageRun.stage)
    ).all()
    waits = dict(_counted(tx, viewer, col(StageRun.stage)))
    nothing = StepCount()
    return {
        stage: RunCount(stage, number, int(stopped), waits.get(stage, nothing).open, waits.get(stage, nothing).late)
        for stage, number, stopped in runs
    }


def steps_now(tx: Tx, viewer: Viewer, stage: str) -> dict[str, StepCount]:
    """What waits at each step of a stage or errand; a step at which nothing waits is left out."""
    names = [place.key for place in plan(stage).waiting]
    step = case(*((_is_at(name), name) for name in names), else_=ELSEWHERE)
    return dict(_counted(tx, viewer, step, StageRun.stage == stage, *_in_cases(stage)))


def _counted(tx: Tx, viewer: Viewer, by: Any, *conditions: Any) -> Iterator[tuple[str, StepCount]]:
    late = func.sum(case((is_late(tx, viewer) & (col(Wait.kind) != WaitKind.DATE), 1), else_=0))
    rows = tx.session.exec(
        select(by, func.count(), late)
        .select_from(Wait)
        .join(CaseFile, col(CaseFile.id) == Wait.case_id)
        .join(StageRun, col(StageRun.id) == Wait.stage_run_id)
        .where(visible(viewer), may_see_wait(viewer), col(Wait.closed_at).is_(None), *conditions)
        # What is open belongs to a run that goes on (an invariant): so the runs that are over are not read.
        .where(col(StageRun.ended_at).is_(None))
        .group_by(by)
    ).all()
    for name, number, n_late in rows:
        yield name, StepCount(number, int(n_late))


def questions_at_step(tx: Tx, viewer: Viewer, at: At, *, limit: int | None = None, offset: int = 0) -> list[WaitLine]:
    """The questions themselves, those with the earliest last day first."""
    return waits_visible_to(tx, viewer, *_asked(tx, viewer, at), limit=limit, offset=offset)


def how_many_at_step(tx: Tx, viewer: Viewer, at: At) -> int:
    """How many questions ``questions_at_step`` gives without a limit."""
    return how_many_waits(tx, viewer, *_asked(tx, viewer, at))


def days_at_step(tx: Tx, viewer: Viewer, at: At, *, limit: int | None = None, offset: int = 0) -> list[DayLine]:
    """The cases that wait for a day at a step, the nearest day first."""
    rows = tx.session.exec(
        select(CaseFile.ref, Wait.lapses_at)
        .join(Wait, col(Wait.case_id) == CaseFile.id)
        .where(visible(viewer), col(Wait.closed_at).is_(None), Wait.kind == WaitKind.DATE, *_at(viewer, at))
        .order_by(col(Wait.lapses_at), col(Wait.id))
        .limit(limit)
        .offset(offset)
    )
    return [DayLine(ref, moment.astimezone(AMSTERDAM).date()) for ref, moment in rows if moment is not None]


def _asked(tx: Tx, viewer: Viewer, at: At) -> Iterator[Any]:
    yield from _at(viewer, at)
    if at.late:
        yield is_late(tx, viewer)


def _at(viewer: Viewer, at: At) -> Iterator[Any]:
    yield may_see_wait(viewer)
    yield from _in_cases(at.stage)
    yield in_a_run(StageRun.stage == at.stage)
    if at.step == ELSEWHERE:
        yield ~or_(*(_is_at(place.key) for place in plan(at.stage).waiting))
    elif at.step is not None:
        yield _is_at(at.step)


def _in_cases(stage: str) -> Iterator[Any]:
    """Only what outlasts a case goes on in one that is closed (an invariant): the closed ones need not be read."""
    if stage not in OUTLASTS:
        yield col(CaseFile.closed_at).is_(None)


def _is_at(step: str) -> Any:
    """True for the waits of one step, whichever time it is taken and whatever it is about."""
    return (col(Wait.key) == step) | col(Wait.key).startswith(f"{step}:", autoescape=True)
