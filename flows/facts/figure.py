"""What a case adds to the figures of its region, as codes and numbers: while it is there and after it. Writes nothing.

The same sums are made of cases that are there (``added_by``) and kept of those that were destroyed (``Figure``): so
figures of earlier school years stay what they were. Never a person, a case or a date.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import col, select

from flows.engine import when
from flows.engine.matter import AMSTERDAM, unpacked
from flows.facts.course import over_years
from flows.facts.took import CONTACT, HELP, HELP_BEGAN, STAGES
from flows.queries.delay import delays
from models.code import BudgetKind, WaitStatus
from models.school_year import school_year
from models.store import Tx
from models.tables import (
    BudgetEntry,
    CaseFigure,
    CaseFile,
    CheckInNote,
    Figure,
    Imposition,
    ImpositionPart,
    LadderStep,
    Message,
    Pause,
    StageRun,
    Wait,
    WaitShift,
    Youth,
)
from models.workday import Calendar, working_days_after

ANSWERED = (WaitStatus.GIVEN, WaitStatus.DECLINED)
WHAT = (
    "asked", "answered", "in time", "days late", "contested", "step", "orders", "ordered", "blocked", "blocked cases",
    "money cases", "committed", "spent", "approved", "month end", "counted",
)  # fmt: skip
"""Everything that is summed; ``blocked`` per reason and ``step`` per step of the ladder, of the agency waited for;
``month end`` per month and stage (see ``course``); ``counted`` per outcome, by years that begin on 1 October."""
_MONEY = {
    BudgetKind.COMMITTED: ("committed", 1),
    BudgetKind.RELEASED: ("committed", -1),
    BudgetKind.SPENT: ("spent", 1),
    BudgetKind.TAKEN_BACK: ("spent", -1),
    BudgetKind.APPROVED: ("approved", 1),
}


class Sum(NamedTuple):
    """What is summed: of which agency (none: of the region), in which school year, and which."""

    agency: int | None
    year: int
    what: str
    code: str = ""


def added_by(tx: Tx, region: int, cases: Collection[int]) -> Counter[Sum]:
    """What these cases of one region add to its figures."""
    found: Counter[Sum] = Counter()
    for each in (_questions, _steps, _orders, _money):
        for key, number in each(tx, cases):
            found[key] += number
    for key, number in _blocked(tx, region, cases):
        found[key] += number
    for year, what, code in over_years(tx, col(CaseFile.id).in_(cases)):
        found[Sum(None, year, what, code)] += 1
    return Counter({key: number for key, number in found.items() if number})


def kept(tx: Tx, region: int, *conditions: Any) -> Counter[Sum]:
    """What destroyed cases added; conditions are on ``Figure``."""
    rows = tx.session.exec(select(Figure).where(Figure.region_id == region, *conditions))
    return Counter({Sum(row.agency_id, row.year, row.what, row.code): row.number for row in rows})


def _questions(tx: Tx, cases: Collection[int]) -> Iterator[tuple[Sum, int]]:
    asked = (col(Wait.case_id).in_(cases), Wait.kind != "open")
    status = dict(tx.session.exec(select(Wait.id, Wait.status).where(*asked)).all())
    for each in delays(tx, *asked):
        year = school_year(each.asked)
        for agency, days in each.per_agency.items():
            yield Sum(agency, year, "days late"), days
        if each.agency_id is None:
            continue
        yield Sum(each.agency_id, year, "asked"), 1
        if status[each.wait] in ANSWERED:
            yield Sum(each.agency_id, year, "answered"), 1
            yield Sum(each.agency_id, year, "in time"), int(not each.per_agency.get(each.agency_id))
        yield Sum(each.agency_id, year, "contested"), int(each.contested is not None)


def _steps(tx: Tx, cases: Collection[int]) -> Iterator[tuple[Sum, int]]:
    rows = tx.session.exec(
        select(Wait.agency_id, LadderStep)
        .join(Wait, col(Wait.id) == LadderStep.wait_id)
        .where(col(Wait.case_id).in_(cases), col(LadderStep.confirmed_at).is_not(None), LadderStep.step > 0)
    )
    for agency, step in rows:
        if agency is not None and step.confirmed_at is not None:
            yield Sum(agency, school_year(_day(step.confirmed_at)), "step", str(step.step)), 1


def _orders(tx: Tx, cases: Collection[int]) -> Iterator[tuple[Sum, int]]:
    rows = tx.session.exec(
        select(ImpositionPart, Imposition)
        .join(Imposition, col(Imposition.id) == ImpositionPart.imposition_id)
        .where(col(Imposition.case_id).in_(cases))
    )
    for part, order in rows:
        year = school_year(_day(order.requested_at))
        yield Sum(part.agency_id, year, "orders"), 1
        yield Sum(part.agency_id, year, "ordered"), int(part.object_until is not None)


def _blocked(tx: Tx, region: int, cases: Collection[int]) -> Iterator[tuple[Sum, int]]:
    calendar = when.calendar_of(tx, region, None)
    behind = set()
    for case, agency, code, from_on, to_on in stood_still(tx, cases):
        days = working_days_after(from_on, to_on, calendar)
        key = Sum(agency, school_year(from_on), "blocked", code)
        yield key, days
        if days:
            behind.add((key._replace(what="blocked cases"), case))
    yield from ((key, 1) for key, _ in behind)


def stood_still(tx: Tx, cases: Any) -> Iterator[tuple[int, int | None, str, date, date]]:
    """Each stretch in which a clock stood still or a last day moved: case, agency, reason, and between which days.

    ``cases`` may be numbers or a query that gives them. A pause that runs counts up to today.
    """
    today = _day(tx.now)
    of_pause: Any = (Pause.case_id, Wait.agency_id, Pause.code, Pause.from_on, Pause.until_on, Pause.ends_on)
    pauses = select(*of_pause).join(Wait, col(Wait.id) == Pause.wait_id).where(col(Pause.case_id).in_(cases))
    for case, agency, code, from_on, until_on, ends_on in tx.session.exec(pauses):
        yield case, agency, code, from_on, until_on or min(ends_on, today)
    columns: Any = (Wait.case_id, WaitShift.agency_id, WaitShift.code, WaitShift.from_on, WaitShift.to_on)
    shifts = select(*columns)
    shifts = shifts.join(Wait, col(Wait.id) == WaitShift.wait_id).where(col(Wait.case_id).in_(cases))
    yield from tx.session.exec(shifts)


def _money(tx: Tx, cases: Collection[int]) -> Iterator[tuple[Sum, int]]:
    rows = tx.session.exec(select(BudgetEntry).where(col(BudgetEntry.case_id).in_(cases))).all()
    for _, year in {(row.case_id, school_year(row.day)) for row in rows}:
        yield Sum(None, year, "money cases"), 1
    for row in rows:
        if row.kind in _MONEY:
            what, way = _MONEY[row.kind]
            yield Sum(None, school_year(row.day), what), way * row.cents


def figure_of(tx: Tx, case: CaseFile) -> CaseFigure:
    """One case as codes and numbers of days; without a number of its own, which who keeps it draws.

    ``days_to_contact`` and ``days_to_help`` count working days from the day the case was opened to the first day
    somebody met the youth, and the first on which somebody did something for them (see decision 0031).
    """
    opened_on, closed_on = _day(case.opened_at), _day(case.closed_at or tx.now)
    calendar = when.calendar_of(tx, case.region_id, None)
    spent = {f"days_in_{stage}": days for stage, days in _in_stages(tx, case.id).items()}
    return CaseFigure(
        region_id=case.region_id,
        sector=tx.session.get_one(Youth, case.youth_id).sector.value,
        outcome=case.outcome or "",
        opened_in=school_year(opened_on),
        closed_in=school_year(closed_on),
        days=max((closed_on - opened_on).days, 0),
        days_to_contact=_days(opened_on, _contacts(tx, case.id), calendar),
        days_to_help=_days(opened_on, _helped(tx, case.id), calendar),
        reopened=case.reopened,
        **spent,
    )


def _in_stages(tx: Tx, case: int) -> dict[str, int]:
    runs = tx.session.exec(
        select(StageRun).where(
            StageRun.case_id == case, col(StageRun.stage).in_(STAGES), col(StageRun.ended_at).is_not(None)
        )
    )
    found: Counter[str] = Counter()
    for run in runs:
        found[run.stage] += (_day(run.ended_at or run.started_at) - _day(run.started_at)).days
    return dict(found)


def _contacts(tx: Tx, case: int) -> Iterator[date]:
    yield from _said(tx, case, CONTACT)
    notes = tx.session.exec(select(CheckInNote).where(CheckInNote.case_id == case))
    yield from (note.met_on for note in notes)


def _helped(tx: Tx, case: int) -> Iterator[date]:
    yield from _said(tx, case, HELP)
    told = select(Message.queued_at).where(Message.case_id == case, Message.notice == HELP_BEGAN)
    yield from map(_day, tx.session.exec(told))


def _said(tx: Tx, case: int, fields: dict[str, str]) -> Iterator[date]:
    given = select(Wait).where(Wait.case_id == case, Wait.status == WaitStatus.GIVEN, col(Wait.form).in_(fields))
    for wait in tx.session.exec(given):
        said = (unpacked(wait.value) or {}).get(fields[wait.form or ""]) if wait.value else None
        if isinstance(said, date):
            yield said


def _days(since: date, days: Iterator[date], calendar: Calendar) -> int | None:
    first = min(days, default=None)
    return None if first is None else working_days_after(since, first, calendar)


def _day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()
