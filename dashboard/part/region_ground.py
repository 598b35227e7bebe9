"""Shows the grounds of the region: for what something is shared on each, where it stands, and who rests on it."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.region_ground import GroundLine, grounds_of_region
from models.speech import mark


def show_grounds(desk: Desk) -> None:
    """The grounds, in the order of the list."""
    with desk.read() as tx:
        found = grounds_of_region(tx, desk.viewer)
    st.markdown(desk.say(mark("Nothing of a youth is shared with an agency without one of these grounds.")))
    for line in found:
        with st.expander(plain(line.label(desk.language))):
            st.markdown("\n".join(f"- {each}" for each in _told(desk, line)))


def _told(desk: Desk, line: GroundLine) -> list[str]:
    told = [f"**{desk.say(mark('For what'))}:** {plain(line.purpose(desk.language))}"] if line.purpose_nl else []
    if line.article:
        told.append(f"**{desk.say(mark('Law'))}:** {plain(line.article)}")
    if line.needs_consent:
        told.append(desk.say(mark("Only with the yes of everybody who must give it.")))
    if line.valid_from:
        told.append(desk.say(mark("In force from {day}."), day=desk.day(line.valid_from)))
    if line.valid_until:
        told.append(desk.say(mark("In force up to and including {day}."), day=desk.day(line.valid_until)))
    if line.agencies:
        told.append(f"**{desk.say(mark('Agencies'))}:** {', '.join(map(plain, line.agencies))}")
    return told
