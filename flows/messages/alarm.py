"""Alarms of the mail: the server lets nothing through, or does not answer for an hour. Sends nothing."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col
from sqlmodel import select as rows

from flows.engine.hot import table
from models.prepared import Prepared
from models.store import Store, Tx
from models.tables import Alarm

MAIL, AWAY, UNANSWERED = "mail", "mail away", "mail unanswered"
"""It lets us in no more; it is away for an hour or more; it was away a moment ago, which is no alarm yet."""
KINDS = frozenset({MAIL, AWAY})
"""What an operator must look at."""
PATIENCE = timedelta(hours=1)
REST = timedelta(minutes=5)
"""How long the mail server is left alone while the alarm is open: trying too often locks an account."""

_ALARM = table(Alarm)
READ_OPEN = Prepared(
    select(_ALARM.c.id, _ALARM.c.next_try_at).where(
        _ALARM.c.kind == bindparam("alarm_kind"), _ALARM.c.cleared_at.is_(None)
    )
)


def rests_until(tx: Tx, wall: datetime) -> datetime | None:
    """Until when nothing is tried, because of an open alarm."""
    row = tx.one(READ_OPEN, alarm_kind=MAIL)
    return row[1] if row and row[1] and row[1] > wall else None


def raise_alarm(store: Store, detail: str, now: datetime, wall: datetime) -> None:
    """Leaves one open alarm, with the newest code of what is wrong; it is tried again after a rest."""
    try:
        with store.write(now) as tx:
            alarm = _open(tx) or Alarm(kind=MAIL, detail="", since_at=wall)
            alarm.detail, alarm.next_try_at = detail[:60], wall + REST
            tx.session.add(alarm)
    except IntegrityError:  # another worker raised it at this very moment
        return


def not_reached(store: Store, detail: str, now: datetime, wall: datetime) -> None:
    """The server did not answer: kept since when, and an alarm once that lasts too long. Mail goes on being tried."""
    try:
        with store.write(now) as tx:
            row = _open(tx, AWAY) or _open(tx, UNANSWERED) or Alarm(kind=UNANSWERED, detail="", since_at=wall)
            row.detail = detail[:60]
            if wall - row.since_at >= PATIENCE:
                row.kind = AWAY
            tx.session.add(row)
    except IntegrityError:  # another worker said so at this very moment
        return


def reached(tx: Tx, wall: datetime) -> None:
    """The server answered, whatever it said."""
    for kind in (AWAY, UNANSWERED):
        _over(tx, kind, wall)


def clear(tx: Tx, wall: datetime) -> None:
    """A mail left: what was wrong is over."""
    _over(tx, MAIL, wall)
    reached(tx, wall)


def _over(tx: Tx, kind: str, wall: datetime) -> None:
    alarm = _open(tx, kind) if tx.one(READ_OPEN, alarm_kind=kind) else None
    if alarm is not None:
        alarm.cleared_at, alarm.next_try_at = max(wall, alarm.since_at), None
        tx.session.add(alarm)


def _open(tx: Tx, kind: str = MAIL) -> Alarm | None:
    return tx.session.exec(
        rows(Alarm).where(Alarm.kind == kind, col(Alarm.cleared_at).is_(None)).with_for_update()
    ).first()
