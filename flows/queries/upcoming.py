"""The next moment at which something happens by itself: a run goes on, a wait is looked at, a message may go.

An overview of the day is no happening of its own: it brings what happened already, and goes when time has passed.
"""

from datetime import datetime

from sqlalchemy import func, select

from flows.engine.drain import NEXT_WAKE_UP
from flows.engine.hot import MESSAGE, QUEUED, WAIT
from flows.messages.daily import NOTICE as OVERVIEW
from models.prepared import Prepared
from models.store import Tx

NEXT_LOOK = Prepared(select(func.min(WAIT.c.next_look_at)).where(WAIT.c.next_look_at.is_not(None)))
NEXT_MESSAGE = Prepared(
    select(func.min(MESSAGE.c.not_before)).where(QUEUED, MESSAGE.c.gathered_at.is_(None), MESSAGE.c.notice != OVERVIEW)
)


def next_moment(tx: Tx) -> datetime | None:
    """The next moment after now at which something is due; nothing when nothing is planned."""
    rows = [tx.one(NEXT_WAKE_UP), tx.one(NEXT_LOOK), tx.one(NEXT_MESSAGE)]
    moments = [row[0] for row in rows if row and row[0]]
    return max(min(moments), tx.now) if moments else None
