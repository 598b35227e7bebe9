"""What matters now in a case: whom we wait for, first and large, and the forms the viewer may fill in."""

from collections.abc import Sequence
from itertools import chain

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.crossing import as_seen, is_sent, seen_before, sheets_of
from dashboard.part.file_power import show_reminder
from dashboard.part.plain import plain
from dashboard.part.question import show_question
from dashboard.part.wait import question_of, show_wait, times_of, who_of
from flows.queries.case_story import CaseStory
from flows.queries.door import Opened
from flows.queries.sitting import Question, Sitting, sitting
from models.speech import mark

ROOMS: Sequence[tuple[str, str]] = (
    ("mine", mark("Your answer")),
    ("colleagues", mark("Asked of a colleague; you may answer too")),
    ("people", mark("To record for the youth, parents or a trusted person")),
    ("others", mark("Said by another agency? Record it here")),
)
OPEN_AT_ONCE = frozenset({"mine"})
SITTING = "sitting"


def show_now(desk: Desk, opened: Opened, story: CaseStory) -> None:
    """Whom we wait for, and the forms."""
    awaited = [line for line in story.waiting if line.awaited]
    st.header(desk.say(mark("Whom we wait for")), anchor=False)
    for line in awaited:
        show_wait(line, desk)
        show_reminder(desk, opened, line)
    if not awaited:
        st.info(_nothing(desk, story))
    found = as_seen(story.ref, SITTING, lambda: _sitting(desk, opened))
    for room, title in ROOMS:
        questions: tuple[Question, ...] = getattr(found, room)
        if questions:
            st.header(desk.say(title), anchor=False)
        for question in questions:
            _question(desk, opened, story, question, expanded=room in OPEN_AT_ONCE and not question.ahead)


def _sitting(desk: Desk, opened: Opened) -> Sitting:
    with desk.read() as tx:
        return sitting(tx, opened)


def hear_question(desk: Desk, opened: Opened, story: CaseStory) -> None:
    """Hands in the answer that was sent from this page when its form is not drawn any more."""
    seen: Sitting | None = seen_before(story.ref, SITTING)
    for question in chain.from_iterable(getattr(seen, room) for room, _ in ROOMS) if seen else ():
        if any(is_sent(sheet) for sheet in sheets_of(question)):
            show_question(desk, story.ref, opened, question)


def _question(desk: Desk, opened: Opened, story: CaseStory, question: Question, *, expanded: bool) -> None:
    if expanded:
        with st.container(border=True):
            show_question(desk, story.ref, opened, question)
        return
    line = question.line
    title = f"{plain(who_of(line, desk))}: {plain(question_of(line, desk))} · {plain(times_of(line, desk))}"
    fold = st.expander(title, key=f"fold{line.id}.{line.turn}", on_change="rerun")
    if fold.open:
        with fold:
            show_question(desk, story.ref, opened, question)


def _nothing(desk: Desk, story: CaseStory) -> str:
    if story.closed_at:
        return desk.say(mark("This case is closed; we wait for nobody."))
    return desk.say(mark("Nothing is asked of you in this case now."))
