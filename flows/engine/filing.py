"""Which function files the domain rows of an answer, or of a "cannot", in its own transaction. Files nothing itself.

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
_CANNOT: dict[str, Filing] = {}


def files(*forms: type[Form]) -> Callable[[Filing], Filing]:
    """Registers a function that files answers of these forms.

    Raises:
        ValueError: another function already files one of them.
    """
    return _registers(_FILINGS, forms)


def files_cannot(*forms: type[Form]) -> Callable[[Filing], Filing]:
    """Registers a function that files what is said with a "cannot" to questions of these forms.

    Raises:
        ValueError: another function already files one of them.
    """
    return _registers(_CANNOT, forms)


def _registers(filings: dict[str, Filing], forms: tuple[type[Form], ...]) -> Callable[[Filing], Filing]:
    def register(filing: Filing) -> Filing:
        for form in forms:
            known = filings.setdefault(form.__name__, filing)
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


def file_cannot(matter: Matter, wait: OpenWait, said: Any) -> None:
    """Files what is said with a "cannot" that ends the question, where that is more than its reason."""
    filing = _CANNOT.get(wait.form or "")
    if filing is not None:
        filing(matter, wait, said)
