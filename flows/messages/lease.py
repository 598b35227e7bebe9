"""How messages are taken to be sent, and let go: short leases, so that no two workers send the same one.

Leases and retries go by the machine's clock; the moment before which nothing is sent, by the clock of the process.
"""

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, or_, select, update

from flows.engine.hot import MESSAGE, QUEUED
from flows.messages.outgoing import ROW, Queued
from models.prepared import Prepared
from models.store import Store, Tx

LEASE = timedelta(minutes=5)

_FREE = and_(
    QUEUED,
    MESSAGE.c.gathered_at.is_(None),
    MESSAGE.c.not_before <= bindparam("now"),
    or_(MESSAGE.c.lease_until.is_(None), MESSAGE.c.lease_until < bindparam("wall")),
    or_(MESSAGE.c.next_try_at.is_(None), MESSAGE.c.next_try_at <= bindparam("wall")),
)
FREE = Prepared(
    select(MESSAGE.c.id)
    .where(_FREE)
    .order_by(MESSAGE.c.not_before, MESSAGE.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
TAKE = Prepared(
    update(MESSAGE)
    .where(MESSAGE.c.id == bindparam("message"))
    .values(lease_until=bindparam("until"), lease_by=bindparam("me"), next_try_at=None)
)
HOLD = Prepared(
    update(MESSAGE)
    .where(MESSAGE.c.id == bindparam("message"), QUEUED, MESSAGE.c.lease_by == bindparam("me"))
    .values(lease_until=bindparam("until"))
    .returning(*ROW)
)
LET_GO = Prepared(
    update(MESSAGE).where(MESSAGE.c.lease_by == bindparam("me"), QUEUED).values(lease_until=None, lease_by=None)
)
PUT_OFF = Prepared(
    update(MESSAGE)
    .where(MESSAGE.c.id == bindparam("message"))
    .values(lease_until=None, lease_by=None, next_try_at=bindparam("again_at"))
)


GATHER = Prepared(
    update(MESSAGE)
    .where(MESSAGE.c.id == bindparam("message"), QUEUED)
    .values(
        gathered_at=bindparam("now"), gathered_for_id=bindparam("reader"), not_before=bindparam("until"),
        ground=bindparam("on_ground"),
        lease_until=None, lease_by=None, next_try_at=None,
    )
)  # fmt: skip


def take(tx: Tx, me: str, wall: datetime, *, most: int) -> list[int]:
    """Leases the messages that have been due the longest, and gives their numbers."""
    found = [number for (number,) in tx.all(FREE, now=tx.now, wall=wall, most=most)]
    for number in found:
        tx.run(TAKE, message=number, until=wall + LEASE, me=me)
    return found


def hold(tx: Tx, number: int, me: str, wall: datetime) -> Queued | None:
    """Renews the lease on one message right before it is sent; None when somebody else has it, or it is done."""
    row = tx.one(HOLD, message=number, until=wall + LEASE, me=me)
    return Queued(*row) if row else None


def rest(tx: Tx, me: str, wall: datetime, until: datetime) -> None:
    """Lets go of what was taken, and lets everything that is due rest until a moment; counts no try."""
    tx.run(LET_GO, me=me)
    for (number,) in tx.all(FREE, now=tx.now, wall=wall, most=_ALL):
        tx.run(PUT_OFF, message=number, again_at=until)


def let_go(store: Store, me: str, now: datetime) -> None:
    """Gives back what was taken and not sent."""
    with store.write(now) as tx:
        tx.run(LET_GO, me=me)


_ALL = 1_000_000
