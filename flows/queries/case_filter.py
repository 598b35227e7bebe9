"""Which cases somebody asks for: by stage, agency, number, time, or what they lack. Gives conditions, no rows.

The same conditions make the list and every number above it, so that the two cannot differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import col, or_, select

from flows.engine.matter import AMSTERDAM
from flows.engine.when import calendar_of
from flows.queries.delay import without_days_late
from flows.queries.numbered import numbered
from flows.queries.stood_still import stood_still_for
from flows.queries.visible import cases_where
from flows.queries.youth_filter import about_youth
from models.access import Viewer
from models.code import Logged, Stage
from models.holder import PEOPLE
from models.item import Item
from models.look import Look
from models.store import Tx
from models.tables import Agency, CaseFile, ExtraDay, StageRun, Wait, WakeUp

ESCAPE = "\\"
CASE_MANAGER, NEXT_STEP = "case manager", "next step"
LACKS = (CASE_MANAGER, NEXT_STEP)
"""What an open case must never be without. Until the intake ends the coordinator acts as case manager.

Source: process.md, stage 1 step 5.
"""
OPENED, CLOSED, OPEN_THEN = "opened", "closed", "open then"
MOVED = (OPENED, CLOSED, OPEN_THEN)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What somebody asks for.

    Attributes:
        stage: a stage that runs now.
        agency: an agency that is being waited for.
        late: something waits longer than agreed; with an agency, at that agency.
        ref: a part of the number.
        closed: closed cases instead of open ones.
        lacks: what an open case must not be without, and is: one of ``LACKS``.
        older: days a stage runs longer than; of ``stage``, or of any.
        moved: opened or closed in a period, whether open or closed now; with ``since`` and ``until``, both included.
            Or open when ``until`` ended, as far as a case says that now: one opened again has no day of its first end.
        reason: something waited for this code of the list of reasons, whether the case is open or closed now.
        step: a question waits on this step of the ladder, or a higher one.
        name: beginnings of words of the youth's name; only in cases whose youth the viewer may know by name.
    """

    stage: str | None = None
    agency: int | None = None
    late: bool = False
    ref: str = ""
    closed: bool = False
    lacks: str | None = None
    older: int | None = None
    moved: str | None = None
    since: date | None = None
    until: date | None = None
    reason: str | None = None
    school: int | None = None
    municipality: str | None = None
    sector: str | None = None
    consultant: int | None = None
    step: int | None = None
    name: str = field(default="", repr=False)


def conditions(tx: Tx, viewer: Viewer, wanted: CaseFilter) -> list[Any]:
    """What a case must meet, for ``case_list`` and ``how_many_cases``."""
    found = [*_in_time(wanted), *_lacks(wanted)]
    if wanted.ref:
        tx.note(Look(viewer, Logged.SEARCH, about="number"))
        found.append(col(CaseFile.ref).like(f"%{_plain(wanted.ref)}%", escape=ESCAPE))
    if wanted.stage or wanted.older is not None:
        found.append(_has(StageRun, *_runs(tx, wanted)))
    found += about_youth(tx, viewer, wanted)
    if wanted.reason:
        found.append(stood_still_for(viewer, wanted.reason))
    if wanted.consultant:
        found.append(col(CaseFile.consultant_id) == wanted.consultant)
    if wanted.agency or wanted.late or wanted.step:
        found.append(_has(Wait, *_waits(tx, viewer, wanted)))
    return found


def _has(table: Any, *conditions: Any) -> Any:
    """True for a case with such a row. Asked of each case apart, so that what is open is looked up and no list made."""
    return select(table.id).where(table.case_id == CaseFile.id, *conditions).correlate(CaseFile).exists()


def _in_time(wanted: CaseFilter) -> Iterator[Any]:
    """Open now, closed now, or opened or closed in a period; for a reason of waiting, whenever it was."""
    if wanted.moved not in MOVED:
        if wanted.closed:
            yield col(CaseFile.closed_at).is_not(None)
        elif not wanted.reason:
            yield col(CaseFile.closed_at).is_(None)
        return
    if wanted.moved == OPEN_THEN:
        yield from _open_then(wanted)
        return
    moment = col(CaseFile.opened_at if wanted.moved == OPENED else CaseFile.closed_at)
    yield moment.is_not(None)
    if wanted.since:
        yield moment >= _begin(wanted.since)
    if wanted.until:
        yield moment < _begin(wanted.until + timedelta(days=1))


def _open_then(wanted: CaseFilter) -> Iterator[Any]:
    if wanted.until:
        end = _begin(wanted.until + timedelta(days=1))
        yield col(CaseFile.opened_at) < end
        yield col(CaseFile.closed_at).is_(None) | (col(CaseFile.closed_at) >= end)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)


