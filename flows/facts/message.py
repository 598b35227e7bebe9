"""What became of messages that a story goes by. Never writes."""

from typing import Any

from sqlmodel import or_, select

from flows.engine.matter import Matter
from models.code import MessageStatus
from models.holder import parsed
from models.tables import Message, Professional


def minutes_were_delivered(matter: Matter, to: str) -> bool:
    """Whether the message with the minutes was sent to this holder, or to somebody of the same agency."""
    kind, number = parsed(to)
    if kind == "person":
        recipient: Any = Message.to_person_id == number
    else:
        agency = number if kind == "agency" else matter.session.get_one(Professional, number).agency_id
        colleagues = select(Professional.id).where(Professional.agency_id == agency)
        recipient = or_(Message.to_agency_id == agency, Message.to_professional_id.in_(colleagues))  # type: ignore[union-attr]
    return (
        matter.session.exec(
            select(Message.id).where(
                Message.case_id == matter.case.id,
                Message.notice == "MinutesReady",
                Message.status == MessageStatus.SENT,
                recipient,
            )
        ).first()
        is not None
    )
