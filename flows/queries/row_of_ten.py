"""What became of the questions somebody takes one after another: answered by them, or closed without them."""

from collections.abc import Collection
from enum import StrEnum

from sqlmodel import col, func, select

from models.access import Viewer
from models.store import Tx
from models.tables import Statement, Wait


class Became(StrEnum):
    """How a question left the row."""

    ANSWERED = "answered"
    CLOSED = "closed"


def last_statement(tx: Tx) -> int:
    """The number of what was said last; what the viewer says from here on has a higher one."""
    return int(tx.session.exec(select(func.max(Statement.id))).one() or 0)


def became(tx: Tx, viewer: Viewer, waits: Collection[int], after: int) -> dict[int, Became]:
    """What became of these questions since ``after``; those that stay to be answered are left out."""
    answered = select(Statement.wait_id).where(
        col(Statement.wait_id).in_(waits),
        col(Statement.id) > after,
        Statement.recorded_by_id == viewer.professional_id,
    )
    closed = select(Wait.id).where(col(Wait.id).in_(waits), col(Wait.closed_at).is_not(None))
    found = dict.fromkeys(tx.session.exec(closed), Became.CLOSED)
    return found | dict.fromkeys((number for number in tx.session.exec(answered) if number), Became.ANSWERED)
