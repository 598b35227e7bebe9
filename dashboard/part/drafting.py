"""Keeps what is typed on a sheet as each field is left, and puts it back after a refusal or a lost connection.

For the person who typed it alone. Knows no question and no command, and sends nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.field import Field
from dashboard.part.form import Content, full_lines, is_blank, is_touched
from dashboard.part.paper import Paper, is_new
from dashboard.part.plain import plain
from models.refusal import Refused
from models.speech import mark

T = TypeVar("T")
IS_KEPT = mark(":material/cloud_done: What you type is kept as a draft; only you see it.")


@dataclass(frozen=True, slots=True)
class Sheeted:
    """Where something is typed, and how that is kept.

    Attributes:
        keep: keeps what stands there now; nothing: it stands as it was.
        before: what was kept of it on an earlier visit.
    """

    desk: Desk
    paper: Paper
    keep: Callable[[Content], object]
    before: Mapping[str, Any] = field(default_factory=dict)


def kept_once(key: str, what: str, read: Callable[[], T]) -> T:
    """What a sheet with this key begins with, read as it is drawn for the first time: a draft of an earlier visit."""
    name = f"{key}#{what}"
    if name not in st.session_state or is_new(key):
        st.session_state[name] = read()
        if st.session_state[name] is not None:
            _begin_lines_anew(key)
    found: T = st.session_state[name]
    return found


def _begin_lines_anew(key: str) -> None:
    """A draft has its lines one after another, whatever numbers they had on the sheet before."""
    for name in [str(each) for each in st.session_state if str(each).startswith(key) and str(each).endswith("#rows")]:
        st.session_state.pop(name)


def keep_sheet(on: Sheeted, fields: Sequence[Field], content: Content, beside: Mapping[str, Any] | None = None) -> None:
    """Keeps what stands on a sheet and beside its fields, where that is something and something else than was kept."""
    full: Content = {}
    if is_touched(on.paper, fields, content) and not is_blank(fields, content):
        full = full_lines(fields, content) | dict(beside or {})
    name = f"{on.paper.key}#kept"
    if st.session_state.get(name, dict(on.before)) == full:
        return
    try:
        on.keep(full)
    except Refused as refused:
        st.caption(plain(refused.text(on.desk.language)))
        return
    st.session_state[name] = full
