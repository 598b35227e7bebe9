"""Plans the calendar of a knooppunt: sittings in a series, one that is moved, one that does not take place.

A case keeps its place in a sitting that moves; where one is cancelled its case manager is asked for another moment.
Source: process.md, stage 2; issue 6, page 6.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from flows.commands.opened import of_run
from flows.commands.reading import as_fields
from flows.commands.regional import insist_as_seen
from flows.commands.sitting import UNFIT, agency_of_region, insist_plans, insist_soon_enough
from flows.engine import hot, when
from flows.engine.matter import AMSTERDAM, CaseRow, Matter
from flows.engine.saying import say_ahead
from flows.engine.signalling import signal_run
from flows.queries.knooppunt import sheet_of_sitting
from flows.records.meeting import cancel_meeting, give_up_moment
from models.access import Viewer
from models.code import WaitStatus
from models.forms import line_from
from models.forms.knooppunt import SittingMoved, SittingPlan
from models.forms.meeting import Slot
from models.refusal import BadAnswer, Changed, Unknown
from models.speech import mark
from models.store import Store, Tx
from models.tables import Meeting, Sitting, SittingMember, StageRun, Wait

MOST = 60
"""Sittings in one series: more than a year of weeks is planned in two."""
FAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Planned:
    """What was planned.

    Attributes:
        number: of the first sitting.
        many: how many there are.
        left_out: the days of the series on which nobody works.
    """

    number: int
    many: int
    left_out: tuple[date, ...]


def plan_sittings(store: Store, viewer: Viewer, content: Any, now: datetime) -> Planned:
    """Plans one sitting, or a series on the same hour of the same day of the week; not on days nobody works.

    Raises:
        Refused: the viewer plans no sittings, or the moment, the series, the school or a member does not fit.
    """
    said = line_from(SittingPlan, as_fields(content))
    with store.write(now) as tx:
        region = insist_plans(tx, viewer)
        insist_soon_enough(now, said.starts_at)
        school = agency_of_region(tx, region, said.school, "school") if said.school else None
        members = dict.fromkeys(agency_of_region(tx, region, token, "members") for token in said.members)
        moments, left_out = _moments(tx, region, said, now)
        numbers = []
        for starts_at in moments:
            row = Sitting(region_id=region, school_id=school, starts_at=starts_at, **_room(said))
            tx.session.add(row)
            tx.flush()
            tx.session.add_all(SittingMember(sitting_id=row.id, agency_id=agency) for agency in members)
            numbers.append(row.id)
        return Planned(numbers[0], len(numbers), left_out)


def move_sitting(store: Store, viewer: Viewer, number: int, content: Any, now: datetime, *, seen: Any = None) -> int:
    """A sitting is at another moment or place; its cases move along, and everybody is asked anew whether they come.

    Where the new moment is too soon to ask anybody, each case manager is asked for the moment instead. Gives how many
    cases move.

    Raises:
        Refused: the viewer plans no sittings, no such sitting ahead, or the moment or the room does not fit.
        Changed: somebody else moved it or put a case in it meanwhile.
    """
    said = line_from(SittingMoved, as_fields(content))
    with store.write(now) as tx:
        row, cases = _ahead(tx, viewer, number, seen)
        insist_soon_enough(now, said.starts_at)
        if said.places < len(cases):
            raise BadAnswer(UNFIT, "places", why=mark("more youths have a place here already"))
        later = said.starts_at - row.starts_at
        for name, value in {"starts_at": said.starts_at, **_room(said)}.items():
            setattr(row, name, value)
        tx.session.add(row)
        _ask_members_anew(tx, number)
        for matter, meeting in cases:
            _move(matter, meeting, viewer, later, number)
        return len(cases)


def cancel_sitting(store: Store, viewer: Viewer, number: int, now: datetime, *, seen: Any = None) -> int:
    """A sitting does not take place: who was invited is told, and each case manager is asked for another moment.

    Gives how many cases that are.

    Raises:
        Refused: the viewer plans no sittings, or no such sitting ahead.
        Changed: somebody else moved it or put a case in it meanwhile.
    """
    with store.write(now) as tx:
        row, cases = _ahead(tx, viewer, number, seen)
        for matter, meeting in cases:
            if _listens(matter):
                cancel_meeting(matter)
                signal_run(matter, matter.run, "moved", viewer.professional_id)
            else:
                give_up_moment(matter, meeting)
        for meeting in tx.session.exec(select(Meeting).where(Meeting.sitting_id == number)):
            meeting.sitting_id = None
            tx.session.add(meeting)
        for member in tx.session.exec(select(SittingMember).where(SittingMember.sitting_id == number)):
            tx.session.delete(member)
        tx.flush()
        tx.session.delete(row)
        return len(cases)


def _room(said: SittingMoved) -> dict[str, Any]:
    return {"minutes": said.minutes, "places": said.places, "place": said.place}


def _moments(tx: Tx, region: int, said: SittingPlan, now: datetime) -> tuple[list[datetime], tuple[date, ...]]:
    """On the same hour by the clock on the wall, also after summer time."""
    first = said.starts_at.astimezone(AMSTERDAM)
    last = said.until_on or first.date()
    if last > (now + FAR).date():
        raise BadAnswer(mark("The field '{field}' must be a day in the coming year."), "until_on")
    every = timedelta(weeks=said.weeks or 1)
    days = [first.date() + each * every for each in range((last - first.date()) // every + 1)]
    calendar = when.calendar_of(tx, region, None)
    at_work = [day for day in days if calendar.works_on(day)]
    if not at_work:
        raise BadAnswer(UNFIT, "starts_at", why=mark("nobody works on that day"))
    if len(at_work) > MOST:
        raise BadAnswer(UNFIT, "until_on", why=mark("that are more sittings than one series holds"))
    left_out = tuple(day for day in days if day not in at_work)
    return [datetime.combine(day, first.time(), AMSTERDAM) for day in at_work], left_out


def _ahead(tx: Tx, viewer: Viewer, number: int, seen: Any) -> tuple[Sitting, list[tuple[Matter, Meeting]]]:
    """A sitting ahead under its lock, with its cases under theirs: first the cases, as a case with a place locks."""
    region = insist_plans(tx, viewer)
    cases = _cases(tx, number)
    matters = {case: _locked(tx, viewer, case) for case in sorted(cases)}
    row = tx.session.get(Sitting, number, with_for_update=True)
    if row is None or row.region_id != region or row.starts_at <= tx.now:
        raise Unknown(mark("There is no such sitting ahead in your region."))
    insist_as_seen(seen, lambda: sheet_of_sitting(tx, viewer, number))
    if _cases(tx, number) != cases:
        raise Changed(mark("Somebody else changed this meanwhile; look at it again."))
    rows = tx.session.exec(
        select(Meeting).where(Meeting.sitting_id == number, col(Meeting.held).is_(None)).order_by(col(Meeting.id))
    ).all()
    return row, [(_in_its_run(matters[meeting.case_id], meeting), meeting) for meeting in rows]


def _cases(tx: Tx, number: int) -> set[int]:
    return set(tx.session.exec(select(Meeting.case_id).where(Meeting.sitting_id == number)))


def _locked(tx: Tx, viewer: Viewer, case: int) -> Matter:
    row = tx.one(hot.LOCK_CASE, case=case)
    if row is None:
        raise Changed(mark("Somebody else changed this meanwhile; look at it again."))
    return Matter(tx, CaseRow(*row), 0, "", 0, None, None, viewer.professional_id)


def _in_its_run(matter: Matter, meeting: Meeting) -> Matter:
    return of_run(matter, matter.session.get_one(StageRun, meeting.stage_run_id))


def _ask_members_anew(tx: Tx, number: int) -> None:
    for member in tx.session.exec(select(SittingMember).where(SittingMember.sitting_id == number)):
        member.status, member.code, member.said_at, member.professional_id = "invited", None, None, None
        tx.session.add(member)
    tx.flush()


def _move(matter: Matter, meeting: Meeting, viewer: Viewer, later: timedelta, number: int) -> None:
    """Its place keeps its turn; too soon to ask anybody, the case manager ticks who comes."""
    if meeting.starts_at is None or not _listens(matter):
        return
    day = (meeting.starts_at + later).astimezone(AMSTERDAM).date()
    short = when.due(matter, "short notice", agency=None).on
    if short is not None and day <= short:
        give_up_moment(matter, meeting)
    else:
        meeting.starts_at += later
        matter.session.add(meeting)
        matter.tx.flush()
        by = matter.case.case_manager_id or viewer.professional_id
        say_ahead(matter, by, _next_slot(matter), Slot(sitting=number), recorded_by=viewer.professional_id)
    signal_run(matter, matter.run, "moved", viewer.professional_id)


def _listens(matter: Matter) -> bool:
    """Whether the meeting is planned and not begun: before that its case manager is asked for a moment already."""
    waits = select(Wait.id).where(
        Wait.stage_run_id == matter.run, Wait.status == WaitStatus.OPEN, col(Wait.unless).contains("moved")
    )
    return matter.session.exec(waits).first() is not None


def _next_slot(matter: Matter) -> str:
    keys = matter.session.exec(
        select(Wait.key).where(Wait.stage_run_id == matter.run, col(Wait.key).startswith("slot"))
    ).all()
    return f"slot:{len(set(keys)) + 1}"
