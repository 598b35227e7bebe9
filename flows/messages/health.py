"""How the mail is doing, for `vangnet doctor`: what is due since when, what failed and why, alarms. Mends nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from flows.messages.alarm import KINDS
from models.code import MessageStatus
from models.store import Store, Tx
from models.tables import Alarm, Message


@dataclass(frozen=True, slots=True)
class OpenAlarm:
    """Something an operator must look at: what, as codes, and since when."""

    kind: str
    detail: str
    since_at: datetime


@dataclass(frozen=True, slots=True)
class MailHealth:
    """The state of the outbox.

    Attributes:
        queued: everything that is still to be sent.
        due: how many of those may leave by now.
        oldest_due_at: since when the first of those may leave.
        retrying: how many were tried before.
        failed: how many never arrived, by reason.
        alarms: what is wrong with the mail server.
    """

    queued: int
    due: int
    oldest_due_at: datetime | None
    retrying: int
    failed: Mapping[str, int]
    alarms: tuple[OpenAlarm, ...]

    @property
    def well(self) -> bool:
        """Nobody needs to look."""
        return not self.alarms and not self.failed


def mail_health(store: Store, now: datetime) -> MailHealth:
    """How the mail is doing at ``now``."""
    with store.read(now) as tx:
        due, oldest_due_at = _due(tx)
        return MailHealth(
            queued=_count(tx, col(Message.status) == MessageStatus.QUEUED),
            due=due,
            oldest_due_at=oldest_due_at,
            retrying=_count(tx, col(Message.status) == MessageStatus.QUEUED, col(Message.tries) > 0),
            failed=_failed(tx),
            alarms=_alarms(tx),
        )


def _due(tx: Tx) -> tuple[int, datetime | None]:
    return tx.session.exec(
        select(func.count(), func.min(Message.not_before)).where(
            col(Message.status) == MessageStatus.QUEUED,
            col(Message.not_before) <= tx.now,
            col(Message.gathered_at).is_(None),
        )
    ).one()


def _count(tx: Tx, *what: ColumnElement[bool]) -> int:
    return tx.session.exec(select(func.count()).select_from(Message).where(*what)).one()


def _failed(tx: Tx) -> dict[str, int]:
    rows = tx.session.exec(
        select(Message.reason, func.count())
        .where(Message.status == MessageStatus.FAILED)
        .group_by(Message.reason)
        .order_by(Message.reason)
    )
    return {reason or "": number for reason, number in rows}


def _alarms(tx: Tx) -> tuple[OpenAlarm, ...]:
    rows = tx.session.exec(
        select(Alarm).where(col(Alarm.cleared_at).is_(None), col(Alarm.kind).in_(KINDS)).order_by(col(Alarm.id))
    )
    return tuple(OpenAlarm(row.kind, row.detail, row.since_at) for row in rows)
