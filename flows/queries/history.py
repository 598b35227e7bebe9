"""What the days before today add up to in a whole region, counted once a day by each process. Plain numbers only.

Nothing of a case is kept, and nothing that differs from one viewer to another: see decision 0039.
"""

from collections.abc import Callable, Hashable
from datetime import datetime, time
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlmodel import func, select

from flows.engine.matter import AMSTERDAM
from flows.queries.visible import sees_its_region
from models.access import Viewer
from models.store import Tx
from models.tables import Agency, CaseFigure

Counted = TypeVar("Counted")
_Known = tuple[Hashable, object]
_KNOWN: WeakKeyDictionary[Any, dict[Hashable, _Known]] = WeakKeyDictionary()
"""Per database, per thing counted and region: when it was counted, and what came of it."""


def midnight(tx: Tx) -> datetime:
    """When today began in Amsterdam: what happened before it does not change any more."""
    return datetime.combine(tx.now.astimezone(AMSTERDAM).date(), time(), AMSTERDAM)


def once_a_day(tx: Tx, viewer: Viewer, what: str, count: Callable[[], Counted]) -> Counted:
    """What was counted today already for the same region; anew for who does not see all of a region.

    A case that is destroyed takes its share away at once: it then counts among the figures that are kept.
    """
    if not sees_its_region(viewer):
        return count()
    return once_a_day_in(tx, tx.session.get_one(Agency, viewer.agency_id).region_id, what, count)


def once_a_day_in(tx: Tx, region: int, what: str, count: Callable[[], Counted], *as_long_as: Hashable) -> Counted:
    """The same of what a region shows in the same way to whoever may see it.

    ``as_long_as`` is what must be as it was for the count to hold.
    """
    destroyed = tx.session.exec(select(func.count(CaseFigure.id))).one()  # type: ignore[arg-type]
    as_of = (midnight(tx).date(), destroyed, *as_long_as)
    known = _KNOWN.setdefault(tx.connection.engine, {})
    if known.get((what, region), (None, None))[0] != as_of:
        known[what, region] = (as_of, count())
    found: Counted = known[what, region][1]  # type: ignore[assignment]
    return found
