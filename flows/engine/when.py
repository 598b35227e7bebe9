"""Turns what a line says of time (a term's name, a day, a moment) into days and moments. Asks no clock.

Resolved when the step is taken and kept on its wait: a region that changes a term changes new waits only.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select

from flows.engine.hot import table
from flows.engine.matter import AMSTERDAM, Matter
from models.extra_day import ExtraDay
from models.prepared import Prepared
from models.refusal import Refused
from models.school_holiday import own_first
from models.store import Tx
from models.tables import Agency, Municipality, Region, SchoolHoliday, TermRow
from models.tables import ExtraDay as ExtraDayRow
from models.term import Amount, Calendar, Kind, Stretch, Term, Unit, due_on, moment_after

When = str | date | datetime
_TERM, _EXTRA, _HOLIDAY = table(TermRow), table(ExtraDayRow), table(SchoolHoliday)
_REGION, _MUNICIPALITY, _AGENCY = table(Region), table(Municipality), table(Agency)

READ_TERM = Prepared(
    select(
        _TERM.c.name, _TERM.c.amount, _TERM.c.unit, _TERM.c.kind, _TERM.c.ground, _TERM.c.urgent_amount,
        _TERM.c.urgent_unit, _TERM.c.off,
    )
    .where(
        _TERM.c.region_id == bindparam("region"),
        _TERM.c.name == bindparam("term_name"),
        _TERM.c.valid_from <= bindparam("today"),
    )
    .order_by(_TERM.c.valid_from.desc())
    .limit(1)
)  # fmt: skip
READ_EXTRA = Prepared(
    select(_EXTRA.c.agency_id, _EXTRA.c.day, _EXTRA.c.label, _EXTRA.c.equated).where(
        _EXTRA.c.region_id == bindparam("region"),
        or_(_EXTRA.c.agency_id.is_(None), _EXTRA.c.agency_id == bindparam("agency")),
    )
)
READ_HOLIDAYS = Prepared(
    select(_HOLIDAY.c.agency_id, _HOLIDAY.c.first_on, _HOLIDAY.c.last_on, _HOLIDAY.c.name)
    .select_from(_REGION)
    .join(_HOLIDAY, _HOLIDAY.c.region_id == _REGION.c.id)
    .outerjoin(_AGENCY, _AGENCY.c.id == bindparam("agency"))
    .outerjoin(
        _MUNICIPALITY, and_(_MUNICIPALITY.c.region_id == _REGION.c.id, _MUNICIPALITY.c.name == _AGENCY.c.municipality)
    )
    .where(
        _REGION.c.id == bindparam("region"),
        or_(
            _HOLIDAY.c.agency_id == bindparam("agency"),
            _HOLIDAY.c.school_region == func.coalesce(_MUNICIPALITY.c.school_region, _REGION.c.school_region),
        ),
    )
    .order_by(_HOLIDAY.c.first_on, _HOLIDAY.c.id)
)


class Due(NamedTuple):
    """Until when somebody has, and the term that says so; no day when the term is off."""

    on: date | None
    term: Term | None = None
    amount: Amount | None = None
    calendar: Calendar | None = None


def due(matter: Matter, within: str | date, *, agency: int | None, since: date | None = None) -> Due:
    """The last day of a named term of the case's region, or the agreed day itself.

    Raises:
        Refused: the region has no term by that name.
    """
    if isinstance(within, date):
        return Due(within)
    term = named_term(matter.tx, matter.case.region_id, within, matter.today)
    urgent = bool(matter.case.urgent)
    if term.off:
        return Due(None, term, term.within(urgent=urgent))
    calendar = calendar_of(matter.tx, matter.case.region_id, agency, school=term.kind is Kind.SCHOOL)
    amount = term.within(urgent=urgent)
    start = since or matter.today
    if amount.unit is Unit.HOURS:
        ends_at = moment_after(amount, datetime.combine(start, time(), AMSTERDAM) if since else matter.now)
        return Due(ends_at.date(), term, amount, calendar)
    return Due(due_on(term, start, calendar, urgent=urgent), term, amount, calendar)


def opening(matter: Matter, opens: When, *, agency: int | None) -> datetime:
    """The moment before which there is no mail and no lateness; an early answer is welcome."""
    if isinstance(opens, datetime):
        return opens
    if isinstance(opens, str):
        opens = due(matter, opens, agency=agency).on or matter.today
    return morning(opens)


def lapse(matter: Matter, until: When, *, agency: int | None, since: date | None = None) -> tuple[datetime | None, Due]:
    """The moment the line goes on with silence, and the last day before it."""
    if isinstance(until, datetime):
        return until, Due(until.astimezone(AMSTERDAM).date())
    last = due(matter, until, agency=agency, since=since)
    if last.on is None:
        return None, last
    calendar = last.calendar or calendar_of(matter.tx, matter.case.region_id, agency)
    return morning_after(last.on, calendar), last


def morning(day: date) -> datetime:
    """Eight o'clock in Amsterdam on that day: nobody is written to at night."""
    return datetime.combine(day, time(8), AMSTERDAM)


def morning_after(day: date, calendar: Calendar) -> datetime:
    """Eight o'clock on the first working day after a day: due on that day itself is in time."""
    day += timedelta(days=1)
    while not calendar.works_on(day):
        day += timedelta(days=1)
    return morning(day)


def named_term(tx: Tx, region: int, name: str, today: date) -> Term:
    """The region's term of that name as it holds today.

    Raises:
        Refused: there is none.
    """
    row = tx.one(READ_TERM, region=region, term_name=name, today=today)
    if row is None:
        raise Refused("The region has no term called '{term}'.", term=name)
    return term_of_row(row)


def term_of_row(row: Sequence[Any]) -> Term:
    """A term from its columns, in the order of ``READ_TERM``."""
    return _term(*row)


def calendar_of(tx: Tx, region: int, agency: int | None, *, school: bool = False) -> Calendar:
    """The days off that count for this agency."""
    days = tx.all(READ_EXTRA, region=region, agency=agency)
    holidays = tx.all(READ_HOLIDAYS, region=region, agency=agency) if school else []
    return _calendar(tuple(map(tuple, days)), tuple(map(tuple, holidays)))


@lru_cache(maxsize=1024)
def _term(
    name: str, amount: int, unit: str, kind: str, ground: str, urgent_amount: int | None, urgent_unit: str | None,
    off: bool,  # noqa: FBT001 - a column of the row
) -> Term:  # fmt: skip
    urgent = Amount(urgent_amount, Unit(urgent_unit)) if urgent_amount and urgent_unit else None
    return Term(name, amount, Unit(unit), Kind(kind), ground, urgent, off)


@lru_cache(maxsize=256)
def _calendar(
    days: tuple[tuple[int | None, date, str, bool], ...], holidays: tuple[tuple[int | None, date, date, str], ...]
) -> Calendar:
    return Calendar(
        extra=tuple(ExtraDay(day, label, equated=equated) for agency, day, label, equated in days if agency is None),
        closed=tuple(Stretch(day, day, label) for agency, day, label, _ in days if agency is not None),
        school=own_first(
            (agency is not None, Stretch(first_on, last_on, name)) for agency, first_on, last_on, name in holidays
        ),
    )
