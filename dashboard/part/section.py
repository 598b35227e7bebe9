"""One question on the form of a sitting: draws it, and says what somebody filled in there. Sends nothing.

What is left as it was stays open for later; so nobody is asked which questions they want to answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.clicked import give_way
from dashboard.part.crossing import sheets_of
from dashboard.part.drafting import keep_sheet
from dashboard.part.field import Field, fields_of
from dashboard.part.form import draw, drop_blank_rows, full_lines, is_touched, left_empty, show_summary
from dashboard.part.other import OTHERS, fields_of_other, is_guide, sheet_of_other
from dashboard.part.paper import Paper
from dashboard.part.question import paper_of, show_asked, worth_asking
from dashboard.part.question_draft import sheet_of, show_changed
from dashboard.part.sending import Filled
from flows.commands.together import Reply
from flows.queries.door import Opened
from flows.queries.sitting import Question
from models.forms import form_named
from models.forms.form import Form, Sheet
from models.speech import mark

ONE_OF_THEM = mark("Here two answers are filled in. Leave one of them out.")


@dataclass(frozen=True, slots=True)
class Part:
    """The form of a question, or one of the other answers to it.

    Attributes:
        name: which of the other answers; empty for the form itself.
        said: somebody filled it in.
    """

    name: str
    paper: Paper
    filled: Filled
    said: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One question as it stands on the form.

    Attributes:
        parts: its form, and each of the other answers it takes.
        later: what was typed is left for later.
    """

    question: Question
    parts: tuple[Part, ...]
    later: bool

    @property
    def said(self) -> tuple[Part, ...]:
        """What was filled in and is to be sent."""
        return () if self.later else tuple(part for part in self.parts if part.said)

    @property
    def keys(self) -> set[str]:
        """The keys of its papers."""
        return {part.paper.key for part in self.parts}

    def wrong(self) -> dict[str, dict[str, str]]:
        """What is left empty, or filled in twice, by the key of the paper and the place on it."""
        if len(self.said) > 1:
            paper = self.parts[0].paper
            return {paper.key: {"": paper.say(ONE_OF_THEM)}}
        found = {}
        for part in self.said:
            drop_blank_rows(part.paper, part.filled.fields, part.filled.content)
            empty = left_empty(part.paper, part.filled.fields, full_lines(part.filled.fields, part.filled.content))
            if empty:
                found[part.paper.key] = empty
        return found

    def reply(self) -> Reply:
        """What is said to the question, as the command takes it."""
        line, (part,) = self.question.line, self.said
        content: dict[str, Any] = full_lines(part.filled.fields, part.filled.content)
        fields = {part.name: content} if part.name else {**content, "version": line.version}
        return Reply(line.key, fields, line.id, line.turn)

    def keep_for_next(self) -> None:
        """Something crossed it: what was typed stays, also where its question is drawn on another sheet now."""
        for part in self.said:
            part.paper.keep_for_next(part.filled.content)

    def forget_earlier(self) -> None:
        """What was typed on earlier sheets of this question was sent, or given up."""
        for part in self.parts:
            part.paper.forget_earlier()


def draw_section(desk: Desk, opened: Opened, question: Question) -> Section:
    """A question, its form, and below it, folded, what else may be said to it."""
    show_asked(desk, question)
    paper = paper_of(desk, opened, question)
    show_changed(desk, opened.case.ref, question, paper)
    return _fields(desk, opened, question, paper)


@st.fragment
def _fields(desk: Desk, opened: Opened, question: Question, paper: Paper) -> Section:
    """The fields, of which each is kept as it is left."""
    give_way(*sheets_of(question))
    form = form_named(question.line.form, question.line.version)
    parts = [
        _form(desk, paper, form, question),
        *_others(desk, paper, form, question, guides=is_guide(opened, question)),
    ]
    for part in parts:
        sheet = sheet_of(desk, opened.case.ref, question, part.paper, part.name)
        keep_sheet(sheet, part.filled.fields, part.filled.content)
    return Section(question, tuple(parts), later=_may_wait(desk, parts))


def _form(desk: Desk, paper: Paper, form: type[Form], question: Question) -> Part:
    fields = worth_asking(fields_of(form), paper, of_doctor=question.of_doctor)
    part = _part(paper, "", form, fields)
    begun = paper.begun
    if begun is None or left_empty(paper, fields, full_lines(fields, dict(begun))):
        return part
    label = mark("Send this as it stands") if fields else mark("Yes, I do")
    as_it_stands = st.checkbox(desk.say(label), key=f"{paper.key}#as it stands")
    return replace(part, said=part.said or as_it_stands)


def _others(desk: Desk, paper: Paper, form: type[Form], question: Question, *, guides: bool) -> Iterator[Part]:
    for name, other in OTHERS.items():
        if other.taken(form, question):
            own = sheet_of_other(paper, name)
            with st.expander(desk.say(other.title), expanded=bool(own.errors)):
                fields = fields_of_other(other, form, guides=guides, of_doctor=question.of_doctor)
                yield _part(own, name, other.sheet, fields)


def _part(paper: Paper, name: str, sheet: type[Sheet], fields: tuple[Field, ...]) -> Part:
    show_summary(paper)
    content = draw(paper, fields)
    filled = Filled(sheet, fields, content, within=f"{name}." if name else "")
    return Part(name, paper, filled, said=is_touched(paper, fields, content))


def _may_wait(desk: Desk, parts: list[Part]) -> bool:
    """Once something does not fit, or was typed on an earlier sheet, it may be kept here while the rest is sent."""
    if not any(part.paper.errors or part.paper.begun is None for part in parts):
        return False
    key = f"{parts[0].paper.key}#later"
    return st.checkbox(desk.say(mark("Leave this one for later; what was typed stays here")), key=key)
