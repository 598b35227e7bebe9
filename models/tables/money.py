"""The budget of a trajectory, entry by entry, in whole cents. An entry is never changed."""

from datetime import date, datetime
from typing import Never

from sqlalchemy import CheckConstraint, Column, event
from sqlmodel import Field

from models.code import BudgetKind
from models.secret import Sealed
from models.tables.base import Row, coded, key, to


class BudgetEntry(Row, table=True):
    """One entry: asked over the budget, approved, committed to an action, released again, spent, or taken back.

    Attributes:
        cents: always more than nothing; the kind says which way they go.
        day: the day it counts on; for what was spent, the day of the payment.
        about_id: the entry that is taken back, or the request that is approved.
    """

    __tablename__ = "budget_entry"

    id: int = key()
    case_id: int = to("case_file")
    action_id: int | None = to("action", nullable=True)
    kind: BudgetKind = Field(sa_type=coded(BudgetKind))
    cents: int
    day: date
    words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    entered_at: datetime
    entered_by: int | None = to("professional", nullable=True, index=False)
    about_id: int | None = Field(default=None, foreign_key="budget_entry.id", unique=True, nullable=True)

    __table_args__ = (
        CheckConstraint("cents > 0", name="cents_are_positive"),
        CheckConstraint("kind IN ('asked', 'approved') OR action_id IS NOT NULL", name="money_goes_to_an_action"),
        CheckConstraint("kind <> 'taken back' OR about_id IS NOT NULL", name="taken_back_from_an_entry"),
    )


@event.listens_for(BudgetEntry, "before_update")
def _never_changed(*_: object) -> Never:
    raise AssertionError("an entry of a budget is never changed; write another one")
