"""How the machine behind the cases is: mail, wake-ups, leases, runs that are tried again. Numbers and codes only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, func, select

from flows.queries.blocked import insist_on_keeper
from flows.queries.visible import visible
from models.access import Viewer
from models.code import MessageStatus, RunStatus
from models.store import Tx
from models.tables import CaseFile, Message, StageRun, WakeUp

LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class MailQueue:
    """The outbox now.

    Attributes:
        due: should have left by now, and did not yet.
        ahead: leaves at a later moment.
        failing: was tried and is tried again.
        failed: was given up in the last week.
        oldest_at: since when the oldest of those that are due waits.
    """

    due: int
    ahead: int
    failing: int
    failed: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class WakeUps:
    """Why runs are looked at.

    Attributes:
        due: runs that should be carried on now.
        ahead: those of a later moment.
        oldest_at: since when the oldest of those that are due waits.
        leased: runs a worker carries at this moment.
        lapsed: runs a worker took and did not bring back in time.
    """

    due: int
    ahead: int
    oldest_at: datetime | None
    leased: int
    lapsed: int


@dataclass(frozen=True, slots=True)
class HeldRun:
    """A run that waits for another try, or that a worker holds."""

    run: int
    ref: str
    stage: str
    tries: int
    next_try_at: datetime | None
    lease_until: datetime | None
    lapsed: bool


def mail_queue(tx: Tx, viewer: Viewer) -> MailQueue:
    """The outbox of the installation.

    Raises:
        NotAllowed: the viewer is neither coordinator nor operator.
    """
    insist_on_keeper(viewer)
    queued = Message.status == MessageStatus.QUEUED
    return MailQueue(
        due=_number(tx, Message.id, queued, col(Message.not_before) <= tx.now),
        ahead=_number(tx, Message.id, queued, col(Message.not_before) > tx.now),
        failing=_number(tx, Message.id, queued, col(Message.tries) > 0),
        failed=_number(tx, Message.id, Message.status == MessageStatus.FAILED, col(Message.done_at) > tx.now - LATELY),
        oldest_at=tx.session.exec(
            select(func.min(Message.not_before)).where(queued, col(Message.not_before) <= tx.now)
        ).one(),
    )


def wake_ups(tx: Tx, viewer: Viewer, wall: datetime) -> WakeUps:
    """The wake-ups and leases of the installation; leases go by the machine's clock.

    Raises:
        NotAllowed: the viewer is neither coordinator nor operator.
    """
    insist_on_keeper(viewer)
    at_work = col(WakeUp.stage_run_id).in_(select(StageRun.id).where(col(StageRun.status).in_(AT_WORK)))
    due = (at_work, col(WakeUp.not_before) <= tx.now)
    return WakeUps(
        due=_number(tx, WakeUp.stage_run_id, *due),
        ahead=_number(tx, WakeUp.stage_run_id, at_work, col(WakeUp.not_before) > tx.now),
        oldest_at=tx.session.exec(select(func.min(WakeUp.not_before)).where(*due)).one(),
        leased=_number(tx, StageRun.id, col(StageRun.lease_until) >= wall),
        lapsed=_number(tx, StageRun.id, col(StageRun.lease_until) < wall),
    )


AT_WORK = (RunStatus.WAITING, RunStatus.READY)


def held_runs(tx: Tx, viewer: Viewer, wall: datetime, *, limit: int) -> tuple[HeldRun, ...]:
    """The runs that are tried again or are held by a worker, the most tried first.

    Raises:
        NotAllowed: the viewer is neither coordinator nor operator.
    """
    insist_on_keeper(viewer)
    rows = tx.session.exec(
        select(StageRun, CaseFile.ref)
        .join(CaseFile, col(CaseFile.id) == StageRun.case_id)
        .where(visible(viewer), *_held())
        .order_by(col(StageRun.tries).desc(), col(StageRun.id))
        .limit(limit)
    )
    return tuple(
        HeldRun(
            run.id,
            ref,
            run.stage,
            run.tries,
            run.next_try_at,
            run.lease_until,
            lapsed=run.lease_until is not None and run.lease_until < wall,
        )
        for run, ref in rows
    )


def _held() -> Iterator[Any]:
    yield col(StageRun.status).in_(AT_WORK)
    yield col(StageRun.lease_until).is_not(None) | col(StageRun.next_try_at).is_not(None)


def _number(tx: Tx, of: Any, *conditions: Any) -> int:
    return int(tx.session.exec(select(func.count(func.distinct(of))).where(*conditions)).one())
