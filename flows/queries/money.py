"""The budget of one case for who may see its file, and the totals of the programme. Whole cents, never a person.

Source: issue 3 part 7. Small numbers are not shown: a year with fewer than five cases has no amounts.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import case, col, func, select

from flows.facts.figure import Sum, kept
from flows.facts.money import Balance, balance, balance_of_action
from flows.queries.door import Opened, open_file
from flows.queries.option import Option
from flows.queries.over_region import region_looked_over
from models.access import Viewer
from models.code import BudgetKind
from models.school_year import begins, school_year
from models.store import Tx
from models.tables import Action, BudgetEntry, CaseFile, Figure
from notifications.phrase import money

FEWEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of a budget, in the order they were written."""

    id: int
    day: date
    kind: str
    cents: int
    action: str | None
    words: str | None
    taken_back: bool


@dataclass(frozen=True, slots=True)
class BudgetView:
    """The budget of one case: how it stands, and every entry."""

    stands: Balance
    entries: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One school year of the programme; amounts are empty where too few cases stand behind them.

    Attributes:
        year: such as "2026-2027".
        cases: how many youths the money was for; empty when there were too few to say.
    """

    year: str
    cases: int | None
    committed: int | None
    spent: int | None
    approved: int | None


def budget_of(tx: Tx, viewer: Viewer, ref: str) -> BudgetView:
    """The budget of the case of that number.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    opened = open_file(tx, viewer, ref)
    return BudgetView(balance(tx.session, opened.case.id), tuple(_entries(tx, opened.case.id)))


def _entries(tx: Tx, number: int) -> Iterator[EntryLine]:
    rows = tx.session.exec(
        select(BudgetEntry, Action)
        .outerjoin(Action, col(Action.id) == BudgetEntry.action_id)
        .where(BudgetEntry.case_id == number)
        .order_by(col(BudgetEntry.id))
    ).all()
    undone = {row.about_id for row, _ in rows if row.kind == BudgetKind.TAKEN_BACK}
    for row, action in rows:
        what = action.words if action else None
        yield EntryLine(row.id, row.day, row.kind.value, row.cents, what, row.words, row.id in undone)


def budget_actions(tx: Tx, opened: Opened) -> Iterator[Option]:
    """The actions of a case that are paid from its budget, with what was agreed and not paid yet."""
    rows = tx.session.exec(
        select(Action).where(Action.case_id == opened.case.id, Action.paid_by == "budget").order_by(col(Action.id))
    )
    for action in rows:
        unspent = money(balance_of_action(tx.session, action.id).unspent, "nl")
        yield Option(str(action.id), f"{action.words} ({unspent})")


def payments(tx: Tx, opened: Opened) -> Iterator[Option]:
    """The payments of a case that were not taken back."""
    for line in _entries(tx, opened.case.id):
        if line.kind == BudgetKind.SPENT and not line.taken_back:
            yield Option(str(line.id), f"{line.day:%d-%m-%Y} {line.words} ({money(line.cents, 'nl')})")


def programme(tx: Tx, viewer: Viewer) -> tuple[YearTotal, ...]:
    """What the region agreed and paid per school year, the newest first.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    region = region_looked_over(tx, viewer)
    of_region = select(CaseFile.id).where(CaseFile.region_id == region)
    days: Any = select(func.min(BudgetEntry.day), func.max(BudgetEntry.day))
    there = [day for day in tx.session.exec(days.where(col(BudgetEntry.case_id).in_(of_region))).one() if day]
    before = kept(tx, region, col(Figure.agency_id).is_(None))
    years = [*map(school_year, there), *(key.year for key in before)]
    if not years:
        return ()
    totals = (
        _total(tx, col(BudgetEntry.case_id).in_(of_region), year, before)
        for year in range(max(years), min(years) - 1, -1)
    )
    return tuple(total for total in totals if total)


def _total(tx: Tx, condition: Any, year: int, before: Counter[Sum]) -> YearTotal | None:
    """One year, with what was summed there of cases that were destroyed since."""
    day = col(BudgetEntry.day)
    row: Any = tx.session.exec(
        select(
            func.count(func.distinct(BudgetEntry.case_id)),
            _sum(plus=BudgetKind.COMMITTED, minus=BudgetKind.RELEASED),
            _sum(plus=BudgetKind.SPENT, minus=BudgetKind.TAKEN_BACK),
            _sum(plus=BudgetKind.APPROVED),
        ).where(condition, day >= begins(year), day < begins(year + 1))
    ).one()
    destroyed = [before[Sum(None, year, what)] for what in ("money cases", "committed", "spent", "approved")]
    cases, committed, spent, approved = (int(each or 0) + more for each, more in zip(row, destroyed, strict=True))
    name = f"{year}-{year + 1}"
    if not cases:
        return None
    return YearTotal(name, *((cases, committed, spent, approved) if cases >= FEWEST_SHOWN else (None,) * 4))


def _sum(*, plus: BudgetKind, minus: BudgetKind | None = None) -> Any:
    kind, cents = col(BudgetEntry.kind), col(BudgetEntry.cents)
    ways = [(kind == plus, cents)] + ([(kind == minus, -cents)] if minus else [])
    return func.sum(case(*ways, else_=0))