def _lacks(wanted: CaseFilter) -> Iterator[Any]:
    if wanted.lacks == CASE_MANAGER:
        yield col(CaseFile.case_manager_id).is_(None)
        yield ~_has(StageRun, StageRun.stage == Stage.INTAKE, col(StageRun.ended_at).is_(None))
    if wanted.lacks == NEXT_STEP:
        woken = select(WakeUp.id).where(WakeUp.stage_run_id == StageRun.id).correlate(StageRun).exists()
        yield ~_has(Wait, col(Wait.closed_at).is_(None))
        yield ~_has(StageRun, col(StageRun.ended_at).is_(None), woken)


def _runs(tx: Tx, wanted: CaseFilter) -> Iterator[Any]:
    yield col(StageRun.ended_at).is_(None)
    yield StageRun.stage == wanted.stage if wanted.stage else col(StageRun.stage).in_(list(Stage))
    if wanted.older is not None:
        yield col(StageRun.started_at) <= tx.now - timedelta(days=wanted.older + 1)


def _waits(tx: Tx, viewer: Viewer, wanted: CaseFilter) -> Iterator[Any]:
    yield is_waited_for()
    yield may_see_wait(viewer)
    if wanted.agency:
        yield Wait.agency_id == wanted.agency
    if wanted.late:
        yield is_late(tx, viewer)
    if wanted.step:
        yield col(Wait.step) >= wanted.step


def is_waited_for() -> Any:
    """True for an open question that somebody is waited for with, and not only a date."""
    return col(Wait.closed_at).is_(None) & (col(Wait.kind) != "date") & (col(Wait.kind) != "open")


def may_see_wait(viewer: Viewer) -> Any:
    """Those of every case whose questions they may all see, and of their own agency; for queries that name the case."""
    return cases_where(viewer, Item.WAIT) | (col(Wait.agency_id) == viewer.agency_id)


def is_late(tx: Tx, viewer: Viewer) -> Any:
    """True where a question waits longer than agreed, as ``delay`` counts it; people are never late."""
    found: Any = tx.once(("is late", region_of(tx, viewer)), lambda: _late(tx, viewer))
    return found


def _late(tx: Tx, viewer: Viewer) -> Any:
    past = _past_its_last_day(tx, viewer)
    if tx.on_postgres:
        # Found first, and named: PostgreSQL takes them for hundreds of times as many, and begins at all the cases.
        numbers = tx.session.exec(select(Wait.id).where(col(Wait.closed_at).is_(None), past)).all()
        past = numbered(tx, col(Wait.id), numbers)
    return past & col(Wait.id).not_in(without_days_late(tx, past))


def _past_its_last_day(tx: Tx, viewer: Viewer) -> Any:
    """True where an agency's last day lies one of its working days back, or more."""
    region = region_of(tx, viewer)
    own_days = _agencies_with_days_of_their_own(tx, region)
    # Named, and not left out: what an agency has open past a day is then looked up, and no other wait read.
    others = select(Agency.id).where(col(Agency.id).not_in(own_days)).correlate(None)
    general = col(Wait.due_on) < _last_working_day(tx, region, None)
    apart = [
        (col(Wait.agency_id) == agency) & (col(Wait.due_on) < _last_working_day(tx, region, agency))
        for agency in own_days
    ]
    return (
        col(Wait.person_id).is_(None)
        & col(Wait.part).not_in(list(PEOPLE))
        & or_(general & col(Wait.agency_id).in_(others), *apart)
    )


def region_of(tx: Tx, viewer: Viewer) -> int:
    """The region a viewer works in; the first one for an operator of the machine."""
    own = tx.session.exec(select(Agency.region_id).where(Agency.id == viewer.agency_id)).first()
    return own or tx.session.exec(select(Agency.region_id).order_by(col(Agency.id))).first() or 0


def _agencies_with_days_of_their_own(tx: Tx, region: int) -> list[int]:
    rows = tx.session.exec(
        select(ExtraDay.agency_id).where(ExtraDay.region_id == region, col(ExtraDay.agency_id).is_not(None)).distinct()
    )
    return [agency for agency in rows if agency is not None]


def _last_working_day(tx: Tx, region: int, agency: int | None) -> date:
    calendar = calendar_of(tx, region, agency)
    day = tx.now.astimezone(AMSTERDAM).date()
    while not calendar.works_on(day):
        day -= timedelta(days=1)
    return day


def _plain(text: str) -> str:
    """A part of a number as it is typed: capitals, and no sign that means something to the database."""
    kept = text.strip().upper()[:12]
    return "".join(ESCAPE + letter if letter in f"%_{ESCAPE}" else letter for letter in kept)
