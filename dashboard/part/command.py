"""Draws what can be done in a case besides answering: a button each, with what happens then, and a tick where grave."""

from collections.abc import Callable
from dataclasses import replace
from secrets import token_hex
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.command_group import grouped
from dashboard.part.command_list import COMMANDS, OPEN_QUESTION, as_seen
from dashboard.part.command_shape import Command
from dashboard.part.field import Field, Kind
from dashboard.part.form import draw, show_summary
from dashboard.part.paper import Paper
from dashboard.part.sending import Filled, hand_in
from dashboard.part.wait import question_of, who_of
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
SURE = Field("sure", mark("I am sure"), Kind.TICK, "", required=False, default=False)
CLICKS = "clicks"
"""Counts what was done in this session, so that a second click on the same button does nothing."""


def show_commands(desk: Desk, opened: Opened, story: CaseStory) -> None:
    """Every command that is lawful now for this viewer."""
    with desk.read() as tx:
        now = lawful(tx, desk.viewer, story.ref)
    found = {name: command for name, command in COMMANDS.items() if name in now}
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


def _show(desk: Desk, ref: str, command: Command, paper: Paper) -> None:
    fields = (*command.fields, *((SURE,) if command.grave else ()))
    with st.form(paper.key, enter_to_submit=False, border=False):
        st.markdown(desk.say(command.what))
        show_summary(paper)
        content = draw(paper, fields)
        sent = st.form_submit_button(
            capital(desk.say(command.title)), key=f"{paper.key}#send", type="secondary" if command.grave else "primary"
        )
    if sent:
        hand_in(paper, Filled(command.sheet, fields, content), lambda full: _do(desk, ref, command, paper, full))


def _do(desk: Desk, ref: str, command: Command, paper: Paper, content: dict[str, Any]) -> str:
    if command.grave and not content.pop("sure", False):
        raise BadAnswer(mark("Tick this first, so that it does not happen by mistake."), "sure")
    st.session_state[CLICKS] = st.session_state.get(CLICKS, 0) + 1
    try:
        return _once(desk, paper, lambda inside: command.do(inside, ref, content))
    except Refused:
        st.session_state[CLICKS] -= 1
        raise


def _once(desk: Desk, paper: Paper, do: Callable[[Desk], str]) -> str:
    """A form that is sent twice is carried out once: its key was drawn with it."""
    key = st.session_state.setdefault(f"{paper.key}#once", token_hex(16))

    def carried(store: Store) -> str:
        return do(replace(desk, office=replace(desk.office, store=store)))

    return once(desk.office.store, desk.viewer, key, paper.key, desk.now, carried)
