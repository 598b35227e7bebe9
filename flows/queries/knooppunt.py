"""The calendar of the knooppunten: sittings by week, places free and taken, and which cases, by number.

A viewer reads the numbers of the cases they may know of; the other places are taken, and no more. Names nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import col, func, select

from flows.engine.matter import AMSTERDAM
from flows.messages.place import neutral_place
from flows.queries.at_table import ELSEWHERE, may_sit_at
from flows.queries.option import Option
from flows.queries.visible import cases_where, visible
from models.access import RegionDeed, Viewer, may_in_region
from models.item import Item
from models.refusal import Unknown
from models.speech import mark
from models.store import Tx
from models.tables import Agency, CaseFile, Meeting, Sitting, SittingMember

MOST_WEEKS, MOST = 12, 400


@dataclass(frozen=True, slots=True)
class Place:
    """A case with a place in a sitting, or a meeting at an hour of its own.

    Attributes:
        opens: the viewer sits at that table, or holds the case.
        where: of an hour of its own; in words that name nobody.
    """

    meeting: int
    ref: str
    starts_at: datetime
    opens: bool
    where: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """The viewer's agency as a standing member: what it said for every case of the sitting, or ``invited``."""

    status: str


@dataclass(frozen=True, slots=True)
class SittingLine:
    """One sitting.

    Attributes:
        taken: places that are taken, also by cases the viewer may not know of.
        cases: those the viewer may know of.
        member: nothing where the viewer's agency is no standing member.
    """

    id: int
    place: str
    starts_at: datetime
    ends_at: datetime
    places: int
    taken: int
    cases: tuple[Place, ...]
    member: Member | None

    @property
    def free(self) -> int:
        """Places left; none once it began is said by its day."""
        return max(self.places - self.taken, 0)

    @property
    def others(self) -> int:
        """Places taken by cases the viewer may not know of."""
        return self.taken - len(self.cases)


@dataclass(frozen=True, slots=True)
class Week:
    """What lies in one week, from its Monday on."""

    monday: date
    sittings: tuple[SittingLine, ...]
    meetings: tuple[Place, ...]

    def __bool__(self) -> bool:
        return bool(self.sittings or self.meetings)


def monday_of(day: date) -> date:
    """The Monday of the week this day lies in; the week has the number of ISO 8601."""
    return day - timedelta(days=day.weekday())


def calendar_of_weeks(tx: Tx, viewer: Viewer, day: date, weeks: int = 4) -> tuple[Week, ...]:
    """As many weeks from the one this day lies in, the empty ones too; nothing for who has a link to one question."""
    if viewer.only is not None:
        return ()
    mondays = [monday_of(day) + timedelta(weeks=each) for each in range(min(max(weeks, 1), MOST_WEEKS))]
    begin, end = _begin(mondays[0]), _begin(mondays[-1] + timedelta(weeks=1))
    region = select(Agency.region_id).where(Agency.id == viewer.agency_id).scalar_subquery()
    rows = tx.session.exec(
        select(Sitting)
        .where(Sitting.region_id == region, col(Sitting.starts_at) >= begin, col(Sitting.starts_at) < end)
        .order_by(col(Sitting.starts_at), col(Sitting.id))
        .limit(MOST)
    ).all()
    sittings, meetings = _lines(tx, viewer, rows), _own_hours(tx, viewer, begin, end)
    return tuple(
        Week(
            monday,
            tuple(line for line in sittings if _week_of(line.starts_at) == monday),
            tuple(line for line in meetings if _week_of(line.starts_at) == monday),
        )
        for monday in mondays
    )


def sitting_numbered(tx: Tx, viewer: Viewer, number: int) -> SittingLine:
    """One sitting of the viewer's region.

    Raises:
        Unknown: there is none by that number here.
    """
    row = tx.session.get(Sitting, number) if viewer.only is None else None
    own = tx.session.get(Agency, viewer.agency_id)
    if row is None or own is None or row.region_id != own.region_id:
        raise Unknown(mark("There is no such sitting in your region."))
    return _lines(tx, viewer, [row])[0]


