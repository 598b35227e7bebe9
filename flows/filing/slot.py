"""What the moment of a meeting means: a place in a sitting, or an hour of its own. Source: process.md, stage 2."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from flows.engine import when
from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.known import insist_known
from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.saying import say_ahead
from flows.facts.quorum import counted, needed_for
from flows.filing.meeting import UNFIT, asked_of, invitations, invite, meeting_of, token_of
from models.forms.meeting import Attendance, Slot
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.tables import Meeting, Sitting, SittingMember
from models.term import ahead_on

TOO_FEW = mark(
    "too few come: a meeting needs the case manager, an agency that knows the youth, another that can act,"
    " and the youth or a parent (or the reason why not); at a later moment everybody is asked"
)
LONGEST = timedelta(days=366)


@files(Slot)
def slot(matter: Matter, wait: OpenWait, form: Slot) -> dict[str, Any]:
    """A place in a calendar or an hour of its own; what is asked lies ahead, and a full sitting says so."""
    meeting = meeting_of(matter)
    insist_known(matter, form.also, "also")
    starts_at = _place_in_sitting(matter, meeting, form.sitting) if form.sitting else _own_hour(matter, meeting, form)
    notice = "MeetingInvited" if meeting.starts_at is None else "MeetingMoved"
    meeting.sequence += meeting.starts_at is not None
    meeting.starts_at = starts_at
    meeting.youth_absent_why = form.without_youth_why or meeting.youth_absent_why
    matter.session.add(meeting)
    invite(matter, meeting, asked_of(matter, form.also, anonymous=meeting.anonymous))
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
        "who": [token_of(row) for row in invitations(matter, meeting)],
        "asked": [] if soon else list(_asked(matter, meeting, wait.key.removeprefix("slot"))),
        "quorum": needed_for(meeting),
    }


def _own_hour(matter: Matter, meeting: Meeting, form: Slot) -> datetime:
    if form.starts_at is None or form.starts_at <= matter.now:
        raise BadAnswer(mark("The field '{field}' lies in the past; what is asked lies ahead."), "starts_at")
    if form.starts_at > matter.now + LONGEST:
        raise BadAnswer(mark("The field '{field}' must be a day in the coming year."), "starts_at")
    last = when.due(matter, "plan a meeting", agency=None).on
    if last is not None and form.starts_at.astimezone(AMSTERDAM).date() > last and form.later_why is None:
        raise BadAnswer(UNFIT, "later_why", why=mark("it does not say why the meeting is later than agreed"))
    meeting.place, meeting.sitting_id = form.place, None
    return form.starts_at


def _place_in_sitting(matter: Matter, meeting: Meeting, number: int) -> datetime:
    """The first place nobody has; who cancelled or moved has none. The sitting is locked: two cases want one place."""
    sitting = matter.session.get(Sitting, number, with_for_update=True)
    if sitting is None or sitting.region_id != matter.case.region_id or sitting.starts_at <= matter.now:
        raise BadAnswer(UNFIT, "sitting", why=mark("there is no such sitting ahead"))
    taken = set(
        matter.session.exec(
            select(Meeting.starts_at).where(Meeting.sitting_id == number, col(Meeting.id) != meeting.id)
        )
    )
    part = timedelta(minutes=sitting.minutes // sitting.places)
    free = (sitting.starts_at + place * part for place in range(sitting.places))
    starts_at = next((moment for moment in free if moment not in taken), None)
    if starts_at is None:
        raise Refused(mark("That sitting is full; choose another one, or an hour of its own."))
    meeting.sitting_id, meeting.place = number, sitting.place
    return starts_at


def _tick(matter: Matter, meeting: Meeting, comes: Iterable[str]) -> None:
    """Nobody is asked, so the ticks are what is weighed: with too few there is no meeting to invite to."""
    ticked = set(comes)
    for row in invitations(matter, meeting):
        row.status = "comes" if token_of(row) in ticked or f"agency:{row.agency_id}" in ticked else "cannot"
        matter.session.add(row)
    matter.tx.flush()
    if counted(matter, meeting).lacks:
        raise BadAnswer(UNFIT, "comes", why=TOO_FEW)


def _asked(matter: Matter, meeting: Meeting, turn: str) -> Iterable[str]:
    """Who is asked whether they come; standing members said so once for every youth of the sitting."""
    said = _standing_members(matter, meeting.sitting_id)
    for row in invitations(matter, meeting):
        row.status, row.code = "invited", None
        member = said.get(row.agency_id or 0)
        if member is None or member.professional_id is None:
            yield token_of(row)
        elif member.status == "cannot":
            row.status, row.code = "cannot", member.code
        else:
            row.professional_id = member.professional_id
            say_ahead(matter, member.professional_id, f"attendance{turn}", Attendance(comes="comes"))
            yield f"professional:{member.professional_id}"
        matter.session.add(row)


def _standing_members(matter: Matter, sitting: int | None) -> dict[int, SittingMember]:
    rows = matter.session.exec(
        select(SittingMember).where(SittingMember.sitting_id == sitting, col(SittingMember.said_at).is_not(None))
    )
    return {row.agency_id: row for row in rows}
