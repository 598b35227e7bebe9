"""Signing in with the account of one's own organisation: a way to each provider. Asks for no password itself."""

from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard.route.sign_in import FAILED
from flows.office import Office
from models.provider import read_providers
from models.speech import mark, say
from notifications.plain import Language

_LINK = (
    '<p><a href="{to}" target="_self" style="display:inline-block;padding:.6rem 1.2rem;border-radius:.5rem;'
    'background:#0b6b62;color:#ffffff;text-decoration:none;font-weight:600">{words}</a></p>'
)


def show_providers(office: Office, page: str, language: Language) -> None:
    """One link for each provider; each comes back to the page somebody wanted."""
    st.title(say(mark("Sign in"), language), anchor=False)
    st.markdown(say(mark("Sign in with the account of your organisation. Vangnet never sees your password."), language))
    query = st.query_params.to_dict()
    if query.pop(FAILED[0], None) == FAILED[1]:
        st.error(say(mark("Signing in did not succeed; try again, or ask your administrator."), language))
    wanted = quote(address_of(page, query), safe="")
    for key, provider in read_providers(office.settings).items():
        words = say(mark("Sign in with {provider}"), language, provider=provider.name)
        st.html(_LINK.format(to=f"/sign-in/{key}?to={wanted}", words=escape(words)))


def address_of(page: str, query: dict[str, str]) -> str:
    """The address of a page within this server; the first page is at the root."""
    return f"/{page}" + (f"?{urlencode(query)}" if query else "")
