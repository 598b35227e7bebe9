"""What a meeting records besides its answers: that it is called off, and when is looked back. Never asks anybody."""

from sqlmodel import col, select

from flows.engine import when
from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.who import holders
from models.code import Stage, WaitStatus
from models.holder import Holder
from models.tables import Invitation, Meeting, Wait


def cancel_meeting(matter: Matter) -> None:
    """The meeting does not take place: who was invited is told, calendars are cleared, its place is free again."""
    meeting = _meeting_of(matter)
    if meeting is None or meeting.starts_at is None:
        return
    starts_at = meeting.starts_at
    give_up_moment(matter, meeting)
    for row in matter.session.exec(select(Invitation).where(Invitation.meeting_id == meeting.id)):
        token = Holder("", row.agency_id, row.professional_id, row.person_id).token
        put(
            matter,
            holders(matter, token, None)[0],
            "MeetingCancelled",
            {"meeting": meeting.id, "starts_at": starts_at},
        )


def give_up_moment(matter: Matter, meeting: Meeting) -> None:
    """The meeting has no moment and no place in a sitting; calendars take the next one only with a higher number."""
    meeting.starts_at = meeting.sitting_id = None
    meeting.sequence += 1
    matter.session.add(meeting)
    matter.tx.flush()


def plan_looks_back(matter: Matter) -> bool:
    """Evaluation and review are one moment: where a plan runs beside, its open review moves to the day agreed.

    False where no plan runs: then the meeting is evaluated on its own.
    """
    plans = [run for run, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id) if stage == Stage.ASSIGNMENT]
    meeting = _meeting_of(matter)
    if not plans or meeting is None or meeting.evaluation_on is None:
        return bool(plans)
    for review in matter.session.exec(
        select(Wait).where(col(Wait.stage_run_id).in_(plans), Wait.form == "Review", Wait.status == WaitStatus.OPEN)
    ):
        review.opens_at = review.next_look_at = when.morning(meeting.evaluation_on)
        review.due_on = when.due(matter, "review on time", agency=review.agency_id, since=meeting.evaluation_on).on
        matter.session.add(review)
    matter.tx.flush()
    return True


def _meeting_of(matter: Matter) -> Meeting | None:
    return matter.session.exec(
        select(Meeting).where(Meeting.stage_run_id == matter.run).order_by(col(Meeting.id).desc())
    ).first()
