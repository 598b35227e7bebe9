"""Links from one page to another within the dashboard, by the pages the shell registered. Knows no page itself."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.part.clicked import clicked

_NAME, _AT, _CAME_FROM = "pages", "at", "came from"


def remember_pages(pages: Mapping[str, Any]) -> None:
    """What the shell registered in this run, by name."""
    st.session_state[_NAME] = pages


def arrive_at(page: str) -> None:
    """What the shell shows in this run."""
    st.session_state[_CAME_FROM] = st.session_state.get(_AT)
    st.session_state[_AT] = page


def came_from_elsewhere(page: str) -> bool:
    """Whether the run before this one showed another page; then its fields hold nothing any more."""
    return bool(st.session_state.get(_CAME_FROM) != page)


def came_from_another_page(page: str) -> bool:
    """Whether somebody came here from another page of this session; what stands in the address is left from there."""
    return st.session_state.get(_CAME_FROM) not in {None, page}


ARROW = ":material/chevron_right:"
FIELDS: Mapping[str, Mapping[str, object]] = {
    "cases": {"number": "", "longer": False, "closed": False, "page": 1, "name of the youth": ""},
    "process": {"longer": False, "page": 1},
}
"""The fields of a page that do not follow its address by themselves, as they are where nothing is asked of them.

Streamlit's link to the page somebody is on shows what is asked for in such fields as they stood, and leaves the address
of the browser as it was: the next click would show what stood there before. There, a button changes both.
"""


def link_to_case(ref: str, label: str, *, help_: str | None = None, icon: str | None = ARROW) -> None:
    """A link that opens a case."""
    link_to("case", label, icon, query={"ref": ref}, help_=help_)


def link_to(
    page: str, label: str, icon: str | None = ARROW, *, query: Mapping[str, str] | None = None, help_: str | None = None
) -> None:
    """A link that opens a page, where this viewer has it."""
    registered, wanted = st.session_state.get(_NAME, {}), dict(query or {})
    if page in registered and st.session_state.get(_AT) == page:
        key = f"link {label} {wanted}"
        st.button(label, key, help_, clicked().then, (key, _ask_here, page, wanted), type="tertiary", icon=icon)
    elif page in registered:
        st.page_link(registered[page], label=label, icon=icon, query_params=wanted, help=help_)


def address_of(page: str, query: Mapping[str, str] | None = None) -> str | None:
    """Where a link in a list that is drawn as one leads; nothing where this viewer has no such page."""
    registered = st.session_state.get(_NAME, {})
    if page not in registered:
        return None
    return f"{registered[page].url_path or './'}" + (f"?{urlencode(query)}" if query else "")


def address_of_case(ref: str) -> str:
    """Where a link to a case leads."""
    return str(address_of("case", {"ref": ref}))


def _ask_here(page: str, wanted: Mapping[str, str]) -> None:
    """The page somebody is on shows this, and nothing that was asked of it before."""
    empty = FIELDS.get(page, {})
    asked = {name: _typed(wanted[name], empty[name]) for name in empty.keys() & wanted.keys()}
    st.session_state.update({**empty, **asked})
    st.query_params.from_dict(wanted)


def _typed(value: str, empty: object) -> object:
    """What an address says of a field, as the field holds it."""
    if isinstance(empty, bool):
        return value == "true"
    return int(value) if isinstance(empty, int) else value


def go_to(page: str, query: Mapping[str, str] | None = None) -> None:
    """Opens a page at once; ends this run."""
    st.switch_page(st.session_state[_NAME][page], query_params=dict(query or {}))
