"""Shows what was written beside a case to who may read it: notes, and concerns about safety. Never to anybody else."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.link import link_to_case
from dashboard.part.plain import plain
from flows.queries.note import new_concerns, notes_of
from models.choice import CHOICES
from models.code import NoteKind
from models.label import LABELS, called, capital
from models.speech import mark


def show_notes(desk: Desk, ref: str) -> None:
    """One's own notes and, for the case manager, concerns of others, the newest first."""
    with desk.read() as tx:
        found = notes_of(tx, desk.viewer, ref)
    st.caption(
        desk.say(mark("You see what you wrote, and what is for you. The case manager sees concerns about safety too."))
    )
    if not found:
        st.info(desk.say(mark("There is no note for you to read. Under 'Do something' you write one.")))
    for each in reversed(found):
        with st.container(border=True, gap="xxsmall"):
            kind = capital(called(LABELS[NoteKind], each.kind, desk.language))
            st.markdown(f"**{plain(kind)}** · {desk.day(each.noted_at)}" + (f" · {plain(each.by)}" if each.by else ""))
            if each.for_whom:
                st.caption(called(CHOICES, each.for_whom, desk.language))
            if each.words:
                st.text(each.words)


def show_new_concerns(desk: Desk) -> None:
    """To who guides cases: where somebody wrote down a concern about safety lately."""
    with desk.read() as tx:
        found = new_concerns(tx, desk.viewer)
    for ref in found:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(desk.say(mark("Somebody wrote down a concern about safety. Read it under 'Notes'.")))
            link_to_case(ref, plain(ref))
