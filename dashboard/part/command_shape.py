"""What one command of a page is. Knows no command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.desk import Desk
from dashboard.part.field import Field
from models.forms.form import Sheet


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done.

    Attributes:
        title: what stands on the button, in English.
        what: what happens then, in one sentence.
        do: does it, and gives the sentence that says so.
        grave: it cannot be undone with one click, so a tick is asked first.
    """

    title: str
    what: str
    do: Callable[[Desk, str, Mapping[str, Any]], str]
    fields: tuple[Field, ...] = ()
    sheet: type[Sheet] = Sheet
    grave: bool = False
