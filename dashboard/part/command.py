"""Draws what can be done in a case besides answering: a button each, with what happens then, and a tick where grave."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.carrying import carried_out, clicks
from dashboard.part.clicked import clicked
from dashboard.part.command_draft import Begun, begin, draw_kept, forms_kept, show_since
from dashboard.part.command_field import ON_CASE_PAGE, OPEN_QUESTION, QUESTION, asked_for, at_its_turn, question_in
from dashboard.part.command_group import grouped
from dashboard.part.crossing import as_seen, is_sent, send_button
from dashboard.part.drafting import IS_KEPT
from dashboard.part.meanwhile import happened_since, told_after
from dashboard.part.paper import Paper, errors_of
from dashboard.part.plain import plain
from dashboard.part.question import worth_asking
from dashboard.part.sending import Filled, hand_in
from dashboard.part.wait import question_of, who_of
from flows.acts.act import About, Act, Call, Sight
from flows.commands.command_draft import Place
from flows.queries.case_story import CaseStory
from flows.queries.command_draft import Forms
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
NOT_SENT = mark("You typed something here and did not send it yet: {titles}.")
CANNOT_NOW = mark("You typed this for '{title}', which you cannot do now. It is kept for you until the case closes.")


def show_commands(desk: Desk, opened: Opened, story: CaseStory) -> None:
    """Every command that is lawful now for this viewer."""
    now = as_seen(story.ref, "lawful", lambda: _lawful(desk, story.ref))
    found = {name: act for name, act in ON_CASE_PAGE.items() if name in now or _refused(story, name)}
    if not found:
        st.info(desk.say(mark("There is nothing you can change in this case besides answering.")))
    else:
        st.caption(desk.say(IS_KEPT))
    _show_unsent(desk, story, found)
    for name in _in_group(desk, story, grouped(found)):
        _show_folded(desk, opened, story, name)
    _show_why_not(desk, story)


def _show_unsent(desk: Desk, story: CaseStory, found: Mapping[str, Act]) -> None:
    """What was typed and not sent yet: where it stands or, where that cannot be done any more, the words themselves."""
    forms = {name: form for (name, _), form in _typed(desk, story).items() if name in ON_CASE_PAGE}
    here = [capital(desk.say(ON_CASE_PAGE[name].title)) for name in forms if name in found]
    with st.container():
        if here:
            st.info(desk.say(NOT_SENT, titles=", ".join(here)))
        for name in forms.keys() - found.keys():
            st.info(desk.say(CANNOT_NOW, title=capital(desk.say(ON_CASE_PAGE[name].title))))
            st.text("\n".join(value for value in forms[name].content.values() if isinstance(value, str)))


def _show_why_not(desk: Desk, story: CaseStory) -> None:
    """What cannot be done now and why not, the same reason once; read when somebody opens it."""
    fold = st.expander(
        desk.say(mark("What you cannot do now, and why not")),
        key=f"why{story.id}",
        on_change=clicked().note,
        args=("why",),
    )
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


def _typed(desk: Desk, story: CaseStory) -> Forms:
    return forms_kept(desk, story.ref, story.ref)


def _show_folded(desk: Desk, opened: Opened, story: CaseStory, name: str) -> None:
    act, paper = ON_CASE_PAGE[name], _paper(desk, opened, story, name)
    begun = _asked_now(begin(paper, Place(name, story.ref), _typed(desk, story)))
    with st.expander(capital(desk.say(act.title)), expanded=bool(paper.errors or begun.kept)):
        _show(desk, opened, story, act, begun)


def _in_group(desk: Desk, story: CaseStory, groups: dict[str, list[str]]) -> list[str]:
    """The commands of the group that is looked at; a short list needs no groups."""
    everything = [name for members in groups.values() for name in members]
    if len(everything) <= FEW:
        return everything
    titles, key = list(groups), f"group{story.id}"
    typed, first = {name for name, _ in _typed(desk, story)}, f"{key}#first"
    if key not in st.session_state or first not in st.session_state:
        st.session_state[first] = next((title for title in titles if typed & set(groups[title])), titles[0])
    chosen = st.pills(
        desk.say(mark("What is it about?")),
        titles,
        default=st.session_state[first],
        format_func=desk.say,
        key=key,
        on_change=clicked().note,
        args=("group",),
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


def _asked_now(begun: Begun) -> Begun:
    """The question that was chosen before, as it is asked now; the page says what happened to it since."""
    chosen = begun.paper.start.get(QUESTION.name)
    if chosen is None:
        return begun
    number, _, _ = chosen.partition(".")
    asked = next(
        (each.value for each in begun.paper.options(OPEN_QUESTION) if each.value.startswith(f"{number}.")), None
    )
    return replace(begun, paper=replace(begun.paper, start={**begun.paper.start, QUESTION.name: asked}))


def _show(desk: Desk, opened: Opened, story: CaseStory, act: Act, begun: Begun) -> None:
    ref, paper = opened.case.ref, begun.paper
    fields = worth_asking(asked_for(act), paper, of_doctor=_is_doctor(desk, act))
    st.markdown(desk.say(act.what))
    sight = _show_sight(desk, opened, act, paper)
    show_since(desk, begun, fields, told_after(desk, story.timeline, begun.kept.at) if begun.kept else "")
    content = draw_kept(desk, begun, fields)
    if send_button(capital(desk.say(act.title)), paper.key, secondary=act.grave, in_form=False):
        filled = Filled(act.sheet, fields, content)
        hand_in(paper, filled, lambda full: _do(desk, ref, act, begun, full, sight), lambda: happened_since(desk, ref))


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


def _do(desk: Desk, ref: str, act: Act, begun: Begun, content: dict[str, Any], sight: Any) -> str:
    def call(store: Store, said: dict[str, Any]) -> Call:
        if act.about is not About.QUESTION:
            return Call(store, desk.viewer, desk.now, said, ref, sight=sight)
        question, rest = question_in(said)
        return Call(store, desk.viewer, desk.now, rest, ref, question)

    return carried_out(desk, begun, act, content, call)
