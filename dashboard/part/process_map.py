"""The map of one stage with what waits at each step: the picture, and the same as a list. Counts nothing."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.link import link_to
from dashboard.part.picture import show_picture
from dashboard.part.place_name import asked_of, number_called, numbered, place_called
from dashboard.part.plain import plain
from dashboard.part.process_chart import NOTHING, PICKED, chart_of
from flows.map.plan import ENDS, Place, Plan
from flows.queries.process_map import ELSEWHERE, StepCount
from models.speech import mark

CHART = "process map"
STAGE, STEP = "stage", "step"
"""What the address of the page calls them."""


def show_map(desk: Desk, drawn: Plan, counts: Mapping[str, StepCount], picked: Callable[[str], None]) -> None:
    """The picture and the list that says the same; they stand side by side where there is room.

    Args:
        desk: who looks.
        drawn: the plan of the stage.
        counts: what waits at each step.
        picked: what to do when somebody clicks a step.
    """
    st.caption(desk.say(mark("Drawn from the code itself. Click a step to see what waits there.")))
    left, right = st.columns(2)
    with left:
        show_picture(
            chart_of(desk, drawn, counts),
            key=f"{CHART} {drawn.name}",
            on_select=lambda: _pick(drawn, picked),
            selection_mode=PICKED,
            alt=desk.say(mark("The steps and the ways between them; the list says the same.")),
        )
    with right:
        _list(desk, drawn, counts)


def _pick(drawn: Plan, picked: Callable[[str], None]) -> None:
    """Hears a click; a second click on a step lets go of it, and changes nothing."""
    state: Any = st.session_state.get(f"{CHART} {drawn.name}")
    chosen = state["selection"].get(PICKED) if state else None
    if chosen and chosen[0]["key"] in {place.key for place in drawn.waiting}:
        picked(str(chosen[0]["key"]))


def _list(desk: Desk, drawn: Plan, counts: Mapping[str, StepCount]) -> None:
    """Step by step, in words a screen reader reads: who is asked, what may follow, and the way to what waits there."""
    after: dict[int, list[int]] = {}
    for start, end in drawn.ways:
        after.setdefault(start, []).append(end)
    for number, place in enumerate(drawn.places):
        if place in drawn.waiting:
            then = ", ".join(_brief(desk, each, drawn.places[each]) for each in after.get(number, []))
            _step(desk, drawn, place, numbered(desk, number, place), counts.get(place.key, NOTHING), then)
    if ELSEWHERE in counts:
        older = Place(ELSEWHERE, ELSEWHERE)
        _step(desk, drawn, older, desk.say(mark("A step of an older version")), counts[ELSEWHERE], "")


def _step(desk: Desk, drawn: Plan, place: Place, name: str, here: StepCount, then: str) -> None:
    parts = [plain(asked_of(desk, place)), desk.say(mark("then: {steps}"), steps=plain(then)) if then else ""]
    with st.container(gap=None):
        st.markdown(f"**{plain(name)}**  \n:small[{' · '.join(part for part in parts if part)}]")
        if here.open:
            link_to("process", number_called(desk, here), query={STAGE: drawn.name, STEP: place.key})
        else:
            st.caption(number_called(desk, here))


def _brief(desk: Desk, number: int, place: Place) -> str:
    """A step by its number; the rest by its name."""
    if place.verb == ENDS or place.goes_to:
        return place_called(desk, place)
    return str(number)
