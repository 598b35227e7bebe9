"""Emergency access: for a professional who must see a case now, and for the privacy officer who looks at it after."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.act import show_acts
from dashboard.part.crossing import forget_sent
from dashboard.part.link import came_from_elsewhere, link_to_case
from dashboard.part.plain import plain
from flows.queries.emergency import EmergencyLine, emergencies_of_region, my_emergencies
from models.access import RegionDeed, may_in_region
from models.code import EmergencyReason
from models.label import LABELS, called, capital
from models.speech import mark

DEEDS = (RegionDeed.OPEN_IN_EMERGENCY, RegionDeed.LOOK_AT_EMERGENCIES)
OPENS, LOOKS = "open_in_emergency", "look_at_emergency"
NEEDED, NOT_NEEDED = mark("Looked at by {who}: it was needed"), mark("Looked at by {who}: it was not needed")
FIRST_CALL = mark("Is somebody in danger right now? Call 112. You may always call Veilig Thuis for advice: 0800-2000.")


def has(desk: Desk) -> bool:
    """A professional who may open a case so, and the privacy officer."""
    return any(
        may_in_region(desk.viewer, deed) for deed in (RegionDeed.OPEN_IN_EMERGENCY, RegionDeed.LOOK_AT_EMERGENCIES)
    )


def show(desk: Desk) -> None:
    """Whom to call first; what is open for me; for the privacy officer, what there is to look at."""
    if came_from_elsewhere("emergency"):
        forget_sent()
    st.title(desk.say(mark("Emergency access")), anchor=False)
    if may_in_region(desk.viewer, RegionDeed.OPEN_IN_EMERGENCY):
        _mine(desk)
    if may_in_region(desk.viewer, RegionDeed.LOOK_AT_EMERGENCIES):
        _region(desk)


def _mine(desk: Desk) -> None:
    st.error(desk.say(FIRST_CALL), icon=":material/emergency:")
    st.markdown(
        desk.say(
            mark(
                "Only when a youth needs you now, you have no part in the case, and nobody who has can be reached in"
                " time. You see who the youth is, who is around them and whom to call; for a limited time."
            )
        )
    )
    with desk.read() as tx:
        found = my_emergencies(tx, desk.viewer)
    for line in found:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(
                f"**{plain(line.ref)}** · {desk.say(mark('open until {moment}'), moment=desk.moment(line.until_at))}"
            )
            link_to_case(line.ref, desk.say(mark("Open the case")))
    show_acts(desk, (OPENS,))


def _region(desk: Desk) -> None:
    st.header(desk.say(mark("Who looked in an emergency")), anchor=False)
    with desk.read() as tx:
        found = emergencies_of_region(tx, desk.viewer)
    if not found:
        st.success(desk.say(mark("Nobody opened a case in an emergency.")))
    for line in found:
        with st.container(border=True, gap="xxsmall"):
            _line(desk, line)
    show_acts(desk, (LOOKS,))


def _line(desk: Desk, line: EmergencyLine) -> None:
    reason = capital(called(LABELS[EmergencyReason], line.reason, desk.language))
    st.markdown(f"**{plain(line.ref)}** · {plain(line.who)} · {plain(reason)}")
    st.text(line.words)
    until = desk.say(mark("open until {moment}"), moment=desk.moment(line.until_at))
    st.caption(f"{desk.moment(line.opened_at)}, {until}")
    if line.looked_at is None:
        st.markdown(f":material/pending: {desk.say(mark('Not looked at yet'))}")
        return
    found = (
        mark("Looked at by {who}: it was needed") if line.was_needed else mark("Looked at by {who}: it was not needed")
    )
    st.markdown(f":material/check: {desk.say(found, who=plain(line.looked_by))} · {desk.moment(line.looked_at)}")
