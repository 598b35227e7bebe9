"""The demo's clock: what day it is in the demo, and buttons that move it forward. Outside the demo there is none."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.flash import flash
from flows import demo_clock
from flows.queries.upcoming import next_moment
from models.speech import mark

LOOK_EVERY = timedelta(seconds=1)
STEPS: Mapping[str, tuple[str, Callable[[datetime], datetime]]] = {
    "day": (mark("A day on"), lambda now: now + timedelta(days=1)),
    "week": (mark("A week on"), lambda now: now + timedelta(weeks=1)),
    "month": (mark("Four weeks on"), lambda now: now + timedelta(weeks=4)),
}


def show(desk: Desk) -> None:
    """What day it is, where the clock is going, and how to move it."""
    st.title(desk.say(mark("The clock of the demo")), anchor=False)
    st.markdown(
        desk.say(
            mark(
                "A case takes more than a year. Here you move the time forward: terms pass, windows open, mails go out."
                " It does not go back."
            )
        )
    )
    _face(desk)


@st.fragment(run_every=LOOK_EVERY)
def _face(desk: Desk) -> None:
    """The moment it is, looked at every second while the clock moves."""
    office = desk.office
    now, wall = office.now(), office.wall()
    goal = demo_clock.towards(office.store, wall)
    st.header(f":material/schedule: {desk.moment(now)}", anchor=False)
    with office.store.read(now) as tx:
        upcoming = next_moment(tx)
    if goal is not None:
        st.session_state["walking"] = True
        st.info(
            desk.say(
                mark("On its way to {moment}; everything in between happens in its own time."), moment=desk.moment(goal)
            )
        )
        return
    if st.session_state.pop("walking", False):
        flash(desk.say(mark("It is {day} now."), day=desk.day(now)))
        st.rerun()
    _buttons(desk, now, upcoming)


def _buttons(desk: Desk, now: datetime, upcoming: datetime | None) -> None:
    with st.container(horizontal=True):
        for name, (label, step) in STEPS.items():
            if st.button(desk.say(label), key=f"clock {name}"):
                _move(desk, step(now))
        if st.button(desk.say(mark("To the next thing that happens")), type="primary", disabled=upcoming is None):
            _move(desk, max(upcoming or now, now))
    if upcoming is None:
        st.caption(desk.say(mark("Nothing is planned; register a youth first.")))
    else:
        st.caption(desk.say(mark("The next thing happens on {moment}."), moment=desk.moment(upcoming)))


def _move(desk: Desk, moment: datetime) -> None:
    demo_clock.move_towards(desk.office.store, moment, desk.office.wall())
    st.session_state["walking"] = True
    st.rerun(scope="fragment")
