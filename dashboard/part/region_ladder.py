"""Shows the ladder of a question that waits longer than agreed, as it holds now, and what the region changed of it.

Decides nothing.
"""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.region_ladder import RuleLine, RungLine, ladder_now, ladder_of_region
from models.label import capital
from models.speech import mark


def show_ladder(desk: Desk) -> None:
    """Every step as it holds today; below it the changes, by step."""
    with desk.read() as tx:
        rungs, found = ladder_now(tx, desk.viewer), ladder_of_region(tx, desk.viewer)
    st.table(
        {
            desk.say(mark("Step")): [f"{rung.step} {plain(rung.name)}" for rung in rungs],
            desk.say(mark("When")): [_comes(desk, rung) for rung in rungs],
            desk.say(mark("Answer within")): [rung.answer or desk.say(mark("nothing is asked")) for rung in rungs],
        },
        hide_index=True,
    )
    st.markdown(f"**{desk.say(mark('What the region changed'))}**")
    if not found:
        st.markdown(desk.say(mark("The region changed nothing of the ladder; its steps follow the terms.")))
    st.markdown("\n".join(_line(desk, line) for line in found))


def _comes(desk: Desk, rung: RungLine) -> str:
    if rung.off:
        return desk.say(mark("never"))
    if rung.after is None:
        when = desk.say(mark("when a person asks for it"))
    else:
        ahead = mark("{term} before the last day")
        when = desk.say(mark("{term} after the last day") if rung.step else ahead, term=rung.after)
    return f"{when}, {desk.say(mark('once a person confirms it'))}" if rung.proposed and rung.after else when


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
