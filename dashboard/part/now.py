"""What matters now in a case: whom we wait for, first and large, and the forms the viewer may fill in."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.bundle import Bundle, bundled
from dashboard.part.clicked import clicked
from dashboard.part.crossing import as_seen, seen_before
from dashboard.part.file_power import show_reminder
from dashboard.part.plain import plain
from dashboard.part.sitting import show_bundle
from dashboard.part.wait import question_of, show_wait, times_of, who_of
from flows.queries.case_story import CaseStory
from flows.queries.door import Opened
from flows.queries.sitting import Sitting, sitting
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
        bundles = _bundles(found, room)
        if bundles:
            st.header(desk.say(title), anchor=False)
        for bundle in bundles:
            ahead = any(question.ahead for question in bundle.questions)
            _bundle(desk, opened, story, bundle, expanded=room in OPEN_AT_ONCE and not ahead)


def _bundles(found: Sitting, room: str) -> list[Bundle]:
    return list(bundled(room, getattr(found, room), by_holder=room not in OPEN_AT_ONCE))


def _sitting(desk: Desk, opened: Opened) -> Sitting:
    with desk.read() as tx:
        return sitting(tx, opened)


def hear_question(desk: Desk, opened: Opened, story: CaseStory) -> None:
    """Hands in the answer that was sent from this page when its form is not drawn any more."""
    seen: Sitting | None = seen_before(story.ref, SITTING)
    for bundle in chain.from_iterable(_bundles(seen, room) for room, _ in ROOMS) if seen else ():
        if bundle.is_sent:
            show_bundle(desk, story.ref, opened, bundle)


def _bundle(desk: Desk, opened: Opened, story: CaseStory, bundle: Bundle, *, expanded: bool) -> None:
    if expanded:
        with st.container(border=True):
            show_bundle(desk, story.ref, opened, bundle)
        return
    fold = st.expander(_folded(desk, bundle), key=f"fold{bundle.key}", on_change=clicked().note, args=("fold",))
    if fold.open:
        with fold:
            show_bundle(desk, story.ref, opened, bundle)


def _folded(desk: Desk, bundle: Bundle) -> str:
    """Of whom, what is asked and since when; the same question several times is named once."""
    first = bundle.questions[0].line
    asked = Counter(plain(question_of(question.line, desk)) for question in bundle.questions)
    questions = ", ".join(f"{question} ({times}x)" if times > 1 else question for question, times in asked.items())
    return f"{plain(who_of(first, desk))}: {questions} · {plain(times_of(first, desk))}"


def _nothing(desk: Desk, story: CaseStory) -> str:
    if story.closed_at:
        return desk.say(mark("This case is closed; we wait for nobody."))
    return desk.say(mark("Nothing is asked of you in this case now."))
