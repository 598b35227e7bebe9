"""How much longer than agreed a question waits, and for whom: the one source of every such figure. Never writes.

Working days after the last day, net of pauses, of the days an agency is closed, and of the time the case manager held
it; attributed to whoever held it on each of those days, so that handing on does not hand on the delay. Frozen at the
moment it closed. Figures are per agency, never per person. Source: process.md, "the power to push through".
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property, partial
from typing import Any

from sqlmodel import col, func, or_, select

from flows.engine.matter import AMSTERDAM
from flows.engine.standstill import still_days
from flows.engine.when import calendar_of
from flows.queries.numbered import numbered
from models.code import Part, WaitStatus
from models.holder import PEOPLE
from models.pause import working_days_of
from models.store import Tx
from models.tables import CaseFile, Contest, Pause, Wait, WaitHold
from models.workday import Calendar, next_working_day

OPEN, ACCEPTED, STAYS = "open", "accepted", "stays"
"""What became of a contest: not decided yet, the days do not count, or they do."""
_DAY = timedelta(days=1)
_COUNTED = (
    Wait.id, Wait.case_id, Wait.agency_id, Wait.person_id, Wait.part, Wait.asked_at, Wait.counted_from, Wait.closed_at,
    Wait.due_on, Wait.paused_on, Wait.supersedes_id, Wait.step, Wait.status,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Delay:
    """What is known of the time one question took.

    Attributes:
        wait: the number of the question.
        agency_id: who holds it now, or held it last.
        asked: the day it was asked, also before registration.
        due: its last day as it stands, with pauses and new days in it.
        paused_days: working days its clock stood still.
        days_late: working days longer than agreed; people themselves are never late.
        per_agency: those days by the agency that held it then, without what an accepted contest takes off.
        supersedes: the question it was asked in the place of.
        contested: what became of the newest contest, if there was one.
        step: the highest step of the ladder it reached.
        status: whether it is open, or how it ended.
    """

    wait: int
    case_id: int
    agency_id: int | None
    part: str
    asked: date
    closed_on: date | None
    due: date | None
    paused_days: int
    paused_on: date | None
    days_late: int
    per_agency: Mapping[int, int] = field(hash=False)
    supersedes: int | None
    contested: str | None
    step: int
    status: WaitStatus


def delays(tx: Tx, *conditions: Any) -> list[Delay]:
    """The delay of every question that meets the conditions on ``Wait`` and ``CaseFile``, by its number."""
    rows = _read(tx, *conditions)
    beside = _Beside(tx, [row.id for row in rows])
    return [_delay(row, row.region_id, beside) for row in rows]


def _read(tx: Tx, *conditions: Any) -> Sequence[Any]:
    """What is counted of each question, and no more: half a year of an agency is tens of thousands of them."""
    asked = select(*_COUNTED, CaseFile.region_id).join(CaseFile, col(CaseFile.id) == Wait.case_id)  # type: ignore[call-overload]
    found: Sequence[Any] = tx.session.exec(asked.where(Wait.kind != "date", *conditions).order_by(col(Wait.id))).all()
    return found


def delays_for(tx: Tx, rows: Sequence[tuple[Wait, int]]) -> list[Delay]:
    """The delay of questions that were read already, each with the region of its case; in the same order."""
    beside = _Beside(tx, [wait.id for wait, _ in rows])
    return [_delay(wait, region, beside) for wait, region in rows]


def delays_of(tx: Tx, waits: Iterable[int]) -> dict[int, Delay]:
    """The delay of each of these questions, by its number."""
    numbers = list(waits)
    return {each.wait: each for each in delays(tx, col(Wait.id).in_(numbers))} if numbers else {}


def may_be_late(tx: Tx) -> Any:
    """True for every question that a figure of days can say something of, and for few others; all the rest was in time.

    Its last day lay before the day it closed, or its clock, its holder or its days were not as they were at first.
    """
    closed_on = func.date(func.timezone("UTC", Wait.closed_at) if tx.on_postgres else Wait.closed_at)
    today = tx.now.astimezone(AMSTERDAM).date()
    # A day in Amsterdam is that of the clock of the world, or the next.
    past = func.coalesce(closed_on, _sql_day(tx, today)) >= col(Wait.due_on)
    return or_(past, *(_has(table) for table in (Pause, WaitHold, Contest)))


def _sql_day(tx: Tx, day: date) -> Any:
    return day if tx.on_postgres else day.isoformat()


def without_days_late(tx: Tx, *conditions: Any) -> list[int]:
    """Questions past their last day that nonetheless wait no longer than agreed, by number.

    Only where a clock stood still, or the question changed hands, can the day and the figure say different things.
    """
    changed_hands, first_still = _has(WaitHold), select(func.min(Pause.from_on)).where(Pause.wait_id == Wait.id)
    # Few rows: the region of each is looked up, and not the cases read to be joined.
    region = select(CaseFile.region_id).where(CaseFile.id == Wait.case_id)
    held: Any = (
        Wait.id, Wait.agency_id, Wait.person_id, Wait.part, Wait.due_on, region.scalar_subquery().label("region_id"),
        first_still.scalar_subquery().label("first_still"), changed_hands.label("changed_hands"),
    )  # fmt: skip
    asked = select(*held).where(Wait.kind != "date", col(Wait.closed_at).is_(None), *conditions)
    rows: Sequence[Any] = tx.session.exec(asked.where(or_(_has(Pause), changed_hands))).all()
    calendars = _Calendars(tx)
    rows = [row for row in rows if row.changed_hands or not _counted_before_it_stood_still(row, calendars)]
    beside = _Beside(tx, [row.id for row in rows], calendars)
    return [row.id for row in rows if not any(_late_days(row, row.region_id, beside, beside.today))]


def _counted_before_it_stood_still(row: Any, calendars: "_Calendars") -> bool:
    """Whether a working day passed between the last day and the first on which its clock stood still."""
    return bool(calendars.works_after(row.region_id, row.agency_id, row.due_on) <= row.first_still)


def _has(table: Any) -> Any:
    return select(table.id).where(table.wait_id == Wait.id).correlate(Wait).exists()


class _Calendars:
    """The days off of agencies, each read once."""

    def __init__(self, tx: Tx) -> None:
        self.of: Callable[[int, int | None], Calendar] = cache(partial(calendar_of, tx))
        self.works_after = cache(self._works_after)

    def _works_after(self, region: int, agency: int | None, day: date) -> date:
        return next_working_day(day, self.of(region, agency))


class _Beside:
    """What is read once for many waits: their pauses, holds, contests, and the calendars of agencies."""

    def __init__(self, tx: Tx, waits: list[int], calendars: _Calendars | None = None) -> None:
        self.tx = tx
        self.today = tx.now.astimezone(AMSTERDAM).date()
        self.pauses: dict[int, list[Any]] = _by_wait(tx, Pause, waits)
        self.holds: dict[int, list[Any]] = _by_wait(tx, WaitHold, waits)
        self._waits = waits
        self.calendar = (calendars or _Calendars(tx)).of

    @cached_property
    def contests(self) -> dict[int, list[Any]]:
        """What agencies had against the figure; whether there is one at all does not ask for it."""
        return _by_wait(self.tx, Contest, self._waits)


_AT_ONCE = 5000
_BESIDE: Mapping[Any, tuple[Any, ...]] = {
    Pause: (Pause.from_on, Pause.until_on, Pause.ends_on),
    WaitHold: (WaitHold.part, WaitHold.agency_id, WaitHold.until_at),
    Contest: (Contest.agency_id, Contest.accepted, Contest.decided_at),
}
"""What a figure asks of each; a figure reads thousands of them."""


def _by_wait(tx: Tx, table: Any, waits: list[int]) -> dict[int, list[Any]]:
    """The rows of each wait, in their order."""
    found: dict[int, list[Any]] = {}
    for first in range(0, len(waits), _AT_ONCE):
        some = waits[first : first + _AT_ONCE]
        asked = select(table.wait_id, *_BESIDE[table]).where(numbered(tx, col(table.wait_id), some))
        for row in tx.session.exec(asked.order_by(col(table.id))):
            found.setdefault(row.wait_id, []).append(row)
    return found


@dataclass(frozen=True, slots=True)
class _Hold:
    """Who held it up to a moment; the last one holds it still, or held it when it closed."""

    part: str
    agency_id: int | None
    until_at: datetime | None


def _delay(wait: Any, region: int, beside: _Beside) -> Delay:
    until_on = _day(wait.closed_at) if wait.closed_at else beside.today
    still = still_days(beside.pauses.get(wait.id, []))
    contests = beside.contests.get(wait.id, [])
    late = list(_late_days(wait, region, beside, until_on))
    return Delay(
        wait=wait.id,
        case_id=wait.case_id,
        agency_id=wait.agency_id,
        part=wait.part or "",
        asked=wait.counted_from or _day(wait.asked_at),
        closed_on=_day(wait.closed_at) if wait.closed_at else None,
        due=wait.due_on,
        paused_days=working_days_of(still, until_on, beside.calendar(region, wait.agency_id)),
        paused_on=None if wait.closed_at else wait.paused_on,
        days_late=len(late),
        per_agency=_per_agency(late, contests),
        supersedes=wait.supersedes_id,
        contested=_became(contests[-1]) if contests else None,
        step=wait.step,
        status=wait.status,
    )


def _late_days(wait: Any, region: int, beside: _Beside, until_on: date) -> Iterator[tuple[date, _Hold]]:
    """Each working day past the last day, with who held the question when that day began."""
    if wait.due_on is None or wait.due_on >= until_on or wait.person_id is not None or wait.part in PEOPLE:
        return
    still = still_days(beside.pauses.get(wait.id, []))
    holds = [_Hold(each.part, each.agency_id, each.until_at) for each in beside.holds.get(wait.id, [])]
    holds.append(_Hold(wait.part or "", wait.agency_id, None))
    asked_of_case_manager = holds[0].part == Part.CASE_MANAGER
    day = wait.due_on + _DAY
    while day <= until_on:
        hold = next(each for each in holds if each.until_at is None or each.until_at > _begin(day))
        theirs = hold.part == Part.CASE_MANAGER and not asked_of_case_manager
        stands_still = any(day in stretch for stretch in still)
        if not theirs and not stands_still and beside.calendar(region, hold.agency_id).works_on(day):
            yield day, hold
        day += _DAY


def _per_agency(late: Iterable[tuple[date, _Hold]], contests: Iterable[Contest]) -> dict[int, int]:
    taken_off = {each.agency_id: _day(each.decided_at) for each in contests if each.accepted and each.decided_at}
    counted = Counter(
        hold.agency_id
        for day, hold in late
        if hold.agency_id is not None
        and hold.part != Part.CASE_MANAGER
        and not (hold.agency_id in taken_off and day <= taken_off[hold.agency_id])
    )
    return dict(counted)


def _became(contest: Contest) -> str:
    if contest.decided_at is None:
        return OPEN
    return ACCEPTED if contest.accepted else STAYS


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)


def _day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()
