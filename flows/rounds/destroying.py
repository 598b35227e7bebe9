"""Destroys what two people approved, each case in a transaction of its own, and keeps the proof. Decides nothing.

What came in between, even since the second approval, is looked at again under the lock of the case.
"""

import json
import logging
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.diagnosis import diagnosis_of
from flows.engine import hot
from flows.records.destruction import destroy, with_joined
from flows.records.figure import keep_figures
from flows.rounds.destruction_list import off, what_came_between
from models.store import Store, Tx
from models.tables import CaseFile, Destruction, Region

log = logging.getLogger("vangnet.rounds")


def destroy_approved(store: Store, now: datetime) -> tuple[int, int]:
    """Every item with both approvals; gives how many went, and how many could not be destroyed."""
    with store.read(now) as tx:
        approved = list(tx.session.exec(_approved().order_by(col(Destruction.id))))
    gone = failed = 0
    for number in approved:
        try:
            with store.write(now) as tx:
                gone += _destroyed(tx, number)
        except Exception as problem:  # noqa: BLE001 - one that cannot be destroyed may not hold back the others
            log.warning("item %s could not be destroyed: %s", number, diagnosis_of(problem))
            failed += 1
    return gone, failed


def is_approved(tx: Tx) -> bool:
    """Whether anything waits to be destroyed."""
    return tx.session.exec(_approved().limit(1)).first() is not None


def _approved() -> Any:
    return select(Destruction.id).where(
        col(Destruction.second_at).is_not(None),
        col(Destruction.off_at).is_(None),
        col(Destruction.destroyed_at).is_(None),
    )


def _destroyed(tx: Tx, number: int) -> bool:
    item = tx.session.get_one(Destruction, number)
    if item.case_id is None or item.destroyed_at is not None or item.off_at is not None:
        return False
    # First the region, whose sums are written; then the cases, the newest first, as wherever several are locked.
    tx.session.exec(select(Region.id).where(Region.id == item.region_id).with_for_update()).one()
    cases = with_joined(tx, item.case_id)
    if tx.session.get(CaseFile, item.case_id) is None:
        raise LookupError("the case of an item is gone")
    for case in sorted(cases, reverse=True):
        tx.one(hot.LOCK_CASE, case=case)
    tx.session.expire_all()
    came_between = what_came_between(tx, item)
    if came_between is not None:
        off(tx, item, came_between)
        return False
    keep_figures(tx, cases)
    gone = destroy(tx, cases)
    item = tx.session.get_one(Destruction, number)
    item.destroyed_at, item.counts, item.rest = tx.now, json.dumps(gone.counts), gone.rest
    tx.session.add(item)
    for before in tx.session.exec(select(Destruction).where(col(Destruction.case_id).in_(cases))).all():
        before.off_words = None
        tx.session.add(before)
    return True
