"""What must be known to answer about the budget and binding decisions. Words only to who may answer that question."""

import json
from collections.abc import Callable, Iterator, Mapping

from sqlmodel import col, select

from flows.facts.money import balance
from flows.queries.door import Opened
from flows.queries.fact import Fact
from flows.queries.imposition import reminder_of_default
from flows.queries.people import agency_name
from flows.queries.waiting import WaitLine
from models.choice import CHOICES
from models.code import Errand, OrderKind
from models.item import Item
from models.label import LABELS
from models.speech import mark
from models.store import Tx
from models.tables import Action, BudgetEntry, Imposition, ImpositionPart, Plan, Request, StageRun, Statement


def _over_budget(tx: Tx, opened: Opened, line: WaitLine, about: int | None) -> Iterator[Fact]:
    """What is asked, and how the budget stands."""
    stands = balance(tx.session, opened.case.id)
    if line.stage == Errand.BUDGET:
        asked = tx.session.get_one(BudgetEntry, about)
        yield from _action(tx, asked)
        yield Fact(mark("Asked from the budget"), asked.cents)
    else:
        yield Fact(mark("Asked from the budget"), _of_the_plan(tx, line.run))
    yield Fact(mark("The whole budget"), stands.whole)
    yield Fact(mark("Agreed before"), stands.committed)


def _action(tx: Tx, asked: BudgetEntry) -> Iterator[Fact]:
    action = tx.session.get(Action, asked.action_id)
    if action is not None:
        yield Fact(mark("For what"), action.words)
    if asked.words:
        yield Fact(mark("Why"), asked.words)


def _of_the_plan(tx: Tx, run: int) -> int:
    plans = select(Plan.id).where(Plan.stage_run_id == run, col(Plan.ended_on).is_(None))
    costs = tx.session.exec(
        select(Action.cents).where(col(Action.plan_id).in_(plans), Action.status == "open", Action.paid_by == "budget")
    )
    return sum(costs)


def _hearing(tx: Tx, _opened: Opened, line: WaitLine, about: int | None) -> Iterator[Fact]:
    """An agency reads its own parts, before anything is ordered."""
    for part in _parts(tx, about):
        if part.agency_id == line.agency_id:
            yield from _part(tx, part)


def _order(tx: Tx, opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    """Who decides reads every part, and what each agency said to it."""
    order = tx.session.get(Imposition, about)
    if order is None or opened.viewer.professional_id != order.imposed_by:
        return
    for part in _parts(tx, about):
        yield Fact(mark("For whom"), agency_name(tx, part.agency_id))
        yield from _part(tx, part)
    said = tx.session.exec(
        select(Statement)
        .join(StageRun, col(StageRun.id) == Statement.stage_run_id)
        .where(StageRun.about == about, StageRun.stage == Errand.IMPOSITION, Statement.form == "Hearing")
        .order_by(col(Statement.id))
    )
    for each in said:
        fields = json.loads(each.words or "{}")
        yield Fact(mark("Heard"), agency_name(tx, each.said_by_agency_id))
        yield Fact(mark("What they say"), CHOICES[fields["view"]], coded=True)
        if fields.get("words"):
            yield Fact(mark("In their words"), fields["words"])


def _one_part(tx: Tx, _opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    part = tx.session.get(ImpositionPart, about)
    if part is not None:
        yield from _part(tx, part)
        if part.object_until is not None:
            yield Fact(mark("An objection can be made until"), part.object_until)


def _costs(tx: Tx, _opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    part = tx.session.get(ImpositionPart, about)
    if part is not None:
        yield Fact(mark("For whom"), agency_name(tx, part.agency_id))
        yield from _part(tx, part)


def _parts(tx: Tx, order: int | None) -> list[ImpositionPart]:
    rows = select(ImpositionPart).where(ImpositionPart.imposition_id == order).order_by(col(ImpositionPart.id))
    return list(tx.session.exec(rows))


def _part(tx: Tx, part: ImpositionPart) -> Iterator[Fact]:
    yield Fact(mark("What it is about"), LABELS[OrderKind][part.kind], coded=True)
    yield Fact(mark("What the agency does"), part.words)
    yield Fact(mark("By which day"), part.by_on)
    if part.pays_id:
        yield Fact(mark("Who pays for now"), agency_name(tx, part.pays_id))
    if part.settles_id:
        yield Fact(mark("Who settles later"), agency_name(tx, part.settles_id))
    if part.settle_by_on:
        yield Fact(mark("Settled by which day"), part.settle_by_on)


def _decision_in_law(tx: Tx, opened: Opened, line: WaitLine, about: int | None) -> Iterator[Fact]:
    """A decision set by law that has not come in its term: what the applicant may do."""
    request = tx.session.get(Request, about)
    if request is not None:
        yield Fact(mark("What was asked"), request.words)
        yield Fact(mark("Asked on"), request.asked_on)
    reminder = reminder_of_default(tx, line) if opened.sees(Item.FILE) else None
    if reminder:
        yield Fact(mark("Note"), reminder, coded=True)


ABOUT_POWER: Mapping[str, Callable[[Tx, Opened, WaitLine, int | None], Iterator[Fact]]] = {
    "BudgetApproval": _over_budget,
    "PaidOtherwise": _over_budget,
    "Hearing": _hearing,
    "Order": _order,
    "OrderObjection": _one_part,
    "OrderDone": _one_part,
    "CostsSettled": _costs,
    "SettlementHeard": _costs,
    "RunningAnswer": _decision_in_law,
}
