"""Who sits at the screen in this session, and in which language. Looked up on every run; asks nobody for a secret."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.desk import Desk
from dashboard.known import viewer_known
from dashboard.page.sign_in import insist_on_demo
from flows.commands.viewer import viewer_numbered
from flows.demo_clock import has_clock
from flows.office import Office
from flows.queries.people import agency_name
from flows.queries.waiting import name_of
from models.access import Viewer
from models.refusal import NotAllowed
from models.speech import DEFAULT
from models.tables import Professional
from notifications.plain import Language

WHO, LANGUAGE = "who", "language"
LANGUAGES: Mapping[Language, str] = {"nl": "Nederlands", "en": "English"}


def desk_of(office: Office) -> Desk | None:
    """The desk of who signed in; somebody who left, or lost a role, notices at once.

    Raises:
        NotAllowed: they do not work here any more; nobody is signed in from then on.
        Refused: the demo's sign-in where it may not be, or the provider's word is not enough.
    """
    viewer = _viewer(office)
    if viewer is None:
        return None
    now, is_demo = office.now(), has_clock(office.store, office.wall())
    with office.store.read(now) as tx:
        who = tx.session.get_one(Professional, viewer.professional_id)
        agency = agency_name(tx, who.agency_id)
    language = language_of(viewer)
    return Desk(office, replace(viewer, language=language), name_of(who), agency, language, now, is_demo)


def _viewer(office: Office) -> Viewer | None:
    if office.settings.sign_in == "oidc":
        return viewer_known(office)
    number = st.session_state.get(WHO)
    if number is None:
        return None
    insist_on_demo(office)
    with office.store.read(office.now()) as tx:
        try:
            return viewer_numbered(tx, number)
        except NotAllowed:
            st.session_state.pop(WHO)
            raise


def language_of(viewer: Viewer | None) -> Language:
    """The language chosen in this session, else the viewer's own."""
    chosen = st.session_state.get(LANGUAGE) or (viewer.language if viewer else DEFAULT)
    return "en" if chosen == "en" else "nl"


def sit_down(professional: int) -> None:
    """From here on this session is theirs."""
    st.session_state[WHO] = professional


def stand_up() -> None:
    """Nobody sits here any more; only the language is remembered."""
    chosen = st.session_state.get(LANGUAGE)
    st.session_state.clear()
    st.session_state[LANGUAGE] = chosen
