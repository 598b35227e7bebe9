"""My day: what waits for me, what I wait for, this week's meetings and contacts, what I am to confirm. Decides nothing.

Every question stands in one room, with one click to act on it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.file_note import show_new_concerns
from dashboard.part.link import link_to, link_to_case
from dashboard.part.my_week import show_meetings
from dashboard.part.plain import plain
from dashboard.part.question_list import show_questions
from dashboard.part.unsent import show_unsent
from dashboard.part.wait import asked_in_short, question_of
from flows.queries.answer_draft import has_typed
from flows.queries.my_day import TEN, TO_ANSWER, Room, how_many_in, room
from flows.queries.my_question import guides_any
from flows.queries.trouble_staff import agencies_without_contact
from flows.queries.waiting import WaitLine
from models.speech import mark

ROWS = 8
NOBODY_WAITS = mark("Nobody waits for you. As soon as something is asked, you get a mail and it stands here.")


@dataclass(frozen=True, slots=True)
class Part:
    """One room of the page: its title, and what to do where it is empty.

    Attributes:
        guided: shown only to who guides cases, since it is empty for anybody else.
        beside: what else stands in it, above the questions.
    """

    room: Room
    title: str
    nothing: str
    guided: bool = True
    beside: Callable[[Desk], None] | None = None


PARTS: Sequence[Part] = (
    Part(Room.MINE, mark("What waits for you"), NOBODY_WAITS, guided=False),
    Part(
        Room.PROPOSALS,
        mark("Proposals to confirm"),
        mark("Nothing is proposed. When something does not move, the next step stands here for you to confirm."),
    ),
    Part(
        Room.CONTACTS,
        mark("Contacts due this week"),
        mark("No contact is due this week. The windows of aftercare and the check-ins stand here as they come."),
    ),
    Part(
        Room.TO_RECORD,
        mark("To record for youth, parents and trusted persons"),
        mark("There is nothing to record. What youth and parents are asked stands here; write down what they say."),
    ),
    Part(
        Room.WAITING_FOR,
        mark("What you wait for"),
        mark("You wait for nobody. Open a case to see what comes next, or start a meeting there."),
    ),
)
"""The rooms in the order of the page; every one of them once."""


def show(desk: Desk) -> None:
    """The day, the most urgent first; rooms of who guides cases only for them."""
    st.title(desk.say(mark("Good day, {name}"), name=plain(desk.name.split()[0])), anchor=False)
    week = desk.today.isocalendar().week
    st.caption(desk.say(mark("{day}, week {week}"), day=desk.day(desk.today), week=week))
    with desk.read() as tx:
        numbers = {part.room: how_many_in(tx, desk.viewer, part.room) for part in PARTS}
        guided = guides_any(tx, desk.viewer)
        colleagues = how_many_in(tx, desk.viewer, Room.COLLEAGUES)
    _in_a_row(desk, sum(numbers[which] for which in TO_ANSWER))
    show_new_concerns(desk)
    show_unsent(desk)
    _agencies(desk)
    for part in PARTS:
        if guided or numbers[part.room] or not part.guided:
            _show(desk, part, numbers[part.room])
        if part.room is Room.MINE:
            _colleagues(desk, colleagues)
            show_meetings(desk, guided=guided)
    link_to("overview", desk.say(mark("The region at a glance")), ":material/grid_on:")
    link_to("register", desk.say(mark("Register a youth")), ":material/person_add:")
    link_to("cases", desk.say(mark("Where is everybody?")), ":material/groups:")


def _in_a_row(desk: Desk, number: int) -> None:
    if number > 1:
        several = mark("Answer {number} questions one after another")
        link_to("queue", desk.say(several, number=min(number, TEN)), ":material/playlist_play:", query={"begin": "1"})


def _colleagues(desk: Desk, number: int) -> None:
    if number:
        one, several = mark("{number} question to your colleagues"), mark("{number} questions to your colleagues")
        link_to("questions", desk.count(one, several, number))


def _agencies(desk: Desk) -> None:
    """Agencies at which nobody can be asked by name; whoever looks after them can do something about it."""
    with desk.read() as tx:
        found = agencies_without_contact(tx, desk.viewer)
    if found:
        names = ", ".join(plain(agency.name) for agency in found)
        st.warning(desk.say(mark("Nobody is the contact at: {names}. Questions go to the agency itself."), names=names))


def _show(desk: Desk, part: Part, number: int) -> None:
    st.header(f"{desk.say(part.title)} ({number})", anchor=False)
    if not number:
        (st.success if part.room is Room.MINE else st.caption)(desk.say(part.nothing))
        return
    key, last = f"day {part.room}", -(-number // ROWS)
    page = min(max(st.session_state.get(key) or 1, 1), last)
    with desk.read() as tx:
        lines = room(tx, desk.viewer, part.room, limit=ROWS, offset=(page - 1) * ROWS)
        typed = has_typed(tx, desk.viewer, [line.id for line in lines])
    if part.room is Room.WAITING_FOR:
        show_questions(desk, lines, phones=True)
        lines = []
    for line in lines:
        with st.container(border=True, gap="xxsmall"):
            _line(desk, line, part.room, typed=line.id in typed)
    if last > 1:
        st.pagination(last, key=key)


def _line(desk: Desk, line: WaitLine, which: Room, *, typed: bool) -> None:
    """A question of one's own, and one click to answer it."""
    draft = f" :gray-badge[:material/edit: {desk.say(mark('draft'))}]" if typed else ""
    st.markdown(f"**{plain(question_of(line, desk))}**{draft}")
    st.markdown(asked_in_short(line, desk))
    with st.container(horizontal=True):
        if line.opens_on is None or line.opens_on <= desk.today:
            link_to("queue", desk.say(ACT[which]), ":material/edit_note:", query={"begin": "1", "first": str(line.id)})
        link_to_case(line.ref, desk.say(mark("Open the case")))


ACT = {
    Room.MINE: mark("Answer"),
    Room.PROPOSALS: mark("Confirm, or say why not"),
    Room.CONTACTS: mark("Write down how it went"),
    Room.TO_RECORD: mark("Write down what was said"),
}
