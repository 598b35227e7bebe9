"""Meetings: the calendar of the knooppunten, the agenda of a sitting, and one case at the table with its minutes.

The minutes are the form of the open question; what was agreed stands on the page as soon as they are in.
"""

from collections.abc import Sequence

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.act import show_acts
from dashboard.part.agenda_point import head_of, held_line, points_of, quorum_sentence
from dashboard.part.agenda_print import show_prints
from dashboard.part.attendance import show_attendance
from dashboard.part.clicked import clicked
from dashboard.part.crossing import anything_sent, as_seen, forget_sent
from dashboard.part.gone import forget_what_is_gone
from dashboard.part.link import came_from_elsewhere, link_to, link_to_case
from dashboard.part.plain import plain
from dashboard.part.question import show_question
from dashboard.part.seen import Seen, seen_case
from dashboard.part.sitting_calendar import show_calendar, show_sitting_line
from dashboard.part.standing_member import show_standing_member
from dashboard.part.wait import question_of, who_of
from flows.queries.agenda import AgendaItem, agenda_item, agenda_of_sitting
from flows.queries.knooppunt import SittingLine, sitting_numbered
from flows.queries.sitting import Question, sitting
from models.access import RegionDeed, may_in_region
from models.item import Action
from models.speech import mark

LONGEST_NUMBER = 15
MINUTES, ATTENDANCE = "Minutes", "Attendance"
AT_THE_TABLE = (MINUTES, ATTENDANCE)
CHANGES = ("move_sitting", "cancel_sitting")
PLANS = ("plan_sittings", *CHANGES)
NOT_YET = mark("You sit at no table of this sitting yet. As soon as a case of yours has a place here, it stands here.")


def show(desk: Desk) -> None:
    """What the address asks for: one case, one sitting, or the weeks."""
    if came_from_elsewhere("meeting"):
        forget_sent()
    meeting, number = _number("meeting"), _number("sitting")
    if meeting is not None:
        _case(desk, meeting)
    elif number is not None:
        _sitting(desk, number)
    else:
        st.title(desk.say(mark("Meetings")), anchor=False)
        show_calendar(desk)
        _plan(desk, PLANS)


def _plan(desk: Desk, names: Sequence[str], about: str = "") -> None:
    """What who plans sittings may do with them; nobody else reads of it."""
    if may_in_region(desk.viewer, RegionDeed.PLAN_SITTINGS):
        st.header(desk.say(mark("Planning")), anchor=False)
        show_acts(desk, names, about)
    forget_what_is_gone(desk)


def _number(name: str) -> int | None:
    asked = st.query_params.get(name, "")
    if not asked:
        return None
    return int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < LONGEST_NUMBER else 0


def _sitting(desk: Desk, number: int) -> None:
    """Its cases one after the other, as far as the viewer sits at their tables."""
    with desk.read() as tx:
        line = sitting_numbered(tx, desk.viewer, number)
        items = agenda_of_sitting(tx, desk.viewer, number)
    st.title(desk.say(mark("A sitting of the knooppunt")), anchor=False)
    link_to("meeting", desk.say(mark("All meetings")), ":material/calendar_month:")
    show_sitting_line(desk, line)
    show_standing_member(desk, line)
    _agenda(desk, line, items)
    if line.starts_at > desk.now:
        _plan(desk, CHANGES, str(number))
    elif anything_sent():
        forget_sent()


def _agenda(desk: Desk, line: SittingLine, items: Sequence[AgendaItem]) -> None:
    if not items:
        st.info(desk.say(NOT_YET))
        return
    show_prints(
        desk,
        line.starts_at,
        lambda tx: agenda_of_sitting(tx, desk.viewer, line.id, Action.PRINT),
        minuted=any(item.minuted for item in items),
    )
    for item in items:
        with st.container(border=True):
            st.header(plain(head_of(desk, item)), anchor=False)
            st.markdown(held_line(desk, item) or quorum_sentence(desk, item.table.count))
            link = mark("Who comes, and the minutes")
            link_to("meeting", desk.say(link), ":material/edit_note:", query={"meeting": str(item.meeting)})
            _points(desk, item)


def _case(desk: Desk, meeting: int) -> None:
    """One case at the table: who comes, what is asked here, the agenda, and what was agreed."""
    with desk.read() as tx:
        item = agenda_item(tx, desk.viewer, meeting)
    st.title(plain(head_of(desk, item)), anchor=False)
    if item.place:
        st.caption(plain(item.place))
    with st.container(horizontal=True, vertical_alignment="center"):
        link_to("meeting", desk.say(mark("All meetings")), ":material/calendar_month:")
        link_to_case(item.ref, desk.say(mark("Open the case")))
    show_prints(
        desk,
        item.starts_at,
        lambda tx: [agenda_item(tx, desk.viewer, meeting, Action.PRINT)],
        minuted=item.minuted is not None,
    )
    st.header(desk.say(mark("Who comes")), anchor=False)
    show_attendance(desk, item.opened, meeting, is_over=item.minuted is not None)
    _asked_here(desk, item)
    _minuted(desk, item)
    st.header(desk.say(mark("Agenda")), anchor=False)
    _points(desk, item)


def _points(desk: Desk, item: AgendaItem) -> None:
    for number, point in enumerate(points_of(desk, item), 1):
        st.markdown(f"**{number}. {point.title}**")
        if point.lines:
            st.markdown("\n".join(f"- {plain(line)}" for line in point.lines))
        else:
            st.caption(point.nothing)


def _minuted(desk: Desk, item: AgendaItem) -> None:
    """What was decided; what was agreed stands at its point of the agenda too."""
    if item.minuted is None:
        return
    st.header(desk.say(mark("Minutes")), anchor=False)
    st.markdown(held_line(desk, item))
    if item.minuted.words:
        st.text(item.minuted.words)
    if item.minuted.agreed:
        st.table(
            {
                desk.say(mark("Who")): [plain(each.who) for each in item.minuted.agreed],
                desk.say(mark("What")): [plain(each.words) for each in item.minuted.agreed],
                desk.say(mark("Ready on")): [desk.day(each.due_on) for each in item.minuted.agreed],
            },
            hide_index=True,
        )


def _asked_here(desk: Desk, item: AgendaItem) -> None:
    """The forms of this meeting the viewer may fill in: the minutes first, then who comes."""
    seen = seen_case(desk, item.ref)
    questions: Sequence[Question] = as_seen(item.ref, f"table {item.meeting}", lambda: _read(desk, seen, item))
    for question in questions:
        if question.line.form == MINUTES:
            st.header(desk.say(mark("Write the minutes")), anchor=False)
            with st.container(border=True):
                show_question(desk, item.ref, seen.opened, question)
            continue
        fold = st.expander(
            f"{plain(who_of(question.line, desk))}: {plain(question_of(question.line, desk))}",
            key=f"table{question.line.id}.{question.line.turn}",
            on_change=clicked().note,
            args=("fold",),
        )
        if fold.open:
            with fold:
                show_question(desk, item.ref, seen.opened, question)
    forget_what_is_gone(desk)


def _read(desk: Desk, seen: Seen, item: AgendaItem) -> list[Question]:
    with desk.read() as tx:
        found = sitting(tx, seen.opened)
    every = (*found.mine, *found.colleagues, *found.people, *found.others)
    here = [each for each in every if each.line.run == item.run and each.line.form in AT_THE_TABLE]
    return sorted(here, key=lambda each: AT_THE_TABLE.index(each.line.form))
