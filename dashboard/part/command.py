"""Draws what can be done in a case besides answering: a button each, with what happens then, and a tick where grave."""

from collections.abc import Callable
from secrets import token_hex
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.command_field import ON_CASE_PAGE, OPEN_QUESTION, as_seen, asked_for, question_in
from dashboard.part.command_group import grouped
from dashboard.part.form import draw, show_summary
from dashboard.part.paper import Paper
from dashboard.part.sending import Filled, hand_in
from dashboard.part.wait import question_of, who_of
from flows.acts.act import About, Act, Call
from flows.commands.once import once
from flows.queries.case_story import CaseStory
from flows.queries.door import Opened
from flows.queries.lawful import lawful
from flows.queries.option import Option
from flows.queries.pick import Asking, options
from models.label import capital
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.store import Store

FEW = 6
CLICKS = "clicks"
"""Counts what was done in this session, so that a second click on the same button does nothing."""


def show_commands(desk: Desk, opened: Opened, story: CaseStory) -> None:
    """Every command that is lawful now for this viewer."""
    with desk.read() as tx:
        now = lawful(tx, desk.viewer, story.ref)
    found = {name: act for name, act in ON_CASE_PAGE.items() if name in now}
    if not found:
        st.info(desk.say(mark("There is nothing you can change in this case besides answering.")))
    for name in _in_group(desk, story, grouped(found)):
        with st.expander(capital(desk.say(found[name].title))):
            _show(desk, story.ref, found[name], _paper(desk, opened, story, name))


def _in_group(desk: Desk, story: CaseStory, groups: dict[str, list[str]]) -> list[str]:
    """The commands of the group that is looked at; a short list needs no groups."""
    everything = [name for members in groups.values() for name in members]
    if len(everything) <= FEW:
        return everything
    titles = list(groups)
    chosen = st.pills(
        desk.say(mark("What is it about?")), titles, default=titles[0], format_func=desk.say, key=f"group{story.id}"
    )
    return groups.get(chosen or titles[0], [])


def _paper(desk: Desk, opened: Opened, story: CaseStory, name: str) -> Paper:
    def lists(pick: str) -> tuple[Option, ...]:
        if pick == OPEN_QUESTION:
            return tuple(
                Option(as_seen(line), f"{who_of(line, desk)}: {question_of(line, desk)}") for line in story.waiting
            )
        with desk.read() as tx:
            return options(Asking(tx, opened), pick)

    return Paper(f"c{story.id}.{name}.{st.session_state.get(CLICKS, 0)}", desk.language, lists)


def _show(desk: Desk, ref: str, act: Act, paper: Paper) -> None:
    fields = asked_for(act)
    with st.form(paper.key, enter_to_submit=False, border=False):
        st.markdown(desk.say(act.what))
        show_summary(paper)
        content = draw(paper, fields)
        sent = st.form_submit_button(
            capital(desk.say(act.title)), key=f"{paper.key}#send", type="secondary" if act.grave else "primary"
        )
    if sent:
        hand_in(paper, Filled(act.sheet, fields, content), lambda full: _do(desk, ref, act, paper, full))


def _do(desk: Desk, ref: str, act: Act, paper: Paper, content: dict[str, Any]) -> str:
    if act.grave and not content.pop("sure", False):
        raise BadAnswer(mark("Tick this first, so that it does not happen by mistake."), "sure")
    st.session_state[CLICKS] = st.session_state.get(CLICKS, 0) + 1
    try:
        return _once(desk, paper, lambda store: act.do(_call(desk, store, ref, act, content)).text(desk.language))
    except Refused:
        st.session_state[CLICKS] -= 1
        raise


def _call(desk: Desk, store: Store, ref: str, act: Act, content: dict[str, Any]) -> Call:
    if act.about is not About.QUESTION:
        return Call(store, desk.viewer, desk.now, content, ref)
    question, said = question_in(content)
    return Call(store, desk.viewer, desk.now, said, ref, question)


def _once(desk: Desk, paper: Paper, do: Callable[[Store], str]) -> str:
    """A form that is sent twice is carried out once: its key was drawn with it."""
    key = st.session_state.setdefault(f"{paper.key}#once", token_hex(16))
    return once(desk.office.store, desk.viewer, key, paper.key, desk.now, do)
