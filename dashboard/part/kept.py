"""What was read a moment ago for one person, kept in their own session: for what takes long to add up.

Never shared with others, and nothing that a form is judged by.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

import streamlit as st

from dashboard.desk import Desk
from models.store import Tx

FRESH = 300
"""Seconds for which it is kept."""
_KEPT = "kept"

Read = TypeVar("Read")


def kept(desk: Desk, what: str, read: Callable[[Tx], Read], *of: Hashable) -> Read:
    """What was read of this a moment ago for this viewer in the same roles, or is read now."""
    key = (of, desk.viewer, desk.today, int(desk.now.timestamp()) // FRESH)
    held = st.session_state.setdefault(_KEPT, {})
    if held.get(what, (None,))[0] != key:
        with desk.read() as tx:
            held[what] = (key, read(tx))
    found: Read = held[what][1]
    return found
