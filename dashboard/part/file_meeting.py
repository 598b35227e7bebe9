"""Shows every meeting about a youth: when, who comes, what was brought and decided."""

from collections.abc import Mapping

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.link import link_to
from dashboard.part.plain import plain
from flows.queries.file_meeting import InvitedLine, MeetingView, NoteLine, meetings_of
from models.choice import CHOICES
from models.code import Domain
from models.label import LABELS, called, capital
from models.speech import mark

HELD: Mapping[str, str] = {
    "held": mark("took place"),
    "not held": mark("did not take place"),
    "without quorum": mark("took place, but not enough people came"),
    "elsewhere": mark("a talk that was held elsewhere"),
}
COMES: Mapping[str, str] = {
    "invited": mark("invited"),
    "comes": mark("comes"),
    "sends someone": mark("sends somebody"),
    "cannot": mark("cannot come"),
    "present": mark("was there"),
    "online": mark("was there online"),
    "represented": mark("somebody came instead"),
    "absent": mark("was not there"),
}


def show_meetings(desk: Desk, ref: str) -> None:
    """The meetings of a case, the newest first."""
    with desk.read() as tx:
        found = meetings_of(tx, desk.viewer, ref)
    if not found:
        st.info(desk.say(mark("There was no meeting yet. Who guides the case can start one.")))
    for meeting in found:
        with st.container(border=True):
            _meeting(desk, meeting)


def _meeting(desk: Desk, meeting: MeetingView) -> None:
    when = desk.moment(meeting.starts_at) if meeting.starts_at else desk.say(mark("no moment yet"))
    st.header(f"{capital(when)}" + (f" · {plain(meeting.place)}" if meeting.place else ""), anchor=False)
    state = desk.say(mark("cancelled")) if meeting.cancelled else called(HELD, meeting.held, desk.language)
    facts = [capital(state)] if state else []
    facts += [f"{desk.say(mark('chair'))}: {plain(meeting.chair)}"] if meeting.chair else []
    facts += [f"{desk.say(mark('minute taker'))}: {plain(meeting.minute_taker)}"] if meeting.minute_taker else []
    facts += [desk.say(mark("without a name"))] if meeting.anonymous else []
    st.caption(" · ".join(facts))
    if meeting.held != "elsewhere":
        agenda = desk.say(mark("Agenda"))
        link_to("meeting", agenda, ":material/calendar_month:", query={"meeting": str(meeting.id)})
    if meeting.invited:
        st.markdown("\n".join(f"- {_invited(desk, line)}" for line in meeting.invited))
    if meeting.notes:
        st.markdown(f"**{desk.say(mark('What was brought to the table'))}**")
        st.markdown("\n".join(f"- {_note(desk, note)}" for note in meeting.notes))
    _decided(desk, meeting)


def _decided(desk: Desk, meeting: MeetingView) -> None:
    if meeting.minutes:
        st.markdown(f"**{desk.say(mark('Decisions'))}**")
        st.text(meeting.minutes)
    for words in meeting.own_words:
        st.markdown(f"**{desk.say(mark('In their own words'))}**")
        st.text(words)
    facts = []
    if meeting.youth_mark is not None:
        facts.append(desk.say(mark("is this right for the youth: {mark}"), mark=meeting.youth_mark))
    if meeting.evaluation_on:
        facts.append(desk.say(mark("we look back on {day}"), day=desk.day(meeting.evaluation_on)))
    if facts:
        st.caption(capital(" · ".join(facts)))


def _invited(desk: Desk, line: InvitedLine) -> str:
    why = called(CHOICES, line.code, desk.language)
    return f"{plain(line.who)}: {called(COMES, line.status, desk.language)}" + (f" ({plain(why)})" if why else "")


def _note(desk: Desk, note: NoteLine) -> str:
    kind, domain = called(CHOICES, note.kind, desk.language), called(LABELS[Domain], note.domain, desk.language)
    return f"{capital(kind)}, {plain(domain)} ({plain(note.by)}): {plain(note.words)}"
