"""How a worker takes a run with a due wake-up, and what happens when carrying it fails. Touches only the run's row.

The lease saves work and guards nothing: after it expires a second advance finds nothing to do. Leases and retries go
by the machine's clock; wake-ups go by the clock of the process, which in the demo a visitor moves.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, func, or_, select, update

from flows.engine.hot import CASE, DROP_DUE_WAKE_UPS, LOCK_CASE_OF_RUN, RUN, WAIT, WAKE_UP
from models.prepared import Prepared
from models.store import Store

LEASE = timedelta(minutes=3)
"""Longer than Prefect may keep a worker waiting before the run begins: a minute a request, and one more while it
recovers. A shorter one lets another worker carry what the first still does (docs/decisions/0053)."""
MOST_TRIES = 5
FIRST_PAUSE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Claim:
    """A run leased to this worker."""

    run: int
    stage: str
    ref: str
    tries: int
    wake_up: int


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
FIRST_DUE = Prepared(
    select(func.min(WAKE_UP.c.id)).where(
        WAKE_UP.c.stage_run_id == bindparam("run"), WAKE_UP.c.not_before <= bindparam("now")
    )
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
LET_GO = Prepared(
    update(RUN)
    .where(RUN.c.id == bindparam("run"), AT_WORK)
    .values(lease_until=None, lease_by=None, tries=case((RUN.c.tries > 0, RUN.c.tries - 1), else_=0))
)
KEEP = Prepared(
    update(RUN)
    .where(RUN.c.id == bindparam("run"), AT_WORK)
    .values(tries=case((RUN.c.tries > 0, RUN.c.tries - 1), else_=0))
)
READ_TRIES = Prepared(select(RUN.c.tries).where(RUN.c.id == bindparam("run")))
READ_DUE = Prepared(
    select(WAKE_UP.c.reason).where(WAKE_UP.c.stage_run_id == bindparam("run"), WAKE_UP.c.not_before <= bindparam("now"))
)
READ_LAPSED = Prepared(
    select(WAIT.c.key).where(
        WAIT.c.stage_run_id == bindparam("run"), WAIT.c.status == "open", WAIT.c.lapses_at <= bindparam("now")
    )
)
_NEVER_FINISHED = (
    select(RUN.c.id)
    .where(
        and_(RUN.c.tries >= MOST_TRIES, AT_WORK),
        or_(RUN.c.lease_until.is_(None), RUN.c.lease_until < bindparam("wall")),
    )
    .with_for_update(skip_locked=True)
)
GIVE_UP = Prepared(
    update(RUN)
    .where(RUN.c.id.in_(_NEVER_FINISHED))
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
        wake_up = tx.one(FIRST_DUE, run=run, now=now)
        return Claim(run, stage, str(ref[0]) if ref else "", tries, int(wake_up[0]) if wake_up else 0)


def give_up(store: Store, now: datetime, wall: datetime) -> int:
    """Blocks runs that were taken up five times and never finished (a worker that dies each time); says how many."""
    with store.write(now) as tx:
        return tx.run(GIVE_UP, wall=wall, why=f"was taken up {MOST_TRIES} times and never finished")


def failed(store: Store, run: int, why: str, now: datetime, wall: datetime) -> None:
    """Lets go of a run that could not be carried: tried again after a pause that doubles, blocked after five tries.

    Args:
        store: the domain database.
        run: the run.
        why: the diagnosis for an operator; never personal.
        now: the moment it is in the process.
        wall: the moment it is on the machine.
    """
    with store.write(now) as tx:
        row = tx.one(READ_TRIES, run=run)
        tries = max(int(row[0]), 1) if row else 1
        tx.run(FAILED, run=run, again_at=wall + FIRST_PAUSE * 2 ** (tries - 1), why=why[:400])


def let_go(store: Store, run: int, now: datetime) -> None:
    """Gives a claimed run back uncarried, and does not count it as a try: Prefect was away, not the run at fault."""
    with store.write(now) as tx:
        tx.run(LET_GO, run=run)


def keep(store: Store, run: int, now: datetime) -> None:
    """Leaves a claimed run leased, and does not count it as a try: it was handed over before and waits its turn."""
    with store.write(now) as tx:
        tx.run(KEEP, run=run)


def drop_stale(store: Store, run: int, now: datetime) -> bool:
    """Drops due timers whose question is answered already; true when nothing else was due, so no flow run is needed."""
    with store.write(now) as tx:
        tx.one(LOCK_CASE_OF_RUN, run=run)
        due = {reason for (reason,) in tx.all(READ_DUE, run=run, now=now)}
        lapsed = {f"until:{key}"[:80] for (key,) in tx.all(READ_LAPSED, run=run, now=now)}
        if not due or not all(reason.startswith("until:") for reason in due) or due & lapsed:
            return False
        tx.run(DROP_DUE_WAKE_UPS, run=run, now=now)
        tx.run(LET_GO, run=run)
        return True
