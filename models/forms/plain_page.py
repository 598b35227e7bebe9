"""Which questions can be answered from a link in a mail, on a plain page without sign-in. Draws nothing.

A binding decision, money and whatever names people of the case are for who signed in.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from models.forms.form import Form, Sheet

LEFT_OFF: Mapping[str, frozenset[str]] = {"Attendance": frozenset({"notes"})}
"""Fields that may stay empty and are left off a plain page, by form; who signs in can fill them in."""

FOR_WHO_SIGNED_IN = frozenset(
    {
        "BudgetApproval", "ContestDecided", "CostsSettled", "Found", "ObjectionHeard", "Order", "OwnAskReply",
        "PaidOtherwise", "RightAnswered", "StepConfirmed", "TargetGroup", "UrgentReview", "WithoutYes",
    }
)  # fmt: skip
"""Forms that decide for others: a mail that was passed on must never do that."""

LISTS = frozenset({None, "agency", "colleague"})
"""The lists a page without sign-in may show: organisations of the region, and the reader's own colleagues."""


@cache
def fits_a_plain_page(form: type[Form]) -> bool:
    """Whether a question of this form can be answered from a link."""
    if form.__name__ in FOR_WHO_SIGNED_IN:
        return False
    left_off = LEFT_OFF.get(form.__name__, frozenset())
    fields = [field for name, field in form.model_fields.items() if name not in left_off]
    return all(_pick(field.json_schema_extra) in LISTS and not any(_sheets(field.annotation)) for field in fields)


def _pick(extra: Any) -> str | None:
    return str(extra["pick"]) if isinstance(extra, dict) and "pick" in extra else None


def _sheets(annotation: Any) -> Iterator[bool]:
    """One for every sheet within a field."""
    if isinstance(annotation, type) and issubclass(annotation, Sheet):
        yield True
    for part in get_args(annotation):
        yield from _sheets(part)
