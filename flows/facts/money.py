"""How the budget of a trajectory stands: what there is, what was agreed, what was paid. Whole cents; never writes."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from models.code import BudgetKind
from models.tables import BudgetEntry, CaseFile, Region

Kinds = dict[str, int]


@dataclass(frozen=True, slots=True)
class Balance:
    """The budget of one case, or of one action, in cents.

    Attributes:
        whole: what there is: the region's amount or the case's own, and what the coordinator approved over it.
        committed: what was agreed and not released.
        spent: what was paid, and not taken back. Never more than what was agreed.
    """

    whole: int
    committed: int
    spent: int

    @property
    def left(self) -> int:
        """What can still be agreed."""
        return self.whole - self.committed

    @property
    def unspent(self) -> int:
        """What was agreed and not paid yet."""
        return self.committed - self.spent


def balance(session: Session, case: int) -> Balance:
    """How the budget of a case stands."""
    row = session.get_one(CaseFile, case)
    base = row.budget_cents or session.get_one(Region, row.region_id).budget_cents
    return _balance(base, _sums(session, BudgetEntry.case_id == case))


def balance_of_action(session: Session, action: int) -> Balance:
    """What was agreed for one action, and paid for it."""
    return _balance(0, _sums(session, BudgetEntry.action_id == action))


def _balance(base: int, sums: Kinds) -> Balance:
    return Balance(
        whole=base + sums.get(BudgetKind.APPROVED, 0),
        committed=sums.get(BudgetKind.COMMITTED, 0) - sums.get(BudgetKind.RELEASED, 0),
        spent=sums.get(BudgetKind.SPENT, 0) - sums.get(BudgetKind.TAKEN_BACK, 0),
    )


def _sums(session: Session, condition: object) -> Kinds:
    rows = session.exec(
        select(BudgetEntry.kind, func.sum(col(BudgetEntry.cents)))
        .where(condition)  # type: ignore[arg-type]
        .group_by(col(BudgetEntry.kind))
    )
    return {str(kind): int(cents) for kind, cents in rows}
