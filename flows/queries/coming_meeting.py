"""The meeting of a case that is being arranged or planned, as somebody sees it before moving or cancelling it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from models.code import Stage, WaitStatus
from models.store import Tx
from models.tables import Meeting, StageRun, Wait


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting ahead: two of them are equal when nothing about it was changed between.

    Attributes:
        run: the stage run that arranges it.
        starts_at: when it is planned; None while no moment is known.
        place: where; empty while that is not known.
    """

    run: int
    starts_at: datetime | None
    place: str


def coming_meeting(tx: Tx, case: int, signal: str) -> Coming | None:
    """The newest meeting of a case that listens to ``moved`` or ``cancelled`` now.

    Without a moment it cannot move; once held it cannot be cancelled.
    """
    run = tx.session.exec(
        select(StageRun.id)
        .join(Wait, col(Wait.stage_run_id) == StageRun.id)
        .where(
            StageRun.case_id == case,
            StageRun.stage == Stage.MEETING,
            Wait.status == WaitStatus.OPEN,
            col(Wait.unless).contains(signal),
        )
        .order_by(col(StageRun.id).desc())
    ).first()
    if run is None:
        return None
    planned = tx.session.exec(
        select(Meeting).where(Meeting.stage_run_id == run).order_by(col(Meeting.id).desc())
    ).first()
    if planned is None or _is_asked_for_a_slot(tx, run):
        return Coming(run, None, "")
    return Coming(run, planned.starts_at, planned.place or "")


def _is_asked_for_a_slot(tx: Tx, run: int) -> bool:
    """The former moment of a meeting that is moved holds no more."""
    asked = select(Wait.id).where(
        Wait.stage_run_id == run, Wait.status == WaitStatus.OPEN, col(Wait.key).startswith("slot")
    )
    return tx.session.exec(asked).first() is not None
