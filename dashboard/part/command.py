"""Draws what can be done in a case besides answering: a button each, with what happens then, and a tick where grave."""

from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.carrying import carried_out, clicks
from dashboard.part.command_field import ON_CASE_PAGE, OPEN_QUESTION, asked_for, at_its_turn, question_in
from dashboard.part.command_group import grouped
from dashboard.part.crossing import as_seen, is_sent, send_button
from dashboard.part.form import draw, show_summary
from dashboard.part.meanwhile import happened_since
from dashboard.part.paper import Paper, errors_of
from dashboard.part.plain import plain
from dashboard.part.question import worth_asking
from dashboard.part.sending import Filled, hand_in
from dashboard.part.wait import question_of, who_of
from flows.acts.act import About, Act, Call, Sight
from flows.queries.case_story import CaseStory
from flows.queries.door import Opened
from flows.queries.lawful import lawful
from flows.queries.medical import is_of_doctor
from flows.queries.option import Option
from flows.queries.pick import Asking, options
from flows.queries.why_not import why_not
from models.label import capital
from models.medical import CONCLUSION
from models.speech import mark
from models.store import Store

FEW = 6


def show_commands(desk: Desk, opened: Opened, story: CaseStory) -> None:
    """Every command that is lawful now for this viewer."""
    now = as_seen(story.ref, "lawful", lambda: _lawful(desk, story.ref))
    found = {name: act for name, act in ON_CASE_PAGE.items() if name in now or _refused(story, name)}
    if not found:
        st.info(desk.say(mark("There is nothing you can change in this case besides answering.")))
    for name in _in_group(desk, story, grouped(found)):
        _show_folded(desk, opened, story, name)
    _show_why_not(desk, story)


def _show_why_not(desk: Desk, story: CaseStory) -> None:
    """What cannot be done now and why not, the same reason once; read when somebody opens it."""
    fold = st.expander(desk.say(mark("What you cannot do now, and why not")), key=f"why{story.id}", on_change="rerun")
    if not fold.open:
        return
    with desk.read() as tx:
        found = why_not(tx, desk.viewer, story.ref)
    by_reason: dict[str, list[str]] = {}
    for members in grouped(name for name in found if name in ON_CASE_PAGE).values():
        for name in members:
            by_reason.setdefault(found[name], []).append(capital(desk.say(ON_CASE_PAGE[name].title)))
    with fold:
        for reason, titles in by_reason.items():
            st.markdown(f"**{desk.say(reason)}**\n" + "\n".join(f"- {title}" for title in titles))


def show_refused_command(desk: Desk, opened: Opened, story: CaseStory) -> None:
    """What was refused and is lawful no more stays on the page, with what was typed, until something else is done."""
    for name in ON_CASE_PAGE:
        if _refused(story, name):
            _show_folded(desk, opened, story, name)


def hear_command(desk: Desk, opened: Opened, story: CaseStory) -> None:
    """Hands in the command that was sent from this page when its form is not drawn any more."""
    for name in ON_CASE_PAGE:
        if is_sent(_key(story, name)):
            _show_folded(desk, opened, story, name)


def _lawful(desk: Desk, ref: str) -> frozenset[str]:
    with desk.read() as tx:
        return lawful(tx, desk.viewer, ref)


def _key(story: CaseStory, name: str) -> str:
    return f"c{story.id}.{name}.{clicks()}"


def _refused(story: CaseStory, name: str) -> bool:
    return bool(errors_of(_key(story, name)))


def _show_folded(desk: Desk, opened: Opened, story: CaseStory, name: str) -> None:
    act, paper = ON_CASE_PAGE[name], _paper(desk, opened, story, name)
    with st.expander(capital(desk.say(act.title)), expanded=bool(paper.errors)):
        _show(desk, opened, act, paper)


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
    key = _key(story, name)

    def read(pick: str) -> tuple[Option, ...]:
        if pick == OPEN_QUESTION:
            return tuple(
                Option(at_its_turn(line), f"{who_of(line, desk)}: {question_of(line, desk)}") for line in story.waiting
            )
        with desk.read() as tx:
            return options(Asking(tx, opened), pick)

    return Paper(key, desk.language, lambda pick: as_seen(story.ref, f"{key}/{pick}", lambda: read(pick)))


def _show(desk: Desk, opened: Opened, act: Act, paper: Paper) -> None:
    ref, fields = opened.case.ref, worth_asking(asked_for(act), paper, of_doctor=_is_doctor(desk, act))
    with st.form(paper.key, enter_to_submit=False, border=False):
        st.markdown(desk.say(act.what))
        sight = _show_sight(desk, opened, act, paper)
        show_summary(paper)
        content = draw(paper, fields)
        sent = send_button(capital(desk.say(act.title)), paper.key, secondary=act.grave)
    if sent:
        filled = Filled(act.sheet, fields, content)
        hand_in(paper, filled, lambda full: _do(desk, ref, act, paper, full, sight), lambda: happened_since(desk, ref))


def _is_doctor(desk: Desk, act: Act) -> bool:
    """Whether a youth doctor fills in a form that asks something else of a doctor."""
    if CONCLUSION not in act.sheet.model_fields:
        return False
    with desk.read() as tx:
        return is_of_doctor(tx, desk.viewer.agency_id)


def _show_sight(desk: Desk, opened: Opened, act: Act, paper: Paper) -> Any:
    """Shows what a command acts on, and gives it as it was seen."""
    sight = act.sight
    if sight is None:
        return None

    def read() -> Sight:
        with desk.read() as tx:
            return sight(tx, opened.case.id)

    found = as_seen(opened.case.ref, f"{paper.key}/sight", read)
    words = [*([desk.moment(found.at)] if found.at else []), *([desk.say(found.words)] if found.words else [])]
    if words:
        st.caption(plain(", ".join(words)))
    return found.of


def _do(desk: Desk, ref: str, act: Act, paper: Paper, content: dict[str, Any], sight: Any) -> str:
    def call(store: Store, said: dict[str, Any]) -> Call:
        if act.about is not About.QUESTION:
            return Call(store, desk.viewer, desk.now, said, ref, sight=sight)
        question, rest = question_in(said)
        return Call(store, desk.viewer, desk.now, rest, ref, question)

    return carried_out(desk, paper, act, content, call)
