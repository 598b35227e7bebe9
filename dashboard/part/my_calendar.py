"""The address somebody's own calendar program can fetch: made here, shown once, never again."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.clicked import button
from flows.commands.feed import end_feed, make_feed
from flows.queries.feed import has_feed
from models.speech import mark

_MADE = "calendar address"


def show_my_calendar(desk: Desk) -> None:
    """Makes the address, makes another in its place, or ends it."""
    with desk.read() as tx:
        has_one = has_feed(tx, desk.viewer.professional_id)
    st.markdown(f"**{desk.say(mark('My calendar'))}**")
    st.caption(
        desk.say(
            mark(
                "Your calendar can show meetings and days to answer by itself: only hours, days and case numbers. "
                "Whoever has the address reads along, so keep it to yourself."
            )
        )
    )
    made = st.session_state.pop(_MADE, None)
    if made is not None:
        st.caption(desk.say(mark("Add this address to your calendar now; it is not shown again.")))
        st.code(made, language=None)
    label = mark("Make another address") if has_one else mark("Make an address")
    if button(desk.say(label), "make my calendar"):
        token = make_feed(desk.office.store, desk.viewer, desk.now)
        st.session_state[_MADE] = f"{desk.office.settings.address}/calendar/{token}.ics"
        st.rerun()
    if has_one and button(desk.say(mark("End this address")), "end my calendar"):
        end_feed(desk.office.store, desk.viewer, desk.now)
        st.rerun()
