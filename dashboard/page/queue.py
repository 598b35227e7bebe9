"""Ten questions one after another: each with its form, for later or next, and what was done at the end.

Which ten is settled as one begins, and stands in the address, so that a page that is loaded again goes on with those
that are still open; what somebody else answers meanwhile leaves the row by itself. Drafts are kept by the forms.
"""

from dataclasses import dataclass, field

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.clicked import clicked
from dashboard.part.crossing import anything_sent, as_seen, forget_sent, is_sent, sheets_of
from dashboard.part.flash import flash
from dashboard.part.link import came_from_elsewhere, link_to, link_to_case
from dashboard.part.plain import plain
from dashboard.part.question import show_question
from dashboard.part.seen import Seen, seen_case
from dashboard.part.wait import question_of
from flows.queries.my_day import still_to_answer, ten_to_answer
from flows.queries.row_of_ten import Became, became, last_statement
from flows.queries.sitting import Question, sitting
from flows.queries.waiting import WaitLine
from models.refusal import Refused
from models.speech import mark

ROW, ONE = "row of ten", "one of the row"
LONGEST_NUMBER = 16
IN_ADDRESS = "row"
"""The numbers of the questions, with dots between."""
NOBODY_WAITS = mark("Nobody waits for you. As soon as something is asked, you get a mail and it stands here.")
HOW = mark("Later: it stays open for another day. Next: it comes again at the end of this row. What you typed is kept.")


@dataclass
class Row:
    """Ten questions, what came of them, and which comes now.

    Attributes:
        after: the number of the last thing that was said before it began.
        order: the numbers of the questions to go, in order; those put off until the end come last.
        later: those left for another moment.
    """

    lines: dict[int, WaitLine]
    after: int
    order: list[int]
    later: list[int] = field(default_factory=list)
    became: dict[int, Became] = field(default_factory=dict)

    def settle(self, found: dict[int, Became]) -> None:
        """What was answered or closed is done with, also where it was left for later first."""
        self.became |= found
        self.order = [number for number in self.order if number not in self.became]
        self.later = [number for number in self.later if number not in self.became]

    def put_off(self, number: int) -> None:
        """It comes again at the end of this row."""
        self.order = [each for each in self.order if each != number] + [number]

    def leave(self, number: int) -> None:
        """It stays open for another moment."""
        if number in self.order:  # a second click comes after the first
            self.order.remove(number)
            self.later.append(number)


def show(desk: Desk) -> None:
    """The question that comes now, or what was done."""
    st.title(desk.say(mark("One after another")), anchor=False)
    row = _row(desk)
    with desk.read() as tx:
        row.settle(became(tx, desk.viewer, list(row.lines), row.after))
    if not row.lines:
        st.success(desk.say(NOBODY_WAITS))
        link_to("home", desk.say(mark("Back to my day")))
    elif row.order:
        _show_next(desk, row)
    else:
        _show_done(desk, row)


def _row(desk: Desk) -> Row:
    """The row of this session, or of the address; a new one where somebody comes from another page to begin."""
    kept: Row | None = st.session_state.get(ROW)
    if kept is None or (came_from_elsewhere("queue") and "begin" in st.query_params):
        kept = st.session_state[ROW] = _again(desk) or _begin(desk)
    return kept


def _again(desk: Desk) -> Row | None:
    """What is still open of the row in the address; nothing where there is none."""
    asked = [each for each in st.query_params.get(IN_ADDRESS, "").split(".") if each.isdecimal()]
    numbers = [int(each) for each in asked if len(each) < LONGEST_NUMBER]
    if not numbers:
        return None
    forget_sent()
    with desk.read() as tx:
        lines = {line.id: line for line in still_to_answer(tx, desk.viewer, numbers)}
        return Row(lines, last_statement(tx), list(lines)) if lines else None


