"""My questions: what is asked of me, of my colleagues, and what I may record for the people of my cases."""

from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.link import link_to_case
from dashboard.part.plain import plain
from dashboard.part.wait import asked_in_short, question_of
from flows.queries.my_question import COLLEAGUES, MINE, TO_RECORD, how_many_questions_of, questions_of
from flows.queries.waiting import WaitLine
from models.speech import mark

ROOMS: Sequence[tuple[str, str, str]] = (
    (MINE, mark("Asked of me"), mark("Nothing is asked of you now.")),
    (COLLEAGUES, mark("Asked of my colleagues"), mark("Nothing is asked of your colleagues now.")),
    (
        TO_RECORD,
        mark("To record for youth, parents and trusted persons"),
        mark("There is nothing to record for the people of your cases now."),
    ),
)
ROWS = 50


def show(desk: Desk) -> None:
    """The three lists, each with one way into the case: its questions there are one sitting."""
    st.title(desk.say(mark("My questions")), anchor=False)
    with desk.read() as tx:
        numbers = {room: how_many_questions_of(tx, desk.viewer, room) for room, *_ in ROOMS}
    if not any(numbers.values()):
        st.success(
            desk.say(mark("Nobody waits for you. As soon as something is asked, you get a mail and it stands here."))
        )
    for room, title, nothing in ROOMS:
        st.header(f"{desk.say(title)} ({numbers[room]})", anchor=False)
        if numbers[room]:
            _show(desk, room, numbers[room])
        else:
            st.caption(desk.say(nothing))


def _show(desk: Desk, room: str, number: int) -> None:
    """One page of one list."""
    key, last = f"questions {room}", -(-number // ROWS)
    page = min(max(st.session_state.get(key) or 1, 1), last)
    with desk.read() as tx:
        lines = questions_of(tx, desk.viewer, room, limit=ROWS, offset=(page - 1) * ROWS)
    for ref, together in by_case(lines):
        with st.container(border=True, gap="xxsmall"):
            _sitting(desk, ref, together)
    if last > 1:
        st.pagination(last, key=key)


def by_case(lines: Iterable[WaitLine]) -> Sequence[tuple[str, list[WaitLine]]]:
    """The questions of one case together, in the order of the first of them."""
    found: dict[str, list[WaitLine]] = {}
    for line in lines:
        found.setdefault(line.ref, []).append(line)
    return list(found.items())


def _sitting(desk: Desk, ref: str, lines: list[WaitLine]) -> None:
    for line in lines:
        st.markdown(f"**{plain(question_of(line, desk))}**")
        st.markdown(asked_in_short(line, desk))
    me = desk.viewer.professional_id
    one_sitting = len({(line.professional_id or me, line.person_id) for line in lines}) == 1
    link_to_case(ref, desk.say(mark("Open the form")) if one_sitting else desk.say(mark("Open the forms")))
