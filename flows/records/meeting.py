"""What a meeting records besides its answers. Never asks anybody."""

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.who import holders
from models.holder import Holder
from models.tables import Invitation, Meeting


def cancel_meeting(matter: Matter) -> None:
    """The meeting does not take place: who was invited is told, and calendars are cleared."""
    meeting = matter.session.exec(
        select(Meeting).where(Meeting.stage_run_id == matter.run).order_by(col(Meeting.id).desc())
    ).first()
    if meeting is None or meeting.starts_at is None:
        return
    meeting.sequence += 1
    matter.session.add(meeting)
    for row in matter.session.exec(select(Invitation).where(Invitation.meeting_id == meeting.id)):
        token = Holder("", row.agency_id, row.professional_id, row.person_id).token
        put(
            matter,
            holders(matter, token, None)[0],
            "MeetingCancelled",
            {"meeting": meeting.id, "starts_at": meeting.starts_at},
        )
