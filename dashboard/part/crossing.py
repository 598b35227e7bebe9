"""What was sent from a page while its question was answered, or changed, elsewhere: found again, so that it is kept.

A form that is not drawn any more is not heard any more. So what a page showed is remembered, in this session only, for
its next run. Draws nothing and hands in nothing itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from dashboard.part.other import OTHERS
from flows.queries.door import Opened
from flows.queries.sitting import Question

_SHOWN = "questions shown"


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


def _is_sent(key: str) -> bool:
    buttons = [key, *(f"{key}.{name}" for name in OTHERS)]
    return any(st.session_state.get(f"{button}#send") for button in buttons)
