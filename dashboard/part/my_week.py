"""The meetings of this week, of who looks: when, where, about which case. Plans nothing."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.link import link_to, link_to_case
from dashboard.part.plain import plain
from flows.queries.my_meeting import MeetingLine, meetings_of_week
from models.speech import mark


def show_meetings(desk: Desk, *, guided: bool) -> None:
    """The meetings from Monday to Sunday; the empty week is said to who guides cases only."""
    with desk.read() as tx:
        found = meetings_of_week(tx, desk.viewer, desk.today)
    if not found and not guided:
        return
    st.header(f"{desk.say(mark('Meetings this week'))} ({len(found)})", anchor=False)
    if not found:
        st.caption(desk.say(mark("No meeting this week. To plan one, open a case and choose to start a meeting.")))
    for line in found:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{desk.moment(line.starts_at)}**")
            st.markdown(f":small[{_details(desk, line)}]")
            with st.container(horizontal=True):
                agenda = desk.say(mark("Agenda"))
                link_to("meeting", agenda, ":material/calendar_month:", query={"meeting": str(line.id)})
                link_to_case(line.ref, desk.say(mark("Open the case")))


def _details(desk: Desk, line: MeetingLine) -> str:
    parts = [plain(line.ref)]
    parts += [plain(line.place)] if line.place else []
    parts += [desk.say(mark("was held"))] if line.held else []
    return " · ".join(parts)
