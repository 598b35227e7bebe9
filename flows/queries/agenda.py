"""The item of one case on the agenda of a meeting, and its minutes: each viewer gets what they may know, and no more.

Safety concerns and private notes are never read here, so they stand in no agenda and no print.
Source: domain.md, section 2.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.facts.sharing import share_with, tie_of
from flows.messages.place import neutral_place
from flows.queries.at_table import ELSEWHERE, AtTable, Seat, at_table, no_such_meeting, seat_at
from flows.queries.door import Opened, matter_of, name_for, nameless, note, open_case
from flows.queries.people import holder_name, professional_name
from flows.queries.waiting import WaitLine, waits_of_cases
from models.access import Viewer
from models.code import Domain, Logged
from models.item import Action, Item
from models.medical import item_of
from models.refusal import Refused
from models.sharing import Share
from models.store import Tx
from models.tables import Action as Agreed
from models.tables import CaseFile, Goal, LifeNote, Meeting

ORDER = {domain.value: place for place, domain in enumerate(Domain)}


@dataclass(frozen=True, slots=True)
class Brought:
    """A strength, a worry or an offer, by whom it was brought."""

    domain: str
    kind: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one person or agency does, by when."""

    who: str
    words: str
    due_on: date
    status: str


@dataclass(frozen=True, slots=True)
class Minuted:
    """What was decided. ``agreed`` holds what the viewer may read of it: partners their own."""

    held: str
    words: str | None
    evaluation_on: date | None
    youth_mark: int | None
    agreed: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One case on the agenda.

    Attributes:
        youth: what the viewer may call the youth; nothing where they may not know.
        story: what the youth wants, in the youth's own words; nothing where the viewer may not read it.
        brought: what lies on the table, by life domain.
        kept_back: how much was brought besides, of life domains the viewer may not know of.
        goals: what the youth wants to reach, as it was agreed before.
        earlier: agreements of before that are not done yet.
        waiting: open questions besides those of this meeting.
        without_youth: a reason is recorded why neither the youth nor a parent is there.
        minuted: nothing before it was held.
    """

    meeting: int
    run: int | None
    opened: Opened
    starts_at: datetime | None
    place: str
    anonymous: bool
    youth: str | None
    chair: str
    minute_taker: str
    case_manager: str
    story: str | None
    brought: tuple[Brought, ...]
    kept_back: int
    goals: tuple[str, ...]
    earlier: tuple[Agreement, ...]
    waiting: tuple[WaitLine, ...]
    table: AtTable
    without_youth: bool
    minuted: Minuted | None

    @property
    def ref(self) -> str:
        """The number of the case."""
        return self.opened.case.ref


def agenda_item(tx: Tx, viewer: Viewer, meeting: int, action: Action = Action.SEE) -> AgendaItem:
    """One case on the agenda, as this viewer may see or print it.

    Raises:
        Unknown: no such meeting, or the viewer does not sit at that table.
    """
    row = tx.session.get(Meeting, meeting)
    if row is None or row.held == ELSEWHERE:
        raise no_such_meeting()
    try:
        opened = open_case(tx, viewer, tx.session.get_one(CaseFile, row.case_id).ref)
    except Refused:
        raise no_such_meeting() from None
    seat = seat_at(tx, opened, row)
    note(tx, opened, Logged.PRINT if action is Action.PRINT else Logged.SEE_FILE, about="agenda")
    return _item(tx, seat, action)


def agenda_of_sitting(tx: Tx, viewer: Viewer, sitting: int, action: Action = Action.SEE) -> tuple[AgendaItem, ...]:
    """The cases of one sitting at whose table the viewer sits, in order; of the others, nothing."""
    rows = tx.session.exec(
        select(Meeting.id).where(Meeting.sitting_id == sitting).order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    return tuple(_those_one_may_see(tx, viewer, rows.all(), action))


def _those_one_may_see(tx: Tx, viewer: Viewer, meetings: Iterable[int], action: Action) -> Iterator[AgendaItem]:
    for meeting in meetings:
        try:
            yield agenda_item(tx, viewer, meeting, action)
        except Refused:
            continue


def _item(tx: Tx, seat: Seat, action: Action) -> AgendaItem:
    opened, row = seat.opened, seat.meeting
    case = tx.session.get_one(CaseFile, opened.case.id)
    brought = list(_brought(tx, seat, action))
    shown = tuple(each for each in brought if each is not None)
    return AgendaItem(
        meeting=row.id,
        run=row.stage_run_id,
        opened=opened,
        starts_at=row.starts_at,
        place=(row.place if opened.sees(Item.MEETING) else neutral_place(tx, row)) or "",
        anonymous=row.anonymous,
        youth=nameless(tx, opened) if row.anonymous else name_for(tx, opened),
        chair=professional_name(tx, row.chair_id),
        minute_taker=professional_name(tx, row.minute_taker_id),
        case_manager=professional_name(tx, opened.case.case_manager_id),
        story=case.wish if seat.reads(Item.STORY, action=action) else None,
        brought=tuple(sorted(shown, key=lambda each: ORDER.get(each.domain, len(ORDER)))),
        kept_back=len(brought) - len(shown),
        goals=tuple(_goals(tx, seat, action)),
        earlier=tuple(_agreed(tx, seat, action, of_this=False)),
        waiting=tuple(_waiting(tx, seat, action)),
        table=at_table(tx, opened, row.id),
        without_youth=row.youth_absent_why is not None,
        minuted=_minuted(tx, seat, action) if row.held else None,
    )


def _brought(tx: Tx, seat: Seat, action: Action) -> Iterator[Brought | None]:
    """What was brought to this table; nothing in place of what the viewer may not know."""
    rows = tx.session.exec(select(LifeNote).where(LifeNote.meeting_id == seat.meeting.id).order_by(col(LifeNote.id)))
    for row in rows:
        share, ours = _share(tx, seat, row.domain), _is_own(seat, row.agency_id)
        if not seat.reads(item_of(row.kind), share, action, ours=ours):
            yield None
            continue
        by = holder_name(tx, row.agency_id, None, None)
        yield Brought(row.domain, row.kind, row.words, by)


def _share(tx: Tx, seat: Seat, domain: str) -> Share:
    matter, agency = matter_of(tx, seat.opened), seat.opened.viewer.agency_id
    return share_with(matter, agency, tie=tie_of(matter, agency, None), domain=domain)


def _is_own(seat: Seat, agency: int | None) -> bool:
    return seat.opened.own(agency).ours


def _goals(tx: Tx, seat: Seat, action: Action) -> Iterator[str]:
    rows = select(Goal).where(Goal.case_id == seat.opened.case.id, Goal.status != "other choice")
    for goal in tx.session.exec(rows.order_by(col(Goal.id))):
        if seat.reads(Item.GOAL, _share(tx, seat, goal.domain), action):
            yield goal.words


def _agreed(tx: Tx, seat: Seat, action: Action, *, of_this: bool) -> Iterator[Agreement]:
    """What was agreed at this table; or before it, and is not done yet. Partners read their own."""
    mine = Agreed.meeting_id == seat.meeting.id
    where = mine if of_this else (Agreed.status == "open") & (mine.is_not(True))  # type: ignore[attr-defined]
    rows = tx.session.exec(
        select(Agreed).where(Agreed.case_id == seat.opened.case.id, where).order_by(col(Agreed.due_on), col(Agreed.id))
    )
    for row in rows:
        if seat.reads(Item.PLAN, action=action, ours=_is_own(seat, row.agency_id)):
            who = holder_name(tx, row.agency_id, row.professional_id, row.person_id)
            yield Agreement(who, row.words, row.due_on, row.status)


def _waiting(tx: Tx, seat: Seat, action: Action) -> Iterator[WaitLine]:
    """Open questions to agencies by now; an action stands among the agreements."""
    today = tx.now.astimezone(AMSTERDAM).date()
    for line in waits_of_cases(tx, [seat.opened.case.id]):
        is_other = line.run != seat.meeting.stage_run_id and line.form != "ActionDone" and line.agency_id is not None
        is_asked = line.opens_on is None or line.opens_on <= today
        if is_other and is_asked and seat.reads(Item.WAIT, action=action, ours=_is_own(seat, line.agency_id)):
            yield line


def _minuted(tx: Tx, seat: Seat, action: Action) -> Minuted:
    row, reads = seat.meeting, seat.reads(Item.MEETING, action=action)
    return Minuted(
        held=row.held or "",
        words=row.minutes if reads else None,
        evaluation_on=row.evaluation_on,
        youth_mark=row.youth_mark if reads else None,
        agreed=tuple(_agreed(tx, seat, action, of_this=True)),
    )
