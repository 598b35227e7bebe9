"""Fields whose choice stands in the address of the page by its code, so that a link keeps it in either language.

Streamlit's own binding writes the label a reader saw: a link read in the other language would not hold.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.clicked import clicked
from models.speech import mark


def choose_one(desk: Desk, label: str, key: str, options: Sequence[str], called: Callable[[str], str]) -> str | None:
    """A list from which one code, or none, is chosen; ``key`` is also its name in the address."""
    at_address = f"{key} in the address"
    asked = st.query_params.get(key)
    if key not in st.session_state or asked != st.session_state.get(at_address):
        st.session_state[key] = asked if asked in options else None
    chosen: str | None = st.selectbox(
        desk.say(label),
        options,
        None,
        called,
        key,
        placeholder=desk.say(mark("All")),
        width=250,
        on_change=clicked().note,
        args=(key,),
    )
    if chosen is None:
        st.query_params.pop(key, None)
    elif chosen != asked:
        st.query_params[key] = chosen
    st.session_state[at_address] = chosen
    return chosen
