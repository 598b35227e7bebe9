"""How a worker takes a run with a due wake-up, and what happens when carrying it fails. Touches only the run's row.

The lease saves work and guards nothing: after it expires a second advance finds nothing to do. Leases and retries go
by the machine's clock; wake-ups go by the clock of the process, which in the demo a visitor moves.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, or_, select, update

from flows.engine.hot import CASE, RUN, WAKE_UP
from models.prepared import Prepared
from models.store import Store

LEASE = timedelta(seconds=60)
MOST_TRIES = 5
FIRST_PAUSE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Claim:
    """A run leased to this worker."""

    run: int
    stage: str
    ref: str
    tries: int


AT_WORK = or_(RUN.c.status == "waiting", RUN.c.status == "ready")
_DUE = (
    select(RUN.c.id)
    .join(WAKE_UP, WAKE_UP.c.stage_run_id == RUN.c.id)
    .where(
        WAKE_UP.c.not_before <= bindparam("now"),
        AT_WORK,
        or_(RUN.c.lease_until.is_(None), RUN.c.lease_until < bindparam("wall")),
        or_(RUN.c.next_try_at.is_(None), RUN.c.next_try_at <= bindparam("wall")),
    )
    .order_by(WAKE_UP.c.not_before, WAKE_UP.c.id)
    .limit(1)
    .with_for_update(of=RUN, skip_locked=True)
)
CLAIM = Prepared(
    update(RUN)
    .where(RUN.c.id == _DUE.scalar_subquery())
    .values(lease_until=bindparam("until"), lease_by=bindparam("worker"), tries=RUN.c.tries + 1)
    .returning(RUN.c.id, RUN.c.stage, RUN.c.case_id, RUN.c.tries)
)
READ_REF = Prepared(select(CASE.c.ref).where(CASE.c.id == bindparam("case")))
FAILED = Prepared(
    update(RUN)
    .where(RUN.c.id == bindparam("run"), AT_WORK)
    .values(
        lease_until=None,
        lease_by=None,
        next_try_at=bindparam("again_at"),
        diagnosis=bindparam("why"),
        status=case((RUN.c.tries >= MOST_TRIES, "blocked"), else_=RUN.c.status),
    )
)
GIVE_UP = Prepared(
    update(RUN)
    .where(
        and_(RUN.c.tries >= MOST_TRIES, AT_WORK),
        or_(RUN.c.lease_until.is_(None), RUN.c.lease_until < bindparam("wall")),
    )
    .values(status="blocked", diagnosis=bindparam("why"), lease_until=None, lease_by=None)
)


def claim(store: Store, worker: str, now: datetime, wall: datetime, lease: timedelta = LEASE) -> Claim | None:
    """Leases the run whose wake-up has been due the longest, or None when nothing is due."""
    with store.write(now) as tx:
        row = tx.one(CLAIM, now=now, wall=wall, until=wall + lease, worker=worker)
        if row is None:
            return None
        run, stage, case_id, tries = row
        ref = tx.one(READ_REF, case=case_id)
        return Claim(run, stage, str(ref[0]) if ref else "", tries)


def give_up(store: Store, now: datetime, wall: datetime) -> int:
    """Blocks runs that were taken up five times and never finished (a worker that dies each time); says how many."""
    with store.write(now) as tx:
        return tx.run(GIVE_UP, wall=wall, why=f"was taken up {MOST_TRIES} times and never finished")


def failed(store: Store, claimed: Claim, why: str, now: datetime, wall: datetime) -> None:
    """Lets go of a run that could not be carried: tried again after a pause that doubles, blocked after five tries.

    Args:
        store: the domain database.
        claimed: the run.
        why: the diagnosis for an operator; never personal.
        now: the moment it is in the process.
        wall: the moment it is on the machine.
    """
    pause = FIRST_PAUSE * 2 ** (claimed.tries - 1)
    with store.write(now) as tx:
        tx.run(FAILED, run=claimed.run, again_at=wall + pause, why=why[:400])
