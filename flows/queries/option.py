"""One thing that can be chosen from a list. Knows no list."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Option:
    """One option.

    Attributes:
        value: what the form keeps: a holder, a number or a code.
        label: what people read: a name, words, or a sentence of ours.
        why: codes of ours that say why it is proposed.
        coded: the label is a sentence of ours and has a translation.
        at: a moment that stands before the label.
    """

    value: str
    label: str
    why: tuple[str, ...] = ()
    coded: bool = False
    at: datetime | None = None
