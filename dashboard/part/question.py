"""One open question with its form: answered here, or recorded for who said it. Files nothing; the command does."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.clicked import give_way
from dashboard.part.crossing import as_seen, paper_key, send_button
from dashboard.part.drafting import IS_KEPT, Sheeted, keep_sheet
from dashboard.part.fact_words import worded
from dashboard.part.field import Field, fields_of
from dashboard.part.form import Content, draw, show_summary
from dashboard.part.meanwhile import happened_since
from dashboard.part.other import Place, is_guide, show_others
from dashboard.part.paper import Paper, typed_before
from dashboard.part.plain import plain, with_colon
from dashboard.part.question_draft import draft_of, said_beside, sheet_of, show_changed, words_kept
from dashboard.part.said import WHO, Typed, draw_said, said_from
from dashboard.part.sending import Filled, hand_in
from dashboard.part.wait import late_of, question_of, stage_of, times_of, who_of
from flows.commands.answer import answer
from flows.commands.together import OVERTAKEN
from flows.queries.door import Opened
from flows.queries.fact import Fact
from flows.queries.option import Option
from flows.queries.pick import Asking, options
from flows.queries.proposed import proposed
from flows.queries.sitting import Question
from models.forms import form_named, is_known
from models.forms.form import Form
from models.medical import ADVICE, is_asked
from models.speech import mark

ANOTHER_NUMBER = "another_number"
NINE_DIGITS = mark(
    "Nine digits in the answer look like a citizen service number; leave it out, or say that it is another number."
)
NO_FORM = mark(
    "This question was asked with a form that is no more, so it cannot be answered here. It stays open. "
    "Ask the coordinator to take it back and ask it again."
)
BECAME: Mapping[str, str] = {
    "given": mark("Thank you, your answer is in."),
    "declined": mark("Noted: this cannot be done here. We go on without it."),
    "breakthrough": mark("Noted. Somebody looks into this with everybody concerned."),
    "asked of another agency": mark("Noted. The other agency is asked now."),
    "consent asked first": mark("Noted. Consent is asked first; then the other agency is asked."),
    "waiting place": mark("Noted, with the day a place is expected."),
    "needs longer": mark("Noted, with the new day."),
    "missing": mark("Noted. What is missing is asked for; the clock stands still meanwhile."),
    "looking for the youth": mark("Noted. The case manager looks for the youth."),
    "handed to a colleague": mark("Handed to your colleague, who gets a message."),
    OVERTAKEN: mark("Your other answer ended one of the questions. What you said to it is kept."),
}
"""What became of an answer, in words."""


def show_question(desk: Desk, ref: str, opened: Opened, question: Question) -> None:
    """A question, what it is about, its form, and what else may be said to it."""
    show_asked(desk, question)
    if not is_known(question.line.form, question.line.version):
        _show_without_form(desk, question)
        return
    form = form_named(question.line.form, question.line.version)
    paper = paper_of(desk, opened, question)
    show_changed(desk, ref, question, paper)
    _show_form(desk, ref, question, form, paper)
    show_others(Place(desk, ref, question, paper, is_guide(opened, question)), form, BECAME)


def _show_without_form(desk: Desk, question: Question) -> None:
    """Why it cannot be answered, and what was typed to it before, to take along."""
    st.info(desk.say(NO_FORM), icon=":material/info:")
    typed = words_kept(desk, question)
    if typed:
        st.markdown(f"**{desk.say(mark('What you typed to it'))}**")
        st.text("\n".join(typed))


def show_asked(desk: Desk, question: Question) -> None:
    """A question, of whom and until when it is asked, and what it is about."""
    line = question.line
    st.subheader(plain(question_of(line, desk)), anchor=False)
    late = f" · **{late_of(line, desk)}**" if line.days_late else ""
    st.caption(f"{plain(stage_of(line, desk))} · {plain(who_of(line, desk))} · {plain(times_of(line, desk))}{late}")
    if question.ahead:
        st.caption(desk.say(mark("Nobody expects this yet; an early answer is welcome.")))
    for fact in question.about:
        _show_fact(desk, fact)
    if question.of_doctor:
        st.info(desk.say(ADVICE), icon=":material/info:")


def paper_of(desk: Desk, opened: Opened, question: Question) -> Paper:
    """The sheet a question is answered on, with what was typed on an earlier one."""
    key = paper_key(question)

    def read(pick: str) -> tuple[Option, ...]:
        with desk.read() as tx:
            return options(Asking(tx, opened, question.line), pick)

    def lists(pick: str) -> tuple[Option, ...]:
        return as_seen(opened.case.ref, f"{key}/{pick}", lambda: read(pick))

    draft = draft_of(desk, question)
    with desk.read() as tx:
        begun = typed_before(key) or draft.get("") or proposed(tx, opened, question.line.form)
    return Paper(key, desk.language, lists, begun, in_form=False, draft=draft, drafted="" in draft)


def _show_form(desk: Desk, ref: str, question: Question, form: type[Form], paper: Paper) -> None:
    fields = worth_asking(fields_of(form), paper, of_doctor=question.of_doctor)
    with st.container(border=True):
        content, said = _fields(sheet_of(desk, ref, question, paper), question, fields)
        sent = send_button(desk.say(_button(question, fields)), paper.key, in_form=False)
    if sent:
        filled = Filled(form, fields, content, beside=(WHO,))
        hand_in(paper, filled, lambda full: _answer(desk, ref, question, full, said), lambda: happened_since(desk, ref))


@st.fragment
def _fields(on: Sheeted, question: Question, fields: tuple[Field, ...]) -> tuple[Content, Typed]:
    """The fields, of which each is kept as it is left."""
    give_way(on.paper.key)
    show_summary(on.paper)
    if any(field.required for field in fields):
        st.caption(on.desk.say(mark("Fields with a star (*) must be filled in.")))
    if fields:
        st.caption(on.desk.say(IS_KEPT))
    content = draw(on.paper, fields)
    said = draw_said(on.desk, on.paper, question)
    keep_sheet(on, fields, content, said_beside(said))
    return content, said


def _answer(desk: Desk, ref: str, question: Question, content: dict[str, Any], typed: Typed) -> str:
    line, store = question.line, desk.office.store
    fields = {**content, "version": line.version}
    said = said_from(desk, question, typed)
    done = answer(store, desk.viewer, ref, line.key, fields, desk.now, said=said, turn=line.turn, wait=line.id)
    return desk.say(BECAME[done.status])


def _button(question: Question, fields: tuple[Field, ...]) -> str:
    if question.for_another or question.line.person_id is not None:
        return mark("Record this answer")
    return mark("Send this answer") if fields else mark("Yes, I do")


def worth_asking(fields: Iterable[Field], paper: Paper, *, of_doctor: bool) -> tuple[Field, ...]:
    """These fields; about another nine-digit number is asked only where nine digits stood, a conclusion of a doctor."""
    asks = any(paper.say(NINE_DIGITS) == sentence for sentence in paper.errors.values())
    asked = (field for field in fields if is_asked(field.name, of_doctor=of_doctor))
    return tuple(field for field in asked if asks or field.name != ANOTHER_NUMBER)


def _show_fact(desk: Desk, fact: Fact) -> None:
    st.markdown(f"**{with_colon(desk.say(fact.label))}** {plain(worded(fact, desk.language))}")
