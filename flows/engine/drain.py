"""Carries every run that is due, one after another, without Prefect: for tests, simulation and the demo's clock."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import bindparam, func, select

from flows.engine.advance import Advanced, advance
from flows.engine.claim import AT_WORK
from flows.engine.hot import RUN, WAKE_UP
from models.prepared import Prepared
from models.store import Store

NEXT_DUE = Prepared(
    select(WAKE_UP.c.stage_run_id)
    .join(RUN, RUN.c.id == WAKE_UP.c.stage_run_id)
    .where(WAKE_UP.c.not_before <= bindparam("now"), AT_WORK)
    .order_by(WAKE_UP.c.not_before, WAKE_UP.c.id)
    .limit(1)
)
NEXT_WAKE_UP = Prepared(
    select(func.min(WAKE_UP.c.not_before)).join(RUN, RUN.c.id == WAKE_UP.c.stage_run_id).where(AT_WORK)
)


def drain(store: Store, now: datetime) -> Iterator[Advanced]:
    """Advances until nothing is due any more."""
    while True:
        with store.read(now) as tx:
            row = tx.one(NEXT_DUE, now=now)
        if row is None:
            return
        yield advance(store, row[0], now)


def next_wake_up(store: Store, now: datetime) -> datetime | None:
    """The moment the next run is due."""
    with store.read(now) as tx:
        row = tx.one(NEXT_WAKE_UP)
    return row[0] if row else None
