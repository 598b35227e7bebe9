"""What a holder may say instead of filling in the form: cannot, needs longer, somebody else here. One table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.clicked import give_way
from dashboard.part.crossing import send_button
from dashboard.part.drafting import keep_sheet
from dashboard.part.field import Field, fields_of
from dashboard.part.form import Content, draw, show_summary
from dashboard.part.meanwhile import happened_since
from dashboard.part.paper import Paper, typed_before
from dashboard.part.question_draft import said_beside, sheet_of
from dashboard.part.said import WHO, Typed, draw_said, said_from
from dashboard.part.sending import Filled, hand_in
from flows.commands.answer import answer
from flows.queries.door import Opened
from flows.queries.sitting import Question
from models.forms.form import Form, Sheet
from models.forms.other_answer import Cannot, NeedsLonger, SomeoneElse
from models.medical import CONCLUSION, is_asked
from models.reason import Use, codes_for
from models.speech import mark

GUIDES = "guides the case"
NEEDS_CODE: Mapping[str, str] = {
    "who_then": "not ours",
    "expected_on": "no place",
    "notes": "other appointment",
    CONCLUSION: "other appointment",
    "meanwhile": GUIDES,
}
"""A field that is asked only where this reason may be given, or only of who guides the case."""


@dataclass(frozen=True, slots=True)
class Other:
    """One other answer.

    Attributes:
        title: what the holder reads, in English.
        sheet: its fields.
        taken: whether a question of this form, asked so, takes it.
        codes: the reasons it takes.
    """

    title: str
    sheet: type[Sheet]
    taken: Callable[[type[Form], Question], bool]
    codes: Callable[[type[Form]], tuple[str, ...]] = lambda _form: ()


OTHERS: Mapping[str, Other] = {
    "cannot": Other(
        title=mark("This cannot be done here"),
        sheet=Cannot,
        taken=lambda form, _question: bool(form.may_decline),
        codes=lambda form: form.may_decline,
    ),
    "needs_longer": Other(
        title=mark("It takes longer"),
        sheet=NeedsLonger,
        taken=lambda form, _question: form.may_take_longer,
        codes=lambda _form: codes_for(Use.LONGER),
    ),
    "someone_else": Other(
        title=mark("Somebody else here should answer"),
        sheet=SomeoneElse,
        taken=lambda _form, question: question.line.agency_id is not None,
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an other answer is given: which question, on which paper, and whether the case manager gives it."""

    desk: Desk
    ref: str
    question: Question
    paper: Paper
    guides: bool


def show_others(place: Place, form: type[Form], became: Mapping[str, str]) -> None:
    """What else may be said to this question, each in a form of its own."""
    for name, other in OTHERS.items():
        if other.taken(form, place.question):
            with st.expander(place.desk.say(other.title)):
                paper = sheet_of_other(place.paper, name)
                doctor = place.question.of_doctor
                fields = fields_of_other(other, form, guides=place.guides, of_doctor=doctor)
                _show(replace(place, paper=paper), name, Filled(other.sheet, fields, {}), became)


def is_guide(opened: Opened, question: Question) -> bool:
    """Whether who answers for themselves is the case manager."""
    return not question.for_another and opened.viewer.professional_id == opened.case.case_manager_id


def sheet_of_other(paper: Paper, name: str) -> Paper:
    """The sheet beside that of the form itself, with what was typed on an earlier one."""
    key = f"{paper.key}.{name}"
    start = typed_before(key) or paper.draft.get(name, {})
    return replace(paper, key=key, start=start, drafted=name in paper.draft)


def fields_of_other(other: Other, form: type[Form], *, guides: bool, of_doctor: bool) -> tuple[Field, ...]:
    """The fields of the sheet with the reasons this question takes, and what those reasons ask for.

    Who guides the case says in the same form what happens meanwhile, and so is not asked it apart.
    """
    codes = other.codes(form)
    takes = {"", *codes, *([GUIDES] if guides else [])}
    asked = [
        field
        for field in fields_of(other.sheet)
        if NEEDS_CODE.get(field.name, "") in takes and is_asked(field.name, of_doctor=of_doctor)
    ]
    return tuple(replace(field, choices=codes) if field.name == "code" else field for field in asked)


def _show(place: Place, name: str, empty: Filled, became: Mapping[str, str]) -> None:
    desk, paper = place.desk, place.paper
    content, typed = _fields(place, name, empty.fields)
    if send_button(desk.say(mark("Send this")), paper.key, secondary=True, in_form=False):
        filled = replace(empty, content=content, within=f"{name}.", beside=(WHO,))
        hand_in(
            paper,
            filled,
            lambda full: desk.say(became[_say(place, name, full, typed)]),
            lambda: happened_since(desk, place.ref),
        )


@st.fragment
def _fields(place: Place, name: str, fields: tuple[Field, ...]) -> tuple[Content, Typed]:
    """The fields, of which each is kept as it is left."""
    paper = place.paper
    give_way(paper.key)
    show_summary(paper)
    content = draw(paper, fields)
    typed = draw_said(place.desk, paper, place.question)
    keep_sheet(sheet_of(place.desk, place.ref, place.question, paper, name), fields, content, said_beside(typed))
    return content, typed


def _say(place: Place, name: str, content: dict[str, Any], typed: Typed) -> str:
    desk, line = place.desk, place.question.line
    said = said_from(desk, place.question, typed)
    fields = {name: content}
    store = desk.office.store
    return answer(
        store, desk.viewer, place.ref, line.key, fields, desk.now, said=said, turn=line.turn, wait=line.id
    ).status
