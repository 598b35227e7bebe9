"""Looks at the waits whose moment has come, each under the lock of its case. Never at those that just wait."""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from flows.diagnosis import diagnosis_of
from flows.engine import hot
from flows.engine.matter import CaseRow, Matter
from flows.messages.deed import LOOKED_COLUMNS, LookedAt
from flows.messages.look import due_looks, next_look
from models.prepared import Prepared
from models.store import Store, Tx

log = logging.getLogger("vangnet.messages")

LATER = timedelta(hours=1)
"""When a wait is looked at again that could not be looked at."""

READ_DUE = Prepared(
    select(hot.WAIT.c.id, hot.WAIT.c.case_id)
    .where(hot.OPEN, hot.WAIT.c.next_look_at <= bindparam("now"))
    .order_by(hot.WAIT.c.next_look_at, hot.WAIT.c.id)
    .limit(bindparam("most"))
)
READ_LOOKED = Prepared(
    select(*(hot.WAIT.c[name] for name in LOOKED_COLUMNS)).where(
        hot.WAIT.c.id == bindparam("wait"),
        hot.OPEN,
        hot.WAIT.c.next_look_at <= bindparam("now"),
    )
)
MOVE_ON = Prepared(
    update(hot.WAIT).where(hot.WAIT.c.id == bindparam("wait"), hot.OPEN).values(next_look_at=bindparam("look_at"))
)


@dataclass(slots=True)
class Watched:
    """How many waits were looked at, and what was done, by the name of the look."""

    looked: int = 0
    failed: int = 0
    done: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        """The counts in words."""
        counts: Mapping[str, int] = {
            "looked at": self.looked,
            **self.done,
            **({"failed": self.failed} if self.failed else {}),
        }
        return ", ".join(f"{number} {name}" for name, number in counts.items())


def watch_terms(store: Store, now: datetime, *, batch: int = 500) -> Watched:
    """Looks at every open wait whose next look has come, and moves that on. Looking twice does nothing twice.

    Args:
        store: the domain database.
        now: the moment it is in the process.
        batch: how many are read at a time.
    """
    watched = Watched()
    while found := _due(store, now, batch):
        for wait, case in found:
            _look(store, wait, case, now, watched)
    return watched


def _due(store: Store, now: datetime, most: int) -> list[tuple[int, int]]:
    with store.read(now) as tx:
        return [(wait, case) for wait, case in tx.all(READ_DUE, now=now, most=most)]


def _look(store: Store, wait: int, case: int, now: datetime, watched: Watched) -> None:
    try:
        with store.write(now) as tx:
            done = _looked(tx, wait, case)
    except Exception as problem:  # noqa: BLE001 - one wait that cannot be looked at may not hide the others
        log.warning("wait %s could not be looked at: %s", wait, diagnosis_of(problem))
        with store.write(now) as tx:
            tx.run(MOVE_ON, wait=wait, look_at=now + LATER)
        watched.failed += 1
        return
    if done is not None:
        watched.looked += 1
        watched.done.update(done)


def _looked(tx: Tx, number: int, case: int) -> list[str] | None:
    """What was done; None when another worker looked already, or it was answered."""
    locked = tx.one(hot.LOCK_CASE, case=case)
    row = tx.one(READ_LOOKED, wait=number, now=tx.now)
    if locked is None or row is None:
        return None
    wait = LookedAt(*row)
    matter = Matter(tx, CaseRow(*locked), wait.stage_run_id, "", 0, None, None)
    done = [look.name for look in due_looks(wait, tx.now) if look.do(matter, wait)]
    tx.run(MOVE_ON, wait=number, look_at=next_look(wait, tx.now))
    return done
