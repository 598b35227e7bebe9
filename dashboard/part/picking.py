"""Choosing one or several from a list: agencies, people, goals. Shows each as people know it; reads no list itself."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.part.paper import Paper
from flows.queries.option import Option
from models.label import capital
from models.speech import mark
from models.term_list import load_terms
from notifications.phrase import clock, day

WHY: Mapping[str, str] = {
    "knows the school": mark("knows the school of the youth"),
    "knows what this is about": mark("knows a lot about what this is about"),
    "lightest caseload": mark("has the fewest cases now"),
    "other agency than the referrer": mark("works at another agency than the referrer"),
}
"""Why somebody is proposed."""
TERMS = frozenset({"term", "any term"})
"""Lists of terms by their names; people know them by what they are for."""


def one(paper: Paper, pick: str, label: str, key: str, help_: str | None, start: Any) -> str | None:
    """One of a list, or nothing; the proposed one is chosen already."""
    found = paper.options(pick)
    names = {option.value: shown(paper, pick, option) for option in found}
    proposed = next((option for option in found if option.why), None)
    begin = str(start) if start else proposed.value if proposed else None
    place = list(names).index(begin) if begin in names else None
    choose = paper.say(mark("Choose")) if names else paper.say(mark("There is nothing to choose from"))
    chosen = st.selectbox(
        label, list(names), place, lambda value: names.get(value, value), key, help_, placeholder=choose
    )
    if proposed is not None:
        why = ", ".join(paper.say(WHY[code]) for code in proposed.why if code in WHY)
        st.caption(paper.say(mark("Proposed: {who}"), who=names[proposed.value]) + (f" ({why})" if why else ""))
    return chosen


def several(paper: Paper, pick: str, label: str, key: str, help_: str | None, start: list[str]) -> list[str]:
    """Some of a list."""
    names = {option.value: shown(paper, pick, option) for option in paper.options(pick)}
    begun = [value for value in start if value in names]
    choose = paper.say(mark("Choose one or more")) if names else paper.say(mark("There is nothing to choose from"))
    return st.multiselect(
        label,
        list(names),
        begun,
        lambda value: names.get(value, value),
        key,
        help_,
        placeholder=choose,
        select_all=False,  # its button speaks English
    )


def shown(paper: Paper, pick: str, option: Option) -> str:
    """An option as people know it."""
    if pick in TERMS:
        terms = load_terms()
        return capital(terms[option.value].label(paper.language)) if option.value in terms else option.value
    label = capital(paper.say(option.label)) if option.coded else option.label
    if option.at is None:
        return label
    return f"{day(option.at, paper.language)}, {clock(option.at, paper.language)}: {label}"
