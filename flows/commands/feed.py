"""The secret address of somebody's own calendar: made once, shown once, revocable. Only its digest is kept."""

import secrets
from datetime import datetime

from sqlmodel import col, select

from models.access import Viewer
from models.store import Store, Tx
from models.tables import CalendarFeed

FEED = "feed"
"""The kind of digest a feed is found by."""

_BYTES = 24


def make_feed(store: Store, viewer: Viewer, now: datetime) -> str:
    """Gives the viewer's calendar a new secret; the one before works no more."""
    token = secrets.token_urlsafe(_BYTES)
    with store.write(now) as tx:
        _end(tx, viewer, now)
        row = CalendarFeed(
            professional_id=viewer.professional_id, token_digest=store.vault.digest(FEED, token), made_at=now
        )
        tx.session.add(row)
    return token


def end_feed(store: Store, viewer: Viewer, now: datetime) -> None:
    """The secret of the viewer's calendar works no more."""
    with store.write(now) as tx:
        _end(tx, viewer, now)


def _end(tx: Tx, viewer: Viewer, now: datetime) -> None:
    open_ones = select(CalendarFeed).where(
        CalendarFeed.professional_id == viewer.professional_id, col(CalendarFeed.revoked_at).is_(None)
    )
    for row in tx.session.exec(open_ones):
        row.revoked_at = now
        tx.session.add(row)
    tx.flush()
