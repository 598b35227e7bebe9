"""A standing member of a knooppunt says once whether they come, for every youth of a sitting. Decides nothing."""

from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.agenda_point import COMES
from dashboard.part.crossing import as_seen, send_button
from dashboard.part.field import fields_of
from dashboard.part.form import draw, show_summary
from dashboard.part.paper import Paper
from dashboard.part.sending import Filled, hand_in
from flows.commands.sitting import attend_sitting
from flows.queries.knooppunt import SittingLine
from flows.queries.option import Option
from flows.queries.pick_region import colleagues
from models.forms.meeting import SittingAttendance
from models.speech import mark

ONCE = mark("Your agency always sits here. You answer once, for every case of this sitting.")
ONE, SEVERAL = mark("Noted, for {number} case so far."), mark("Noted, for {number} cases so far.")


def show_standing_member(desk: Desk, line: SittingLine) -> None:
    """The form, and what was said before; nothing for who is no standing member, or once it began."""
    if line.member is None or line.starts_at <= desk.now:
        return
    with st.container(border=True):
        st.subheader(desk.say(mark("Do you come to this sitting?")), anchor=False)
        st.markdown(desk.say(ONCE))
        st.caption(f"{desk.say(mark('What you said so far'))}: {desk.say(COMES[line.member.status])}")
        paper = Paper(f"sitting{line.id}", desk.language, lambda pick: _lists(desk, line, pick))
        fields = tuple(fields_of(SittingAttendance))
        with st.form(paper.key, enter_to_submit=False, border=False):
            show_summary(paper)
            content = draw(paper, fields)
            sent = send_button(desk.say(mark("Send this answer")), paper.key)
    if sent:
        hand_in(paper, Filled(SittingAttendance, fields, content), lambda full: _said(desk, line, full))


def _lists(desk: Desk, line: SittingLine, pick: str) -> tuple[Option, ...]:
    def read() -> tuple[Option, ...]:
        with desk.read() as tx:
            return tuple(colleagues(tx, desk.viewer.professional_id))

    return as_seen(f"sitting {line.id}", pick, read)


def _said(desk: Desk, line: SittingLine, content: dict[str, Any]) -> str:
    number = attend_sitting(desk.office.store, desk.viewer, line.id, content, desk.now)
    return desk.count(ONE, SEVERAL, number)
