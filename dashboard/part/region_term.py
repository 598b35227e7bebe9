"""Shows the terms of the region: how long, on what ground, since when, and what changes later. Decides nothing."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.region_term import TermLine, terms_of_region
from models.kind import Kind
from models.label import LABELS, capital
from models.speech import mark
from models.term_list import load_terms


def show_terms(desk: Desk) -> None:
    """The terms, by what binds them; those the region changed come first."""
    with desk.read() as tx:
        found = terms_of_region(tx, desk.viewer)
    changed = [line for line in found if line.since or line.later]
    if changed:
        st.markdown(f"**{desk.say(mark('Changed by the region'))}**")
        st.markdown("\n".join(_line(desk, line) for line in changed))
    for kind in Kind:
        lines = [line for line in found if line.kind == kind]
        if lines:
            with st.expander(f"{capital(desk.say(LABELS[Kind][kind]))} ({len(lines)})"):
                st.markdown("\n".join(_line(desk, line) for line in lines))


def _line(desk: Desk, line: TermLine) -> str:
    terms = load_terms()
    name = capital(terms[line.name].label(desk.language)) if line.name in terms else line.name
    since = mark("since {day}") if line.since else mark("from the beginning")
    when = desk.say(since, day=desk.day(line.since))
    told = f"- **{plain(name)}**: {_long(desk, line)} · {when}\n    - {plain(line.ground)}"
    for later in line.later:
        sentence = mark("From {day}: {term}")
        told += f"\n    - {desk.say(sentence, day=desk.day(later.since), term=_long(desk, later))}"
    return told


def _long(desk: Desk, line: TermLine) -> str:
    if line.off:
        return desk.say(mark("without a last day"))
    words = line.amount.words(desk.language)
    if line.urgent is None:
        return words
    return desk.say(mark("{term}, when urgent {urgent}"), term=words, urgent=line.urgent.words(desk.language))
