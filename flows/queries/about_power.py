"""What must be known to answer questions about the budget. Words only to who may answer that question."""

from collections.abc import Callable, Iterator, Mapping

from sqlmodel import col, select

from flows.facts.money import balance
from flows.queries.door import Opened
from flows.queries.fact import Fact
from flows.queries.waiting import WaitLine
from models.code import Errand
from models.speech import mark
from models.store import Tx
from models.tables import Action, BudgetEntry, Plan


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


ABOUT_POWER: Mapping[str, Callable[[Tx, Opened, WaitLine, int | None], Iterator[Fact]]] = {
    "BudgetApproval": _over_budget,
    "PaidOtherwise": _over_budget,
}
