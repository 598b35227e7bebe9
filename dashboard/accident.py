"""What people see when something of ours breaks: one sentence, and nothing of what they typed. Mends nothing."""

import logging
import traceback

import streamlit as st

from models.speech import DEFAULT, mark, say

log = logging.getLogger("vangnet.dashboard")
SENTENCE = mark("Something went wrong here. What was handed in before is safe; load this page again to go on.")


def on_accident(problem: Exception) -> bool:
    """Notes where it broke, without what anybody typed, and says so in one sentence; true: it is shown already."""
    where = " < ".join(
        f"{frame.name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(problem.__traceback__))
    )
    log.error("%s in %s", type(problem).__name__, where)
    st.error(say(SENTENCE, st.session_state.get("language") or DEFAULT))
    return True
