"""Who was told what of a case, when, and whether it arrived. Never an address, and no words of a message."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from flows.queries.door import open_case
from flows.queries.people import agency_name, holder_name
from models.access import Viewer
from models.item import Item
from models.store import Tx
from models.tables import Message, Professional


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message.

    Attributes:
        to: a name, for who may see the file; an agency otherwise; nothing for one of the people.
        is_person: it went to one of the people themselves.
    """

    notice: str
    to: str
    is_person: bool
    queued_at: datetime
    status: str
    reason: str | None
    done_at: datetime | None


def messages_of(tx: Tx, viewer: Viewer, ref: str, limit: int = 200) -> tuple[MessageLine, ...]:
    """The messages of the case of that number, the newest first; an agency sees those to itself.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    opened = open_case(tx, viewer, ref)
    own = select(Professional.id).where(Professional.agency_id == viewer.agency_id)
    found = select(Message).where(Message.case_id == opened.case.id)
    if not opened.sees(Item.MESSAGE):
        found = found.where((col(Message.to_agency_id) == viewer.agency_id) | col(Message.to_professional_id).in_(own))
    rows = tx.session.exec(found.order_by(col(Message.id).desc()).limit(limit))
    return tuple(_line(tx, row, by_name=opened.sees(Item.RECIPIENT)) for row in rows)


def _line(tx: Tx, row: Message, *, by_name: bool) -> MessageLine:
    to = holder_name(tx, row.to_agency_id, row.to_professional_id, row.to_person_id) if by_name else _agency(tx, row)
    is_person = row.to_person_id is not None
    return MessageLine(row.notice, to, is_person, row.queued_at, row.status, row.reason, row.done_at)


def _agency(tx: Tx, row: Message) -> str:
    who = tx.session.get(Professional, row.to_professional_id) if row.to_professional_id else None
    return agency_name(tx, who.agency_id if who else row.to_agency_id)