def sheet_of_sitting(tx: Tx, viewer: Viewer, number: int) -> dict[str, Any]:
    """The fields of a sitting ahead as somebody moves it, and how many places are taken; nothing if there is none."""
    row = tx.session.get(Sitting, number) if may_in_region(viewer, RegionDeed.PLAN_SITTINGS) else None
    if row is None or row.region_id != _own_region(tx, viewer) or row.starts_at <= tx.now:
        return {}
    taken = select(func.count()).where(Meeting.sitting_id == number)
    return {
        "starts_at": row.starts_at.isoformat(),
        "minutes": row.minutes,
        "places": row.places,
        "place": row.place,
        "taken": tx.session.exec(taken).one(),
    }


def sittings_ahead(tx: Tx, viewer: Viewer) -> Iterator[Option]:
    """The sittings that can be moved or cancelled; none for who plans none."""
    if not may_in_region(viewer, RegionDeed.PLAN_SITTINGS):
        return
    rows = tx.session.exec(
        select(Sitting)
        .where(Sitting.region_id == _own_region(tx, viewer), Sitting.starts_at > tx.now)
        .order_by(col(Sitting.starts_at), col(Sitting.id))
        .limit(MOST)
    )
    for row in rows:
        school = tx.session.get(Agency, row.school_id) if row.school_id else None
        yield Option(str(row.id), f"{row.place} ({school.name})" if school else row.place, at=row.starts_at)


def _own_region(tx: Tx, viewer: Viewer) -> int:
    return tx.session.get_one(Agency, viewer.agency_id).region_id


def _lines(tx: Tx, viewer: Viewer, rows: Iterable[Sitting]) -> list[SittingLine]:
    every = list(rows)
    numbers = [row.id for row in every]
    taken = dict(
        tx.session.exec(
            select(Meeting.sitting_id, func.count())
            .where(col(Meeting.sitting_id).in_(numbers))
            .group_by(col(Meeting.sitting_id))
        ).all()
    )
    members = {
        row.sitting_id: Member(row.status)
        for row in tx.session.exec(
            select(SittingMember).where(
                col(SittingMember.sitting_id).in_(numbers), SittingMember.agency_id == viewer.agency_id
            )
        )
    }
    cases = _cases(tx, viewer, numbers)
    return [
        SittingLine(
            id=row.id,
            place=row.place,
            starts_at=row.starts_at,
            ends_at=row.starts_at + timedelta(minutes=row.minutes),
            places=row.places,
            taken=taken.get(row.id, 0),
            cases=tuple(cases[row.id]),
            member=members.get(row.id),
        )
        for row in every
    ]


def _cases(tx: Tx, viewer: Viewer, numbers: Iterable[int]) -> dict[int, list[Place]]:
    rows = tx.session.exec(
        select(Meeting, CaseFile.ref, cases_where(viewer, Item.MEETING))
        .join(CaseFile, col(CaseFile.id) == Meeting.case_id)
        .where(visible(viewer), col(Meeting.sitting_id).in_(list(numbers)), col(Meeting.starts_at).is_not(None))
        .order_by(col(Meeting.starts_at), col(Meeting.id))
    )
    found: dict[int, list[Place]] = defaultdict(list)
    for row, ref, holds in rows:
        if row.sitting_id is not None and row.starts_at is not None:
            found[row.sitting_id].append(Place(row.id, ref, row.starts_at, _opens(tx, viewer, row, ref, holds=holds)))
    return found


def _own_hours(tx: Tx, viewer: Viewer, begin: datetime, end: datetime) -> list[Place]:
    """Meetings at an hour of their own, of cases the viewer may know of."""
    rows = tx.session.exec(
        select(Meeting, CaseFile.ref, cases_where(viewer, Item.MEETING))
        .join(CaseFile, col(CaseFile.id) == Meeting.case_id)
        .where(
            visible(viewer),
            col(Meeting.sitting_id).is_(None),
            col(Meeting.starts_at) >= begin,
            col(Meeting.starts_at) < end,
        )
        .order_by(col(Meeting.starts_at), col(Meeting.id))
        .limit(MOST)
    )
    return [
        Place(row.id, ref, row.starts_at, _opens(tx, viewer, row, ref, holds=holds), neutral_place(tx, row) or "")
        for row, ref, holds in rows
        if row.starts_at
    ]


def _opens(tx: Tx, viewer: Viewer, row: Meeting, ref: str, *, holds: bool) -> bool:
    """Who holds the case sees every table of it: for them none is looked at apart."""
    return row.held != ELSEWHERE if holds else may_sit_at(tx, viewer, row, ref)


def _week_of(moment: datetime) -> date:
    return monday_of(moment.astimezone(AMSTERDAM).date())


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)
