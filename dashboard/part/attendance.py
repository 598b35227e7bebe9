"""Who comes to a meeting and what lacks for its quorum, looked at anew while people answer. Records nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.agenda_point import guest_line, quorum_sentence
from dashboard.part.plain import plain
from flows.queries.at_table import NO_ANSWER, SILENT, at_table
from flows.queries.door import Opened
from models.quorum import Verdict
from models.refusal import Refused
from models.speech import mark

LOOK_EVERY = timedelta(seconds=10)
ICONS: Mapping[str, str] = {
    "comes": ":material/check_circle:",
    "sends someone": ":material/swap_horiz:",
    "cannot": ":material/cancel:",
    NO_ANSWER: ":material/hourglass_empty:",
    SILENT: ":material/help:",
    "present": ":material/check_circle:",
    "online": ":material/check_circle:",
    "represented": ":material/swap_horiz:",
    "absent": ":material/cancel:",
}
"""A sign beside the words; never without them."""
TONE = {Verdict.REACHED: st.success, Verdict.OPEN: st.info, Verdict.OUT_OF_REACH: st.warning}


@st.fragment(run_every=LOOK_EVERY)
def show_attendance(desk: Desk, opened: Opened, meeting: int, *, is_over: bool) -> None:
    """The list and, before the meeting, the sentence about its quorum; both as they are at this moment."""
    now = replace(desk, now=desk.office.now())
    try:
        with now.read() as tx:
            found = at_table(tx, opened, meeting)
    except Refused as refused:
        st.info(plain(refused.text(desk.language)))
        return
    if not is_over:
        TONE[found.count.verdict](quorum_sentence(desk, found.count))
    lines = [f"- {ICONS.get(each.status, ':material/mail:')} {plain(guest_line(desk, each))}" for each in found.guests]
    st.markdown("\n".join(lines) or desk.say(mark("Nobody is invited yet.")))
