"""Runs that stopped, and alarms that are open, with what is known of why. For coordinator and operator; no names."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from flows.messages.alarm import UNANSWERED
from flows.queries.visible import visible
from models.access import Viewer
from models.code import Role, RunStatus
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Tx
from models.tables import Alarm, CaseFile, StageRun


@dataclass(frozen=True, slots=True)
class BlockedRun:
    """One run that stopped."""

    run: int
    ref: str
    stage: str
    diagnosis: str
    since_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class OpenAlarm:
    """One alarm, since when, and when it is tried again by itself."""

    kind: str
    detail: str
    since_at: datetime
    next_try_at: datetime | None


def blocked_runs(tx: Tx, viewer: Viewer) -> tuple[BlockedRun, ...]:
    """The runs that stopped, the oldest first.

    Raises:
        NotAllowed: the viewer is neither coordinator nor operator.
    """
    insist_on_keeper(viewer)
    rows = tx.session.exec(
        select(StageRun, CaseFile.ref)
        .join(CaseFile, col(CaseFile.id) == StageRun.case_id)
        # A run that stopped is not over: so those that are over are not read.
        .where(col(StageRun.ended_at).is_(None), StageRun.status == RunStatus.BLOCKED, visible(viewer))
        .order_by(col(StageRun.id))
    )
    return tuple(
        BlockedRun(run.id, ref, run.stage, run.diagnosis or "", run.started_at, run.tries) for run, ref in rows
    )


def open_alarms(tx: Tx, viewer: Viewer) -> tuple[OpenAlarm, ...]:
    """The alarms that are open, the oldest first.

    Raises:
        NotAllowed: the viewer is neither coordinator nor operator.
    """
    insist_on_keeper(viewer)
    rows = tx.session.exec(
        select(Alarm).where(col(Alarm.cleared_at).is_(None), col(Alarm.kind) != UNANSWERED).order_by(col(Alarm.id))
    )
    return tuple(OpenAlarm(row.kind, row.detail, row.since_at, row.next_try_at) for row in rows)


def insist_on_keeper(viewer: Viewer) -> None:
    """Who keeps the machine going: the coordinator and the operator.

    Raises:
        NotAllowed: the viewer is neither.
    """
    if not viewer.roles & {Role.COORDINATOR, Role.OPERATOR}:
        raise NotAllowed(mark("Only the coordinator or an operator can do this."))
