"""Who of the people came, went or is reached otherwise, for the timeline: what they are to the youth, never a name."""

from collections.abc import Iterator

from sqlmodel import col, select

from flows.queries.event import Event
from models.store import Tx
from models.tables import PersonChange


def people_events(tx: Tx, case: int) -> Iterator[Event]:
    """Events about the people of a case; of no agency, so only for who sees the whole of it."""
    rows = tx.session.exec(select(PersonChange).where(PersonChange.case_id == case).order_by(col(PersonChange.id)))
    for row in rows:
        yield Event(row.changed_at, "people", row.relation, f"person {row.what}", row.relation, code=row.code)
