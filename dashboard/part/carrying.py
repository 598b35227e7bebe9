"""Carries a command out once for the sheet it was drawn on, with its tick where it is grave. Draws nothing.

What was typed to it goes in the same transaction.
"""

from collections.abc import Callable
from secrets import token_hex
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.command_draft import Begun
from dashboard.part.command_field import SURE
from flows.acts.act import Act, Call
from flows.commands.command_draft import forget_typed
from flows.commands.once import once
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.store import Store

_CLICKS = "clicks"
"""Counts what was done in this session, so that a second click on the same button does nothing."""


def clicks() -> int:
    """How much was done in this session; a sheet has it in its key, so that what was done leaves a new one."""
    return int(st.session_state.get(_CLICKS, 0))


def carried_out(
    desk: Desk, begun: Begun, act: Act, content: dict[str, Any], call: Callable[[Store, dict[str, Any]], Call]
) -> str:
    """Does it, and gives the sentence that says so; a sheet that is sent twice is carried out once.

    Args:
        desk: who does it.
        begun: the form it was filled in on; its key for this was drawn with it.
        act: what is done.
        content: what was filled in.
        call: makes the command, given the store it must write in and what was filled in.

    Raises:
        Refused: it is not ticked, or whatever the command refuses.
    """
    if act.grave and not content.pop(SURE.name, False):
        raise BadAnswer(mark("Tick this first, so that it does not happen by mistake."), SURE.name)
    key = st.session_state.setdefault(f"{begun.paper.key}#once", token_hex(16))
    st.session_state[_CLICKS] = clicks() + 1
    try:
        return once(
            desk.office.store,
            desk.viewer,
            key,
            begun.paper.key,
            desk.now,
            lambda store: _done(store, desk, begun, act, call(store, content)),
        )
    except Refused:
        st.session_state[_CLICKS] -= 1
        raise


def _done(store: Store, desk: Desk, begun: Begun, act: Act, call: Call) -> str:
    done = act.do(call)
    with store.write(desk.now) as tx:
        forget_typed(tx, desk.viewer, begun.place)
    return done.text(desk.language)
