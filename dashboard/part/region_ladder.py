"""Shows what the region changed of the ladder of a question that waits longer than agreed. Decides nothing."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.region_ladder import RuleLine, ladder_of_region
from models.label import capital
from models.speech import mark


def show_ladder(desk: Desk) -> None:
    """The changes, by step; nothing changed: it is as it came with Vangnet."""
    with desk.read() as tx:
        found = ladder_of_region(tx, desk.viewer)
    if not found:
        st.markdown(desk.say(mark("The region changed nothing of the ladder; its steps follow the terms.")))
    st.markdown("\n".join(_line(desk, line) for line in found))


def _line(desk: Desk, line: RuleLine) -> str:
    whom = " · ".join(
        [
            line.question or desk.say(mark("every question")),
            line.agency or desk.say(mark("every agency")),
            desk.say(mark("since {day}") if line.since <= desk.today else mark("from {day}"), day=desk.day(line.since)),
        ]
    )
    return f"- **{plain(capital(line.step))}**: {_when(desk, line)} · {plain(whom)}\n    - {plain(line.ground)}"


def _when(desk: Desk, line: RuleLine) -> str:
    if line.off:
        return desk.say(mark("never"))
    if line.after_days is None:
        return desk.say(mark("as the terms of the region say"))
    return desk.say(mark("{days} working days after the last day"), days=line.after_days)
