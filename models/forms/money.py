"""The forms of the budget of a trajectory: payments, more than there is, paid otherwise. Files nothing.

Source: process.md, stage 3 step 4; issue 3 part 7.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from models.forms.field import Line, Number, Words
from models.forms.form import Form, Sheet, asked
from models.speech import mark

MoreCents = Annotated[int, Field(ge=1, le=100_000_000)]
"""An amount that is something, in cents."""


class Spending(Sheet):
    """One payment from the budget of a trajectory."""

    action: Number = asked(mark("For which action"), pick="budget action")
    cents: MoreCents = asked(mark("Cents"))
    spent_on: date = asked(mark("Paid on"))
    what: Line = asked(mark("What was paid"))


class TakenBack(Sheet):
    """A payment that was entered by mistake, or came back."""

    entry: Number = asked(mark("Which payment"), pick="payment")
    why: Line = asked(mark("Why"))


class MoreBudget(Sheet):
    """More for an action than was agreed, or than the budget holds."""

    action: Number = asked(mark("For which action"), pick="budget action")
    cents: MoreCents = asked(mark("Cents"))
    why: Words = asked(mark("Why"))


class PaidOtherwise(Form):
    """How an action is paid that the budget does not pay."""

    question: ClassVar[str] = mark("This is not paid from the budget. How is it paid?")

    paid_by: Literal["own means", "other scheme"] = asked(mark("How it is paid"))
    words: Words | None = asked(mark("In a few words"), default=None)