def _begin(desk: Desk) -> Row:
    first = st.query_params.get("first", "")
    number = int(first) if first.isdecimal() and len(first) < LONGEST_NUMBER else None
    forget_sent()
    with desk.read() as tx:
        lines = {line.id: line for line in ten_to_answer(tx, desk.viewer, number)}
        row = Row(lines, last_statement(tx), list(lines))
    st.query_params.from_dict({IN_ADDRESS: ".".join(map(str, lines))} if lines else {})
    return row


def _show_next(desk: Desk, row: Row) -> None:
    number = _sent_from(row) or row.order[0]
    place, all_ = len(row.lines) - len(row.order) + 1, len(row.lines)
    st.progress((place - 1) / all_, desk.say(mark("{place} of {all}"), place=place, all=all_))
    ref = row.lines[number].ref
    try:
        seen = seen_case(desk, ref)
        question = as_seen(ref, f"{ONE} {number}", lambda: _question(desk, seen, number))
    except Refused:
        question = None
    if question is None:
        row.settle({number: Became.CLOSED})
        st.rerun()
    name = f" · {plain(seen.story.youth)}" if seen.story.youth else ""
    link_to_case(ref, f"{plain(ref)}{name}")
    with st.container(key=f"one {number}"):
        show_question(desk, ref, seen.opened, question)
    _unheard(desk)
    _ways_on(desk, row, number)


def _sent_from(row: Row) -> int | None:
    """The question whose form was sent and not handed in yet, because one more click came first."""
    for number in row.lines:
        question = st.session_state.get(f"{ONE} {number}")
        if question is not None and any(is_sent(sheet) for sheet in sheets_of(question)):
            return number
    return None


def _question(desk: Desk, seen: Seen, number: int) -> Question | None:
    with desk.read() as tx:
        found = sitting(tx, seen.opened)
    questions = (*found.mine, *found.colleagues, *found.people)
    question = next((each for each in questions if each.line.id == number), None)
    st.session_state[f"{ONE} {number}"] = question
    return question


def _unheard(desk: Desk) -> None:
    if anything_sent():
        forget_sent()
        flash(desk.say(mark("That click was not heard. Look at the form, and send it again.")), "info")
        st.rerun()


def _ways_on(desk: Desk, row: Row, number: int) -> None:
    with st.container(horizontal=True):
        later, on, heard = desk.say(mark("Later")), desk.say(mark("Next")), clicked().then
        args = ("later", row.leave, number)
        st.button(later, key=f"later {number}", icon=":material/schedule:", on_click=heard, args=args)
        if len(row.order) > 1:
            args = ("next", row.put_off, number)
            st.button(on, key=f"next {number}", icon=":material/skip_next:", on_click=heard, args=args)
        link_to("home", desk.say(mark("Stop here")))
    st.caption(desk.say(HOW))


def _show_done(desk: Desk, row: Row) -> None:
    answered = [number for number, how in row.became.items() if how is Became.ANSWERED]
    closed = [number for number, how in row.became.items() if how is Became.CLOSED]
    one, several = mark("Done: {number} question answered."), mark("Done: {number} questions answered.")
    st.success(desk.count(one, several, len(answered)))
    _list(desk, mark("Answered"), [row.lines[number] for number in answered])
    _list(desk, mark("Left for later"), [row.lines[number] for number in row.later])
    _list(desk, mark("Answered by somebody else, or not needed any more"), [row.lines[number] for number in closed])
    if st.button(desk.say(mark("Go on with the next ten")), icon=":material/playlist_play:"):
        st.session_state.pop(ROW)
        st.query_params.clear()
        st.rerun()
    link_to("home", desk.say(mark("Back to my day")))


def _list(desk: Desk, title: str, lines: list[WaitLine]) -> None:
    if lines:
        st.header(f"{desk.say(title)} ({len(lines)})", anchor=False)
    for line in lines:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{plain(question_of(line, desk))}**")
            link_to_case(line.ref, plain(line.ref))
