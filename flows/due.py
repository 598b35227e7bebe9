"""What is due by itself, now and next: looks at waits, messages that may leave, runs that go on. Carries nothing."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select

from flows.engine.drain import next_wake_up
from flows.engine.hot import MESSAGE, OPEN, QUEUED, WAIT
from flows.messages.weekly import weekly_is_due
from flows.office import Office
from flows.rounds.destroying import is_approved
from models.prepared import Prepared
from models.store import Tx

MESSAGE_DUE = Prepared(
    select(func.count())
    .select_from(MESSAGE)
    .where(
        QUEUED,
        MESSAGE.c.gathered_at.is_(None),
        MESSAGE.c.not_before <= bindparam("now"),
        or_(MESSAGE.c.lease_until.is_(None), MESSAGE.c.lease_until < bindparam("wall")),
        or_(MESSAGE.c.next_try_at.is_(None), MESSAGE.c.next_try_at <= bindparam("wall")),
    )
)
GATHERED_DUE = Prepared(
    select(func.count())
    .select_from(MESSAGE)
    .where(QUEUED, MESSAGE.c.gathered_at.is_not(None), MESSAGE.c.not_before <= bindparam("now"))
)
LOOK_DUE = Prepared(select(func.count()).select_from(WAIT).where(OPEN, WAIT.c.next_look_at <= bindparam("now")))
NEXT_LOOK = Prepared(select(func.min(WAIT.c.next_look_at)).where(OPEN))
NEXT_MESSAGE = Prepared(select(func.min(MESSAGE.c.not_before)).where(QUEUED, MESSAGE.c.not_before > bindparam("now")))


def _look_is_due(tx: Tx, now: datetime, _wall: datetime) -> bool:
    return bool((tx.one(LOOK_DUE, now=now) or (0,))[0])


def _message_is_due(tx: Tx, now: datetime, wall: datetime) -> bool:
    return bool((tx.one(MESSAGE_DUE, now=now, wall=wall) or (0,))[0])


def _digest_is_due(tx: Tx, now: datetime, _wall: datetime) -> bool:
    return bool((tx.one(GATHERED_DUE, now=now) or (0,))[0]) or weekly_is_due(tx)


SWEEP_IS_DUE: Mapping[str, Callable[[Tx, datetime, datetime], bool]] = {
    "watch-terms": _look_is_due,
    "deliver-messages": _message_is_due,
    "daily-digest": _digest_is_due,
    "retention": lambda tx, _now, _wall: is_approved(tx),
}
"""Whether each sweep has anything to do, at a moment of the process and of the machine."""


def next_moment(office: Office) -> datetime | None:
    """The next moment at which something happens by itself: a run goes on, a wait is looked at, a message may go."""
    now = office.now()
    with office.store.read(now) as tx:
        found = [tx.one(NEXT_LOOK), tx.one(NEXT_MESSAGE, now=now)]
    moments = [row[0] for row in found if row and row[0]] + [next_wake_up(office.store, now)]
    return min((moment for moment in moments if moment is not None), default=None)
