"""What a youth doctor shares of a youth: a conclusion in words meant for others. Pure; all else stays with the doctor.

Source: domain.md, R3, and section 2: a doctor in a talk of several agencies keeps professional secrecy.
"""

from collections.abc import Mapping

from models.code import Domain
from models.item import Item
from models.speech import mark

CONCLUSION = "conclusion"
"""The kind of what a youth doctor brings, and the field it is written in."""
DOMAIN = Domain.WELLBEING
"""The life domain a conclusion is of: who may not know of that may not read it."""
ITEMS: Mapping[str, Item] = {CONCLUSION: Item.MEDICAL}
"""By which row of the table of policies something that was brought is read; all else by ``Item.CONTRIBUTION``."""
ONLY_A_CONCLUSION = mark(
    "a youth doctor shares a conclusion only, in the field for it; everything else stays with the doctor"
)
ONLY_A_DOCTOR = mark("only a youth doctor gives a medical conclusion")
STAYS_WITH_THE_DOCTOR = mark(
    "what a youth doctor notes down stays with their own organisation; for others there is the conclusion"
)
ADVICE = mark(
    "As a youth doctor you share a conclusion only: what the youth can and cannot do, what helps, and what you advise."
    " Do not write a diagnosis, complaints, medicine or results here. Those stay in your own file."
)
"""What stands above every question a youth doctor answers."""

_ASKED: Mapping[str, bool] = {CONCLUSION: True, "notes": False}
"""Fields that are asked of a youth doctor only, or of everybody but a youth doctor."""


def is_asked(field: str, *, of_doctor: bool) -> bool:
    """Whether a field of a form is asked of a holder who is a youth doctor, or of one who is none."""
    return _ASKED.get(field, of_doctor) == of_doctor


def item_of(kind: str) -> Item:
    """By which row of the table of policies something of that kind that was brought is read."""
    return ITEMS.get(kind, Item.CONTRIBUTION)
