"""Which function files the domain rows of an answer's form, in the answer's own transaction. Files nothing itself.

A filing may refuse (then nothing is written) and may give codes, numbers and dates of its own to the journal.
"""

from collections.abc import Callable
from typing import Any

from flows.engine.journal import OpenWait
from flows.engine.known import insist_known
from flows.engine.matter import Matter
from models.forms.form import Form

Filing = Callable[[Matter, OpenWait, Any], dict[str, Any] | None]

_FILINGS: dict[str, Filing] = {}


def files(*forms: type[Form]) -> Callable[[Filing], Filing]:
    """Registers a function that files answers of these forms.

    Raises:
        ValueError: another function already files one of them.
    """

    def register(filing: Filing) -> Filing:
        for form in forms:
            known = _FILINGS.setdefault(form.__name__, filing)
            if known.__qualname__ != filing.__qualname__:
                raise ValueError(f"{form.__name__} is filed by {known.__qualname__} already")
        return filing

    return register


def file(matter: Matter, wait: OpenWait, form: Form) -> dict[str, Any]:
    """Files an answer's rows and gives what the journal keeps of it; whom it names must be there.

    Raises:
        Refused: the answer cannot be, with the reason.
    """
    for field, token in form.named():
        insist_known(matter, [token], field)
    filing = _FILINGS.get(type(form).__name__)
    added = filing(matter, wait, form) if filing else None
    return {**form.journaled(), **(added or {})}
