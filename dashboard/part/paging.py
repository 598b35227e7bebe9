"""A long list by the page; the page stands in the address, so that a link keeps it. Reads no list."""

import streamlit as st

from dashboard.part.clicked import clicked

LONGEST_NUMBER = 9


def page_of(found: int, rows: int, key: str = "page") -> int:
    """The page asked for, as far as there is one."""
    return _there(st.session_state.get(key) or number_in(st.query_params.get(key, "")), found, rows)


def page_at_address(found: int, rows: int, key: str = "page") -> int:
    """The same where links lead to the pages, and no field does."""
    return _there(number_in(st.query_params.get(key, "")), found, rows)


def _there(asked: int, found: int, rows: int) -> int:
    return min(max(asked, 1), max(-(-found // rows), 1))


def show_pages(found: int, rows: int, key: str = "page") -> None:
    """The way to the other pages; nothing where there is one."""
    if found > rows:
        st.pagination(-(-found // rows), key=key, bind="query-params", on_change=clicked().note, args=(key,))


def number_in(text: str) -> int:
    """The number that stands in an address; 0 for anything else, however long."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= LONGEST_NUMBER else 0
