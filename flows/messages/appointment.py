"""Words and calendar entries for a meeting: invited, moved, cancelled. Never tells what the meeting is about."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from flows.engine.matter import unpacked
from flows.messages.agenda import agenda_of
from flows.messages.asked import waits_of
from flows.messages.entry import length_of, uid_of
from flows.messages.link import link_to
from flows.messages.outgoing import Outgoing, Told
from flows.messages.place import neutral_place
from flows.messages.unsent import NotSent, Why
from models.code import MessageStatus, WaitStatus
from models.holder import Holder
from models.tables import Invitation, Meeting, Message, Wait
from notifications.envelope import CalendarPart
from notifications.invitation import Appointment, cancelled, requested
from notifications.kind.meeting import AgendaReady, MeetingCancelled, MeetingInvited, MeetingMoved
from notifications.kind.person import YouthAgendaReady, YouthInvited, YouthMeetingCancelled, YouthMeetingMoved

OF_A_MOMENT = ("MeetingInvited", "MeetingMoved")
OF_A_MEETING = (*OF_A_MOMENT, "AgendaReady", "MeetingCancelled")


def invited(out: Outgoing) -> Told:
    """The moment and the place, and until when the reader is asked to say whether they come."""
    meeting = _as_planned(out)
    values = _moment(out, meeting)
    if out.to_youth:
        return Told(YouthInvited(case_ref=out.ref, link=out.link, **values), _entry(out, meeting, requested))
    answer_by_on, waits = _answer_by(out, meeting)
    notice = MeetingInvited(case_ref=out.ref, link=_link(out, waits), answer_by_on=answer_by_on, **values)
    return Told(notice, _entry(out, meeting, requested), waits=waits)


def moved(out: Outgoing) -> Told:
    """Another moment; to who never heard of the first one it is an invitation."""
    was = _told_before(out, OF_A_MOMENT)
    if not was:
        return invited(out)
    meeting = _as_planned(out)
    values = _moment(out, meeting) | {"was_at": was[-1]["starts_at"]}
    if out.to_youth:
        return Told(YouthMeetingMoved(case_ref=out.ref, **values), _entry(out, meeting, requested))
    answer_by_on, waits = _answer_by(out, meeting)
    notice = MeetingMoved(case_ref=out.ref, link=_link(out, waits), answer_by_on=answer_by_on, **values)
    return Told(notice, _entry(out, meeting, requested), waits=waits)


def agenda_ready(out: Outgoing) -> Told:
    """The agenda, in the calendar entry it updates; to the youth in words of their own. Not to who cannot come."""
    meeting = _as_planned(out)
    if _cannot_come(out, meeting):
        raise NotSent(Why.NOT_COMING)
    starts_at: datetime = out.content["starts_at"]
    if out.to_youth:
        return Told(YouthAgendaReady(case_ref=out.ref, starts_at=starts_at), _entry(out, meeting, requested))
    return Told(AgendaReady(case_ref=out.ref, starts_at=starts_at, link=out.link), _entry(out, meeting, requested))


def _cannot_come(out: Outgoing, meeting: Meeting) -> bool:
    """An update would ask them once more, in their calendar, what they said no to."""
    said = select(Invitation.status).where(
        Invitation.meeting_id == meeting.id,
        Invitation.agency_id == out.to.agency_id,
        Invitation.person_id == out.to.asked.person_id,
    )
    return out.matter.session.exec(said).first() == "cannot"


def called_off(out: Outgoing) -> Told:
    """It does not take place; said only to who was told that it would."""
    starts_at: datetime = out.content["starts_at"]
    if starts_at <= out.matter.now:
        raise NotSent(Why.MOMENT_PASSED)
    if not _told_before(out, OF_A_MOMENT):
        raise NotSent(Why.NOTHING_TO_SAY)
    kind = YouthMeetingCancelled if out.to_youth else MeetingCancelled
    return Told(kind(case_ref=out.ref, starts_at=starts_at), _entry(out, _meeting(out), cancelled))


def _meeting(out: Outgoing) -> Meeting:
    return out.matter.session.get_one(Meeting, out.content["meeting"])


def _as_planned(out: Outgoing) -> Meeting:
    """The meeting, if it is still planned at the moment this message tells of.

    Raises:
        NotSent: it has another moment by now, or the moment has passed.
    """
    meeting = _meeting(out)
    if meeting.starts_at != out.content["starts_at"] or meeting.held is not None:
        raise NotSent(Why.MEETING_CHANGED)
    if meeting.starts_at <= out.matter.now:
        raise NotSent(Why.MOMENT_PASSED)
    return meeting


def _moment(out: Outgoing, meeting: Meeting) -> dict[str, Any]:
    starts_at: datetime = out.content["starts_at"]
    return {
        "starts_at": starts_at,
        "ends_at": starts_at + length_of(out.tx, meeting),
        "place": neutral_place(out.tx, meeting),
    }


def _answer_by(out: Outgoing, meeting: Meeting) -> tuple[date | None, tuple[int, ...]]:
    """Until when the reader may say whether they come, if that is asked, and the question itself."""
    waits = out.matter.session.exec(
        select(Wait).where(
            Wait.stage_run_id == meeting.stage_run_id, Wait.form == "Attendance", Wait.status == WaitStatus.OPEN
        )
    ).all()
    for wait in waits:
        if Holder("", wait.agency_id, wait.professional_id, wait.person_id).token == out.to.token:
            return wait.due_on, (wait.id,)
    return None, ()


def _link(out: Outgoing, waits: tuple[int, ...]) -> str:
    """Where the reader says whether they come; in the calendar entry stands the case, as colleagues read along."""
    return next((link_to(out, wait) for wait in waits_of(out, waits)), out.link)


def _told_before(out: Outgoing, notices: tuple[str, ...]) -> list[dict[str, Any]]:
    """What this reader was sent of this meeting before, oldest first."""
    rows = out.matter.session.exec(
        select(Message.content)
        .where(
            Message.case_id == out.matter.case.id,
            col(Message.notice).in_(notices),
            Message.status == MessageStatus.SENT,
            col(Message.id) < out.row.id,
            Message.to_professional_id == out.row.to_professional_id,
            Message.to_agency_id == out.row.to_agency_id,
            Message.to_person_id == out.row.to_person_id,
        )
        .order_by(col(Message.id))
    ).all()
    contents = map(unpacked, rows)
    return [content for content in contents if content["meeting"] == out.content["meeting"]]


def _entry(out: Outgoing, meeting: Meeting, make: Callable[..., CalendarPart]) -> CalendarPart:
    """The calendar entry. Its sequence rises with every change this reader hears of, or calendars drop the change."""
    starts_at: datetime = out.content["starts_at"]
    appointment = Appointment(
        uid=uid_of(meeting.id, out.house.domain),
        sequence=max(meeting.sequence, len(_told_before(out, OF_A_MEETING))),
        starts_at=starts_at,
        ends_at=starts_at + length_of(out.tx, meeting),
        case_ref=out.ref,
        place=neutral_place(out.tx, meeting),
        link=out.link,
        agenda=agenda_of(out, meeting) if make is requested else (),
    )
    organizer = out.house.sender.address
    return make(appointment, out.to.address, organizer=organizer, language=out.to.language, now=out.matter.now)
