"""Who signed in at a provider, and whether that still holds: looked up on every run. Shows nothing."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from flows.commands.sign_in import come_in, go_out
from flows.office import Office
from models.access import Viewer
from models.claim import Claim, claim_of
from models.provider import read_providers
from models.refusal import NotAllowed, Refused
from models.speech import mark

REFUSED = "refused"
"""Which word of a provider this window was refused for; the log holds one line of that."""


def said() -> Mapping[str, Any]:
    """What Streamlit's signed cookie holds of the provider's word; empty for who did not sign in."""
    word: Mapping[str, Any] = st.user.to_dict()
    return word if word.get("is_logged_in") else {}


def viewer_known(office: Office, *, clicked: bool = True) -> Viewer | None:
    """Who this is at this moment; nobody before a sign-in.

    Raises:
        NotAllowed: the session is over, nobody here is known by that address, or a second factor is missing.
    """
    claim = _claim(office)
    if claim is None:
        return None
    heard = st.session_state.get(REFUSED) == claim.digest
    try:
        viewer = come_in(office.store, claim, office.now(), office.wall(), clicked=clicked, heard=heard)
    except NotAllowed:
        st.session_state[REFUSED] = claim.digest
        raise
    st.session_state.pop(REFUSED, None)
    return viewer


def leave(office: Office, *, everywhere: bool = False) -> None:
    """Ends the session here, or everywhere, and leads past the provider so that it ends there too."""
    claim = _claim(office)
    if claim is not None:
        go_out(office.store, claim, office.now(), office.wall(), everywhere=everywhere)
    st.logout()


def still_known(office: Office) -> bool:
    """Whether the session still holds; looking is no click, and keeps nobody signed in."""
    try:
        return viewer_known(office, clicked=False) is not None
    except Refused:
        return False


def _claim(office: Office) -> Claim | None:
    word = said()
    if not word:
        return None
    key = str(word.get("provider"))
    provider = read_providers(office.settings).get(key)
    if provider is None:
        raise NotAllowed(mark("You signed in where nobody signs in for Vangnet any more; sign in again."))
    return claim_of(key, provider, word)
