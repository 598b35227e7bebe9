"""What was sent from a page while something else happened: found again, so that it is kept.

A form that is not drawn any more is not heard any more: its question was answered or changed elsewhere, or one more
click came before the page had heard the first. So what a page showed, and what was sent from it, are remembered, in
this session only, for its next run. Draws nothing and hands in nothing itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from flows.queries.door import Opened
from flows.queries.sitting import Question

OTHER_ANSWERS = ("cannot", "needs_longer", "someone_else")
_SHOWN, _SENT = "questions shown", "sheet sent"


@dataclass(frozen=True, slots=True)
class Shown:
    """The case a page showed in its last run, and its questions by the key of their sheet."""

    opened: Opened
    questions: dict[str, Question]


def paper_key(question: Question) -> str:
    """The key of the sheet a question is answered on; another turn is another sheet."""
    return f"q{question.line.id}.{question.line.turn}"


def shown_before(ref: str) -> Opened | None:
    """The case of that number as this session saw it last, if questions stood on it."""
    shown = st.session_state.get(_SHOWN)
    if not isinstance(shown, Shown) or not shown.questions:
        return None
    return shown.opened if shown.opened.case.ref == ref.strip().upper() else None


def sent_in_between(opened: Opened, questions: Iterable[Question]) -> list[Question]:
    """The questions sent from this page just now that do not stand on it any more."""
    shown = st.session_state.get(_SHOWN)
    if not isinstance(shown, Shown) or shown.opened.case.id != opened.case.id:
        return []
    now = {paper_key(question) for question in questions}
    return [question for key, question in shown.questions.items() if key not in now and _is_sent(key)]


def remember(opened: Opened, questions: Iterable[Question]) -> None:
    """Keeps what stands on the page now."""
    st.session_state[_SHOWN] = Shown(opened, {paper_key(question): question for question in questions})


def note_sent(key: str) -> None:
    """A sheet was sent: known from the click on, whatever becomes of the run that hears it."""
    st.session_state[_SENT] = key


def is_sent(key: str) -> bool:
    """Whether this sheet was sent and not handed in yet."""
    return bool(st.session_state.get(_SENT) == key)


def forget_sent() -> None:
    """What was sent is handed in, or cannot be read any more."""
    st.session_state.pop(_SENT, None)


def not_heard(opened: Opened) -> list[Question]:
    """The question sent in an earlier run that was broken off before it handed anything in."""
    shown, key = st.session_state.get(_SHOWN), st.session_state.get(_SENT)
    if key is None or st.session_state.get(f"{key}#send") or not isinstance(shown, Shown):
        return []
    same = shown.opened.case.id == opened.case.id
    return [question for sheet, question in shown.questions.items() if same and key in _sheets(sheet)]


def _is_sent(key: str) -> bool:
    return any(is_sent(sheet) for sheet in _sheets(key))


def _sheets(key: str) -> list[str]:
    """The form of a question, and those of what else may be said to it."""
    return [key, *(f"{key}.{name}" for name in OTHER_ANSWERS)]
