"""A page as somebody saw it, and what they sent from it: both are kept until what was sent is handed in.

A run that hears a click reads its page anew before it hears it, so what somebody else did meanwhile would pass for what
was seen. So while a sheet is sent, each read gives what it gave when the page was drawn; what is handed in then says
which turn of a question was seen, and the command refuses what changed. And a form that is not drawn any more, because
one more click came first, is found again and handed in after all. In this session only; hands in nothing itself.
"""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

import streamlit as st

from dashboard.part.clicked import clicked
from flows.queries.sitting import Question

T = TypeVar("T")

OTHER_ANSWERS = ("cannot", "needs_longer", "someone_else")
_PAGE = "page as seen"


def as_seen(page: str, name: str, read: Callable[[], T]) -> T:
    """What a page is drawn from: read anew, but as it was seen in a run that hears what was sent from it.

    Args:
        page: which page it is, of which case; what was seen of another is forgotten.
        name: what is read, once per page.
        read: reads it.
    """
    kept = st.session_state.get(_PAGE)
    if kept is None or kept["page"] != page:
        kept = st.session_state[_PAGE] = {"page": page}
    if name not in kept or not anything_sent():
        kept[name] = read()
    found: T = kept[name]
    return found


def seen_before(page: str, name: str) -> Any:
    """What this session saw of that page last, or None."""
    kept = st.session_state.get(_PAGE) or {"page": None}
    return kept.get(name) if kept["page"] == page else None


def paper_key(question: Question) -> str:
    """The key of the sheet a question is answered on; another turn is another sheet."""
    return f"q{question.line.id}.{question.line.turn}"


def sheets_of(question: Question) -> list[str]:
    """The form of a question, and those of what else may be said to it."""
    key = paper_key(question)
    return [key, *(f"{key}.{name}" for name in OTHER_ANSWERS)]


def send_button(label: str, key: str, *, secondary: bool = False, in_form: bool = True) -> bool:
    """The button of a sheet; true in the run that hands it in, which may be a later one than that of the click."""
    draw = st.form_submit_button if in_form else st.button
    kind: Literal["primary", "secondary"] = "secondary" if secondary else "primary"
    sent = draw(label, key=f"{key}#send", type=kind, on_click=clicked().send, args=(key,))
    return sent or is_sent(key)


def is_sent(key: str) -> bool:
    """Whether this sheet was sent and not handed in yet."""
    return clicked().sheet == key


def anything_sent() -> bool:
    """Whether a sheet was sent and not handed in yet."""
    return clicked().sheet is not None


def forget_sent() -> None:
    """What was sent is handed in, or cannot be read any more."""
    clicked().sheet = None
