"""Several open questions of one holder on one form: a section for each, one button, sent as a whole.

Source: process.md, "one sitting". Carries nothing out itself; the command takes all of it or nothing.
"""

from collections.abc import Iterator, Mapping, Sequence

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.bundle import Bundle
from dashboard.part.crossing import forget_sent, send_button
from dashboard.part.drafting import IS_KEPT
from dashboard.part.flash import flash
from dashboard.part.form import show_error
from dashboard.part.meanwhile import happened_since
from dashboard.part.paper import Paper
from dashboard.part.plain import plain
from dashboard.part.question import BECAME, paper_of, show_question
from dashboard.part.said import WHO, Typed, draw_said, said_from
from dashboard.part.section import Section, draw_section
from dashboard.part.sending import CROSSED, place_and_sentence
from dashboard.part.wait import question_of
from flows.commands.answer import Answered
from flows.commands.together import answer_together
from flows.queries.door import Opened
from models.refusal import BadAnswer, CameLate, Changed, PartRefused, Refused
from models.speech import mark

Wrong = dict[str, dict[str, str]]
"""What does not fit: a sentence for each place on a paper, by the key of the paper."""

HOW = mark(
    "These {number} questions stand on one form, with one button below. Fill in what you can say now; "
    "a question you leave as it is stays open for later."
)
STARS = mark("In a question you answer, the fields with a star (*) must be filled in.")
NOTHING = mark("Nothing is filled in yet. Answer at least one of the questions.")
NOT_YET = mark("Nothing was sent yet. Look again at question {numbers}; what you typed still stands here.")
WHICH = mark("Question {number} of {all}")
CLOSED = mark(
    "'{question}' was answered or taken back just before; what you said to it is kept. "
    "The rest was not sent yet and still stands here: look, and send it again."
)
CHANGED = mark(
    "'{question}' was changed meanwhile, so nothing was sent yet. "
    "What you typed still stands here: look, and send it again."
)
NOT_TAKEN = mark("'{question}': {why} Nothing was sent yet; what you typed still stands here.")
SAID_OF: Mapping[type[Refused], str] = {CameLate: CLOSED, Changed: CHANGED}
ALL_IN = mark("Thank you, {number} answers are in.")
ONE_LEFT, SOME_LEFT = mark("{number} question stays open for later."), mark("{number} questions stay open for later.")


def show_bundle(desk: Desk, ref: str, opened: Opened, bundle: Bundle) -> None:
    """A form as it stands on the page: of one question, or of a sitting."""
    if len(bundle.questions) == 1:
        show_question(desk, ref, opened, bundle.questions[0])
        return
    first = bundle.questions[0]
    whole = Paper(bundle.key, desk.language, paper_of(desk, opened, first).lists)
    st.markdown(desk.say(HOW, number=len(bundle.questions)))
    show_error(whole, "")
    st.caption(desk.say(STARS))
    st.caption(desk.say(IS_KEPT))
    sections = []
    for number, question in enumerate(bundle.questions, 1):
        with st.container(border=True):
            st.caption(desk.say(WHICH, number=number, all=len(bundle.questions)))
            sections.append(draw_section(desk, opened, question))
    typed = draw_said(desk, whole, first)
    records = first.for_another or first.line.person_id is not None
    label = mark("Record what is filled in") if records else mark("Send what is filled in")
    if send_button(desk.say(label), bundle.key, in_form=False):
        _hand_in(desk, ref, whole, sections, typed)


def _hand_in(desk: Desk, ref: str, whole: Paper, sections: Sequence[Section], typed: Typed) -> None:
    """Sends it once. What does not fit is said at its field, and what was typed stays. Ends this run of the page."""
    forget_sent()
    chosen = [section for section in sections if section.said]
    wrong: Wrong = {} if chosen else {whole.key: {"": whole.say(NOTHING)}}
    for section in chosen:
        wrong |= section.wrong()
    if not wrong:
        wrong = _send(desk, ref, whole, chosen, typed, left=len(sections) - len(chosen))
    unfit = [str(number) for number, section in enumerate(sections, 1) if section.keys & set(wrong)]
    if unfit:
        wrong[whole.key] = {"": whole.say(NOT_YET, numbers=", ".join(unfit))}
    for paper in (whole, *(part.paper for section in sections for part in section.parts)):
        paper.refuse(wrong.get(paper.key, {}))
    st.rerun()


def _send(desk: Desk, ref: str, whole: Paper, chosen: Sequence[Section], typed: Typed, *, left: int) -> Wrong:
    """All of it or nothing; gives what does not fit."""
    replies = [section.reply() for section in chosen]
    try:
        said = said_from(desk, chosen[0].question, typed)
        became = answer_together(desk.office.store, desk.viewer, ref, replies, desk.now, said=said)
    except PartRefused as refused:
        return _refused(desk, ref, whole, chosen, refused)
    except Refused as refused:
        place = refused.field if isinstance(refused, BadAnswer) else ""
        return {whole.key: {place: refused.text(desk.language)}}
    for section in chosen:
        section.forget_earlier()
    flash(" ".join(_said(desk, became, left)))
    return {}


def _refused(desk: Desk, ref: str, whole: Paper, chosen: Sequence[Section], refused: PartRefused) -> Wrong:
    """One section is not taken, and so nothing is: said at its place on the form; what crossed it, on top."""
    section, because = chosen[refused.place], refused.because
    (part,) = section.said
    if isinstance(because, BadAnswer):
        if because.field == WHO:
            return {whole.key: {WHO: because.text(desk.language)}}
        return {part.paper.key: place_and_sentence(because, part.filled, part.paper)}
    text, news = because.text(desk.language), happened_since(desk, ref)
    if news or isinstance(because, CROSSED):
        for each in chosen:
            each.keep_for_next()
        question = question_of(section.question.line, desk)
        sentence = next((words for kind, words in SAID_OF.items() if isinstance(because, kind)), NOT_TAKEN)
        flash(f"{plain(desk.say(sentence, question=question, why=text))} {news}".strip(), "info")
        return {}
    return {part.paper.key: {"": text}}


def _said(desk: Desk, became: Sequence[Answered], left: int) -> Iterator[str]:
    """What became of it: how many answers are in, what else was noted, and how many questions stay open."""
    given = sum(1 for each in became if each.status == "given")
    if given:
        yield desk.say(BECAME["given"]) if given == 1 else desk.say(ALL_IN, number=given)
    yield from dict.fromkeys(desk.say(BECAME[each.status]) for each in became if each.status != "given")
    if left:
        yield desk.count(ONE_LEFT, SOME_LEFT, left)
