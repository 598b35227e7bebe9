"""One thing to know about a question. Knows no question."""

from dataclasses import dataclass
from datetime import date, datetime

Value = str | int | date | datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know.

    Attributes:
        label: what it is, in English; the Dutch stands in the catalogue.
        value: words or a name, a day, a moment, or an amount in cents.
        coded: the value is a code or a sentence of ours and has a translation.
    """

    label: str
    value: Value
    coded: bool = False
