"""Putting an answer right, below the timeline: the form it was given in, as it reads now. Files nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.carrying import carried_out, clicks
from dashboard.part.clicked import clicked
from dashboard.part.command_draft import Begun, begin, chosen_before, draw_kept, forms_kept, show_since
from dashboard.part.crossing import send_button
from dashboard.part.drafting import IS_KEPT
from dashboard.part.field import Field, fields_of
from dashboard.part.paper import Paper
from dashboard.part.plain import plain
from dashboard.part.sending import Filled, hand_in
from flows.acts.act import Call
from flows.acts.table import ACTS
from flows.commands.command_draft import Place
from flows.queries.correctable import Correctable, answers_to_correct
from flows.queries.door import Opened
from flows.queries.option import Option
from flows.queries.people import called
from flows.queries.pick import Asking, options
from models.forms import form_named, question_named
from models.forms.change import Why
from models.label import capital
from models.speech import mark
from models.store import Store

ACT = ACTS["correct"]
WHY = replace(fields_of(Why)[0], name="why corrected", label=mark("Why it is put right"))
"""Under a name no form has: many an answer has a reason of its own."""


def show_correcting(desk: Desk, opened: Opened) -> None:
    """One answer of this case to put right, where the viewer may; nothing otherwise."""
    with desk.read() as tx:
        found = {answer.id: answer for answer in answers_to_correct(tx, opened)}
    if not found:
        return
    key, ref = f"c{opened.case.id}.correct.{clicks()}", opened.case.ref
    begun = chosen_before(key, {str(each): _place(ref, each) for each in found}, forms_kept(desk, ref, ref))
    with st.expander(capital(desk.say(ACT.title)), expanded=begun is not None):
        st.markdown(desk.say(ACT.what))
        number = st.selectbox(
            desk.say(mark("Which answer")),
            list(found),
            begun,
            lambda each: _called(desk, found[each]) if each in found else str(each),
            key=key,
            placeholder=desk.say(mark("Choose")),
            on_change=clicked().note,
            args=(key,),
        )
        if number is not None:
            _show(desk, opened, found[number])


def _place(ref: str, answer: int) -> Place:
    return Place("correct", ref, str(answer))


def _called(desk: Desk, answer: Correctable) -> str:
    question = desk.say(question_named(answer.form, answer.version))
    return f"{desk.day(answer.said_at)} · {answer.who}: {question}"


def _show(desk: Desk, opened: Opened, answer: Correctable) -> None:
    form = form_named(answer.form, answer.version)
    fields = (*fields_of(form), WHY)
    key = f"c{opened.case.id}.correct{answer.id}.{clicks()}"
    paper = Paper(key, desk.language, _lists(desk, opened, fields, answer.reads), answer.reads)
    st.markdown(f"**{plain(desk.say(form.question))}**")
    ref = opened.case.ref
    begun = begin(paper, _place(ref, answer.id), forms_kept(desk, ref, ref))
    st.caption(desk.say(IS_KEPT))
    show_since(desk, begun, fields)
    content = draw_kept(desk, begun, fields)
    if send_button(capital(desk.say(ACT.title)), paper.key, in_form=False):
        filled = Filled(form, fields, content)
        hand_in(begun.paper, filled, lambda full: _correct(desk, ref, begun, answer, full))


def _correct(desk: Desk, ref: str, begun: Begun, answer: Correctable, content: dict[str, Any]) -> str:
    begins = {field.name: field.default for field in fields_of(form_named(answer.form, answer.version))}

    def _untouched(name: str, value: Any) -> bool:
        """It stands as it began: a tick that nobody gave is no answer."""
        return bool(value == begins[name] or (not value and begins[name] is None))

    def call(store: Store, said: dict[str, Any]) -> Call:
        why = said.pop(WHY.name)
        cleared: dict[str, Any] = {
            name: [] if isinstance(value, list) else None for name, value in answer.reads.items()
        }
        changed = {name: value for name, value in said.items() if name in answer.reads or not _untouched(name, value)}
        fields = {"fields": {**cleared, **changed}, "why": why}
        return Call(store, desk.viewer, desk.now, fields, ref, number=answer.id)

    return carried_out(desk, begun, ACT, dict(content), call)


def _lists(
    desk: Desk, opened: Opened, fields: tuple[Field, ...], reads: Mapping[str, Any]
) -> Callable[[str], tuple[Option, ...]]:
    """The lists of today, and what the answer names that stands in them no more: otherwise it would be cleared."""

    def lists(pick: str) -> tuple[Option, ...]:
        with desk.read() as tx:
            found = options(Asking(tx, opened), pick)
            there = {option.value for option in found}
            named = dict.fromkeys(value for value in _named(fields, reads, pick) if value not in there)
            return (*found, *(Option(value, called(tx, value)) for value in named))

    return lists


def _named(fields: tuple[Field, ...], reads: Mapping[str, Any], pick: str) -> Iterator[str]:
    for field in fields:
        value = reads.get(field.name)
        held = [] if value is None else value if isinstance(value, list) else [value]
        if field.pick == pick:
            yield from map(str, held)
        for line in held if field.lines else ():
            yield from _named(field.lines, line, pick)
