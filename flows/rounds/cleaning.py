"""Cleans, after rows were destroyed, what lies outside them: pages nobody uses, caught mail, what others keep.

Tried again in the next round until all of it is done; only then is it forgotten what was to be looked for.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from models.compact import compact
from models.store import Store
from models.tables import Destruction

Elsewhere = Callable[[Sequence[str], Sequence[str]], bool]
"""Forgets what is known of these numbers of cases and these addresses somewhere; false where it could not now."""


def clean(store: Store, now: datetime, elsewhere: Sequence[Elsewhere]) -> tuple[int, int]:
    """Gives how many items are clean now, and how many are not yet."""
    with store.read(now) as tx:
        items = list(tx.session.exec(_uncleaned()))
    if not items:
        return 0, 0
    rests = [json.loads(item.rest) for item in items if item.rest]
    refs = [ref for rest in rests for ref in rest["refs"]]
    addresses = [address for rest in rests for address in rest["addresses"]]
    if not all(forget(refs, addresses) for forget in elsewhere):
        return 0, len(items)
    numbers = [item.id for item in items]
    with store.write(now) as tx:
        for row in tx.session.exec(_uncleaned().where(col(Destruction.id).in_(numbers))):
            row.rest = None
            tx.session.add(row)
    tables = {name for item in items for name in json.loads(item.counts)} | {"destruction"}
    if not compact(store.engine, tables):
        return 0, len(items)
    with store.write(now) as tx:
        for row in tx.session.exec(_uncleaned().where(col(Destruction.id).in_(numbers))):
            row.cleaned_at = now
            tx.session.add(row)
    return len(items), 0


def _uncleaned() -> Any:
    done = (col(Destruction.destroyed_at).is_not(None), col(Destruction.cleaned_at).is_(None))
    return select(Destruction).where(*done).order_by(col(Destruction.id))
