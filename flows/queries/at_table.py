"""Who comes to a meeting, who is silent, and what lacks for it to count: read again and again while people answer.

Only for who sits at that table or holds the case. Says who was invited, never why about a youth.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import col, select

from flows.facts.quorum import counted
from flows.facts.sharing import share_with, tie_of
from flows.queries.door import Opened, as_it_is_now, matter_of, without_a_look
from flows.queries.people import holder_name, person_name
from flows.queries.question_about import may_be_named
from models.access import Viewer
from models.condition import Thing
from models.item import Action, Item
from models.policy import allows
from models.quorum import Count
from models.refusal import Unknown
from models.sharing import Share
from models.speech import mark
from models.store import Tx
from models.tables import Invitation, LifeNote, Meeting, Wait

NO_ANSWER, NOT_ASKED = "no answer yet", "invited"
SILENT = "silent"
ELSEWHERE = "elsewhere"
"""Held without a table: there is no page of it."""
THE_YOUTH, SOMEBODY = mark("the youth"), mark("somebody of the youth's own")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited.

    Attributes:
        coded: the name is a sentence of ours and has a translation.
        status: whether they come or came; ``silent`` where nothing was said while it could be.
        code: why they cannot come.
        brought: how many things they brought to the table.
        may_bring: an agency, of which something is expected.
    """

    who: str
    coded: bool
    status: str
    code: str | None
    brought: int
    may_bring: bool

    @property
    def lacks(self) -> bool:
        """Nothing was brought yet by who could; shown, and not waited for."""
        return self.may_bring and not self.brought


@dataclass(frozen=True, slots=True)
class AtTable:
    """Who comes, and what lacks."""

    guests: tuple[Guest, ...]
    count: Count


@dataclass(frozen=True, slots=True)
class Seat:
    """What a viewer is to one table.

    Attributes:
        seated: the viewer's agency was invited, or the viewer leads or writes the minutes.
        share: on what ground anything may be told to it, or why not.
        whole: it may hear all of it, and not of some life domains only.
    """

    opened: Opened
    meeting: Meeting
    seated: bool
    share: Share
    whole: Share

    def reads(self, item: Item, share: Share | None = None, action: Action = Action.SEE, *, ours: bool = False) -> bool:
        """Whether the viewer may read this of it; ``share`` says it for one life domain."""
        ground = bool(self.whole if share is None else share)
        return allows(self.opened.held, item, action, Thing(ours=ours, seated=self.seated, grounded=ground))


def seat_at(tx: Tx, opened: Opened, meeting: Meeting) -> Seat:
    """What the viewer is to this table.

    Raises:
        Unknown: neither at the table nor with the case in hand; or nothing may be told to their agency any more.
    """
    matter, agency = matter_of(tx, opened), opened.viewer.agency_id
    tie = tie_of(matter, agency, None)
    share = share_with(matter, agency, tie=tie, nameless=meeting.anonymous)
    whole = share_with(matter, agency, tie=tie, whole=True)
    seat = Seat(opened, meeting, _is_seated(tx, opened.viewer, meeting), share, whole)
    if opened.sees(Item.MEETING) or (seat.seated and share):
        return seat
    raise no_such_meeting()


def may_sit_at(tx: Tx, viewer: Viewer, meeting: Meeting, ref: str) -> bool:
    """Whether the page of this meeting, of the case of that number, opens for the viewer; no look of theirs."""
    try:
        seat_at(tx, without_a_look(tx, viewer, ref), meeting)
    except Unknown:
        return False
    return meeting.held != ELSEWHERE


def no_such_meeting() -> Unknown:
    """The same words for a meeting that is not there and one that somebody may not know of."""
    return Unknown(mark("There is no such meeting, or you do not sit at that table."))


def at_table(tx: Tx, opened: Opened, meeting: int) -> AtTable:
    """Who comes to this meeting at this moment.

    Raises:
        Unknown: the viewer does not sit there any more.
    """
    now, row = as_it_is_now(tx, opened), tx.session.get(Meeting, meeting)
    if row is None or row.case_id != now.case.id:
        raise no_such_meeting()
    seat_at(tx, now, row)
    return AtTable(tuple(_guests(tx, now, row)), counted(matter_of(tx, now), row))


def _is_seated(tx: Tx, viewer: Viewer, meeting: Meeting) -> bool:
    """An agency is invited as a whole; who leads or writes the minutes does so in person."""
    if {meeting.chair_id, meeting.minute_taker_id} & viewer.acts_as:
        return True
    invited = select(Invitation.id).where(Invitation.meeting_id == meeting.id, Invitation.agency_id == viewer.agency_id)
    return tx.session.exec(invited).first() is not None


def _guests(tx: Tx, opened: Opened, meeting: Meeting) -> Iterator[Guest]:
    by_name = may_be_named(tx, opened, meeting)
    asked = _asked(tx, meeting)
    rows = select(Invitation).where(Invitation.meeting_id == meeting.id).order_by(col(Invitation.id))
    for row in tx.session.exec(rows):
        name, coded = _called(tx, opened, row, by_name=by_name)
        who = (row.agency_id, row.person_id)
        status = _status(row.status, asked.get(who))
        yield Guest(name, coded, status, row.code, _brought(tx, meeting, row), row.agency_id is not None)


def _called(tx: Tx, opened: Opened, row: Invitation, *, by_name: bool) -> tuple[str, bool]:
    if row.person_id is None:
        return holder_name(tx, row.agency_id, row.professional_id, None), False
    if by_name:
        return person_name(tx, row.person_id), False
    return (THE_YOUTH if row.person_id == opened.case.youth_id else SOMEBODY), True


def _asked(tx: Tx, meeting: Meeting) -> dict[tuple[int | None, int | None], bool]:
    """Whom this meeting asks whether they come, and whether that is open still; the last time counts."""
    rows = tx.session.exec(
        select(Wait).where(Wait.stage_run_id == meeting.stage_run_id, Wait.form == "Attendance").order_by(col(Wait.id))
    )
    return {(None if row.person_id else row.agency_id, row.person_id): row.closed_at is None for row in rows}


def _status(listed: str, is_open: bool | None) -> str:  # noqa: FBT001 - open, closed, or never asked
    if listed != NOT_ASKED or is_open is None:
        return listed
    return NO_ANSWER if is_open else SILENT


def _brought(tx: Tx, meeting: Meeting, row: Invitation) -> int:
    notes = select(LifeNote.id).where(LifeNote.meeting_id == meeting.id)
    whose = LifeNote.person_id == row.person_id if row.person_id else LifeNote.agency_id == row.agency_id
    return len(tx.session.exec(notes.where(whose)).all())
