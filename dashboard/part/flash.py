"""One sentence that stands on top of the next page: what was done, or why not. Shown once.

What comes and goes on a page stands in a container of its own: otherwise everything after it moves a place, is drawn
anew by the browser, and a field somebody is typing in loses what was not sent yet.
"""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

Tone = Literal["success", "error", "info"]
_NAME = "flash"


@dataclass(slots=True)
class Top:
    """The top of the next page; a sentence is put there without a look into the session, which may end a run."""

    tone: Tone = "success"
    sentence: str = ""
    is_shown: bool = False

    def put(self, sentence: str, tone: Tone = "success") -> None:
        """Keeps a sentence; in plain Markdown, so what was typed is escaped by the caller."""
        self.tone, self.sentence, self.is_shown = tone, sentence, False


def top() -> Top:
    """That of this session."""
    if _NAME not in st.session_state:
        st.session_state[_NAME] = Top()
    found: Top = st.session_state[_NAME]
    return found


def flash(sentence: str, tone: Tone = "success") -> None:
    """Keeps a sentence for the top of the next run; in plain Markdown, so what was typed is escaped by the caller."""
    top().put(sentence, tone)


def show_flash() -> None:
    """Shows what was kept. It stays until a page was whole: one click more may end this run, and begin another."""
    kept = top()
    if kept.sentence:
        kept.is_shown = True
        {"success": st.success, "error": st.error, "info": st.info}[kept.tone](kept.sentence)


def flash_is_seen() -> None:
    """The page was drawn to its end."""
    kept = top()
    if kept.is_shown:
        kept.put("")
