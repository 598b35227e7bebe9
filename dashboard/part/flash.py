"""One sentence that stands on top of the next page: what was done, or why not. Shown once.

What comes and goes on a page stands in a container of its own: otherwise everything after it moves a place, is drawn
anew by the browser, and a field somebody is typing in loses what was not sent yet.
"""

from typing import Literal

import streamlit as st

Tone = Literal["success", "error", "info"]
_NAME = "flash"


def flash(sentence: str, tone: Tone = "success") -> None:
    """Keeps a sentence for the top of the next run; in plain Markdown, so what was typed is escaped by the caller."""
    st.session_state[_NAME] = (tone, sentence)


def show_flash() -> None:
    """Shows what was kept, once."""
    kept = st.session_state.pop(_NAME, None)
    if kept is not None:
        tone, sentence = kept
        {"success": st.success, "error": st.error, "info": st.info}[tone](sentence)
