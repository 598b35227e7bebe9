"""What became of messages that a story goes by. Never writes."""

from typing import Any

from sqlmodel import or_, select

from flows.engine.matter import Matter, unpacked
from models.code import MessageStatus
from models.holder import parsed
from models.tables import Action, Message, Professional


def minutes_were_delivered(matter: Matter, to: str) -> bool:
    """Whether the minutes in which this action was agreed were sent to this holder, or to a colleague of theirs."""
    kind, number = parsed(to)
    if kind == "person":
        recipient: Any = Message.to_person_id == number
    else:
        agency = number if kind == "agency" else matter.session.get_one(Professional, number).agency_id
        colleagues = select(Professional.id).where(Professional.agency_id == agency)
        recipient = or_(Message.to_agency_id == agency, Message.to_professional_id.in_(colleagues))  # type: ignore[union-attr]
    meeting = matter.session.get_one(Action, matter.about).meeting_id
    contents = matter.session.exec(
        select(Message.content).where(
            Message.case_id == matter.case.id,
            Message.notice == "MinutesReady",
            Message.status == MessageStatus.SENT,
            recipient,
        )
    )
    return any(unpacked(content).get("meeting") == meeting for content in contents)
