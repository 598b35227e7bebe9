"""Carries what is due as a worker would: a run that cannot be carried stops for an operator, and the others go on."""

from collections.abc import Iterator
from datetime import datetime

import flows.stages  # noqa: F401 - every story is known
from flows.diagnosis import diagnosis_of
from flows.engine.advance import advance, block
from flows.engine.drain import NEXT_DUE
from models.store import Store


def carry_due(store: Store, now: datetime) -> Iterator[str]:
    """Advances until nothing is due any more; gives the diagnosis of each run that stopped."""
    while (run := _due(store, now)) is not None:
        try:
            blocked = advance(store, run, now).blocked
        except Exception as problem:  # noqa: BLE001 - whatever it was, it belongs in the figures
            blocked = block(store, run, f"{diagnosis_of(problem)}: {problem}", now).blocked
        if blocked is not None:
            yield blocked


def _due(store: Store, now: datetime) -> int | None:
    with store.read(now) as tx:
        row = tx.one(NEXT_DUE, now=now)
    return None if row is None else int(row[0])
