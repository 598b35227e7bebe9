"""One agency: what is asked of it now, how it went before, and whom to call. Figures per agency, never per person."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.address import choose_one
from dashboard.part.paging import page_of, show_pages
from dashboard.part.plain import plain
from dashboard.part.question_list import show_questions
from dashboard.part.tile import Tile, show_tiles
from flows.queries.agency_record import (
    AgencyRecord,
    agencies_to_see,
    how_many_questions_to,
    questions_to,
    record_of,
    whom_to_call,
)
from models.ladder import shipped
from models.speech import mark

ROWS = 50


def show(desk: Desk) -> None:
    """One's own agency, or the one chosen by who looks over the region."""
    st.title(desk.say(mark("Per agency")), anchor=False)
    with desk.read() as tx:
        names = {str(number): name for number, name in agencies_to_see(tx, desk.viewer).items()}
    chosen = choose_one(desk, mark("Agency"), "agency", list(names), names.__getitem__) if len(names) > 1 else None
    number = int(chosen or desk.viewer.agency_id)
    with desk.read() as tx:
        record = record_of(tx, desk.viewer, number)
        found = how_many_questions_to(tx, desk.viewer, number)
        lines = questions_to(tx, desk.viewer, number, limit=ROWS, offset=(page_of(found, ROWS) - 1) * ROWS)
        contacts = whom_to_call(tx, desk.viewer, number)
    st.header(plain(record.name), anchor=False)
    _contacts(desk, contacts)
    _record(desk, record)
    st.subheader(desk.say(mark("Asked now, the most urgent first")), anchor=False)
    if not lines:
        st.success(desk.say(mark("Nothing is asked of this organisation in cases you may see.")))
    show_questions(desk, lines)
    show_pages(found, ROWS)


def _contacts(desk: Desk, contacts: list[tuple[str, str]]) -> None:
    if not contacts:
        st.caption(desk.say(mark("Nobody is named as contact here; questions go to the organisation itself.")))
    for name, phone in contacts:
        st.markdown(f":material/call: {plain(name)} · {plain(phone) or desk.say(mark('no number known'))}")


def _record(desk: Desk, record: AgencyRecord) -> None:
    st.subheader(desk.say(mark("The last half year")), anchor=False)
    numbers = {
        mark("Asked"): record.asked,
        mark("Answered"): record.answered,
        mark("Of which in time"): record.in_time,
        mark("Half took at most, in days"): record.median_days,
        mark("Working days longer than agreed, without pauses"): record.days_late,
        mark("Contested by the organisation"): record.contested,
    }
    show_tiles(desk, [Tile(desk.say(label), number) for label, number in numbers.items()])
    rungs = shipped()[0]
    for step, times in record.steps.items():
        name = rungs[step].en if desk.language == "en" else rungs[step].nl
        st.markdown(f"- {desk.say(mark('Step {step} ({name}): {times} times'), step=step, name=name, times=times)}")
    if record.orders:
        told = mark("Binding decisions: heard about {heard}, given {given}")
        st.markdown(f"- {desk.say(told, heard=record.orders, given=record.ordered)}")
