"""What the answers of a meeting mean: invitations, a slot, who comes, minutes. Source: process.md, stage 2."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, func, select

from flows.engine import when
from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.who import holders
from flows.filing.ground import insist_on_ground
from flows.filing.responsible import file_actions
from flows.records.intake import appoint_case_manager
from flows.records.partner import join_partner
from models.code import Part, Relation
from models.forms.intake import DomainNote
from models.forms.meeting import Attendance, Elsewhere, Invitees, Minutes, Slot
from models.holder import Holder, parsed
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.tables import CasePerson, Goal, Invitation, LifeNote, Meeting, Person, Sitting
from models.term import ahead_on

WITH_YOUTH, WITHOUT_YOUTH = "meeting", "meeting without the youth"


@files(Invitees)
def invitees(matter: Matter, _wait: OpenWait, form: Invitees) -> dict[str, Any]:
    """Agencies with a ground, youth and parents, a supporter; the case manager takes the chair only with a reason."""
    _, chair = parsed(form.chair)
    if chair == matter.case.case_manager_id and form.chair_why is None:
        raise BadAnswer(
            mark("The field '{field}' does not fit: {why}."),
            "chair_why",
            why=mark("the case manager takes the chair without a reason"),
        )
    _insist_leaders_may_know(matter, form)
    meeting = Meeting(
        case_id=matter.case.id,
        stage_run_id=matter.run,
        chair_id=chair,
        minute_taker_id=parsed(form.minute_taker)[1],
        anonymous=form.anonymous,
    )
    matter.session.add(meeting)
    matter.tx.flush()
    asked = _asked(matter, form)
    for holder in asked:
        matter.session.add(
            Invitation(
                meeting_id=meeting.id,
                agency_id=holder.agency_id,
                professional_id=holder.professional_id,
                person_id=holder.person_id,
            )
        )
    return {
        "who": [holder.token for holder in asked],
        "quorum": WITH_YOUTH if form.youth or form.parents else WITHOUT_YOUTH,
    }


def _insist_leaders_may_know(matter: Matter, form: Invitees) -> None:
    """Who leads the meeting or writes its minutes hears everything; where nobody is named it may be anybody."""
    for token in () if form.anonymous else (form.chair, form.minute_taker):
        insist_on_ground(matter, holders(matter, token, None)[0].agency_id or 0)


def _asked(matter: Matter, form: Invitees) -> list[Holder]:
    asked = []
    for token in form.agencies:
        holder = holders(matter, token, "Attendance")[0]
        if not form.anonymous:
            insist_on_ground(matter, holder.agency_id or 0)
            join_partner(matter, holder)
        asked.append(holder)
    if form.youth:
        asked += holders(matter, Part.YOUTH, "Attendance")
    if form.parents:
        asked += holders(matter, Part.CUSTODY_HOLDERS, "Attendance")
    if form.supporter:
        asked.append(_supporter(matter, form.supporter))
    return asked


def _supporter(matter: Matter, name: str) -> Holder:
    person = Person(given_name=name)
    matter.session.add(person)
    matter.tx.flush()
    matter.session.add(
        CasePerson(case_id=matter.case.id, person_id=person.id, relation=Relation.SUPPORTER, since_on=matter.today)
    )
    return Holder("invited", person_id=person.id)


@files(Slot)
def slot(matter: Matter, _wait: OpenWait, form: Slot) -> dict[str, Any]:
    """A place in a calendar or an hour of its own; what is asked lies ahead, and a full sitting says so."""
    meeting = meeting_of(matter)
    starts_at = _place_in_sitting(matter, meeting, form.sitting) if form.sitting else _own_hour(matter, meeting, form)
    notice = "MeetingInvited" if meeting.starts_at is None else "MeetingMoved"
    meeting.sequence += meeting.starts_at is not None
    meeting.starts_at = starts_at
    matter.session.add(meeting)
    day = starts_at.astimezone(AMSTERDAM).date()
    calendar = when.calendar_of(matter.tx, matter.case.region_id, None)
    short = when.due(matter, "short notice", agency=None).on
    ahead = when.named_term(matter.tx, matter.case.region_id, "attend ahead", matter.today)
    soon = short is not None and day <= short
    if soon:
        _tick(matter, meeting, form.comes)
    return {
        "starts_at": starts_at,
        "eve": ahead_on(ahead, day, calendar),
        "soon": soon,
        "notice": notice,
        "meeting": meeting.id,
    }


def _own_hour(matter: Matter, meeting: Meeting, form: Slot) -> datetime:
    if form.starts_at is None or form.starts_at <= matter.now:
        raise BadAnswer(mark("The field '{field}' lies in the past; what is asked lies ahead."), "starts_at")
    if form.starts_at > matter.now + timedelta(days=366):
        raise BadAnswer(mark("The field '{field}' must be a day in the coming year."), "starts_at")
    meeting.place, meeting.sitting_id = form.place, None
    return form.starts_at


def _place_in_sitting(matter: Matter, meeting: Meeting, number: int) -> datetime:
    sitting = matter.session.get(Sitting, number)
    if sitting is None or sitting.region_id != matter.case.region_id or sitting.starts_at <= matter.now:
        raise BadAnswer(
            mark("The field '{field}' does not fit: {why}."), "sitting", why=mark("there is no such sitting ahead")
        )
    taken = matter.session.exec(
        select(func.count()).select_from(Meeting).where(Meeting.sitting_id == number, Meeting.id != meeting.id)
    ).one()
    if taken >= sitting.places:
        raise Refused(mark("That sitting is full; choose another one, or an hour of its own."))
    meeting.sitting_id, meeting.place = number, sitting.place
    return sitting.starts_at + timedelta(minutes=taken * (sitting.minutes // sitting.places))


def _tick(matter: Matter, meeting: Meeting, comes: Iterable[str]) -> None:
    ticked = set(comes)
    for row in matter.session.exec(select(Invitation).where(Invitation.meeting_id == meeting.id)):
        row.status = "comes" if _token(row) in ticked or _agency_token(row) in ticked else "cannot"
        matter.session.add(row)


@files(Attendance)
def attendance(matter: Matter, wait: OpenWait, form: Attendance) -> None:
    """Comes, or sends somebody; and what they bring."""
    meeting = meeting_of(matter)
    row = _invitation(matter, meeting, wait.holder)
    if row is not None:
        row.status = form.comes
        if form.sends is not None:
            row.professional_id = parsed(form.sends)[1]
        matter.session.add(row)
    keep_notes(matter, form.notes, wait.holder, meeting.id)


@files(Minutes)
def minutes(matter: Matter, _wait: OpenWait, form: Minutes) -> dict[str, Any]:
    """Goals, agreements with one responsible person and a date each, who was there, and how it goes on."""
    meeting = meeting_of(matter)
    meeting.held, meeting.goes_on = form.held, form.goes_on
    if form.held == "not held":
        # The next slot is a new moment of the same appointment: calendars take it only with a higher number.
        meeting.starts_at, meeting.sequence = None, meeting.sequence + 1
        matter.session.add(meeting)
        return {"told": [], "agreed": [], "agreed_in_absence": []}
    meeting.minutes, meeting.youth_mark, meeting.evaluation_on = form.decisions, form.youth_mark, form.evaluation_on
    matter.session.add(meeting)
    matter.session.add_all(
        Goal(case_id=matter.case.id, meeting_id=meeting.id, domain=line.domain, words=line.words) for line in form.goals
    )
    if form.case_manager is not None:
        insist_on_ground(matter, holders(matter, form.case_manager, None)[0].agency_id or 0)
        appoint_case_manager(matter, form.case_manager)
    return _agreed(matter, meeting, form)


@files(Elsewhere)
def elsewhere(matter: Matter, _wait: OpenWait, form: Elsewhere) -> dict[str, Any]:
    """Only the day, who was there and what was agreed."""
    if form.held_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "held_on")
    meeting = matter.session.get_one(Meeting, matter.about)
    meeting.stage_run_id = matter.run
    matter.session.add(meeting)
    return _agreed(matter, meeting, form)


def _agreed(matter: Matter, meeting: Meeting, form: Minutes | Elsewhere) -> dict[str, Any]:
    there = _agencies_there(matter, meeting, form.present)
    filed = file_actions(matter, form.agreements, "agreements", meeting_id=meeting.id)
    absent = {action for action, holder in filed if holder.agency_id is not None and holder.agency_id not in there}
    invited = [
        _token(row) for row in matter.session.exec(select(Invitation).where(Invitation.meeting_id == meeting.id))
    ]
    return {
        "agreed": [action for action, _ in filed if action not in absent],
        "agreed_in_absence": sorted(absent),
        "told": sorted({*invited, *form.present, *(holder.token for _, holder in filed)}),
    }


def _agencies_there(matter: Matter, meeting: Meeting, present: Iterable[str]) -> set[int]:
    there = {holder.agency_id for token in present for holder in holders(matter, token, None)}
    for row in matter.session.exec(select(Invitation).where(Invitation.meeting_id == meeting.id)):
        came = row.agency_id in there if row.agency_id else f"person:{row.person_id}" in set(present)
        row.status = "present" if came else "absent"
        matter.session.add(row)
    return {agency for agency in there if agency is not None}


def keep_notes(matter: Matter, notes: Iterable[DomainNote], holder: Holder | None, meeting: int | None = None) -> None:
    """Keeps worries, strengths and offers, with who brought them."""
    matter.session.add_all(
        LifeNote(
            case_id=matter.case.id,
            meeting_id=meeting,
            agency_id=holder.agency_id if holder else None,
            person_id=holder.person_id if holder else None,
            domain=note.domain,
            kind=note.kind,
            words=note.words,
            noted_at=matter.now,
        )
        for note in notes
    )


def meeting_of(matter: Matter) -> Meeting:
    """The meeting this run is about."""
    return matter.session.exec(
        select(Meeting).where(Meeting.stage_run_id == matter.run).order_by(col(Meeting.id).desc())
    ).first() or matter.session.get_one(Meeting, matter.about)


def _invitation(matter: Matter, meeting: Meeting, holder: Holder | None) -> Invitation | None:
    rows = matter.session.exec(select(Invitation).where(Invitation.meeting_id == meeting.id)).all()
    return next(
        (row for row in rows if holder and (row.agency_id, row.person_id) == (holder.agency_id, holder.person_id)), None
    )


def _token(row: Invitation) -> str:
    return Holder("", row.agency_id, row.professional_id, row.person_id).token


def _agency_token(row: Invitation) -> str:
    return f"agency:{row.agency_id}"
