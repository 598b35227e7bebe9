"""Shows who stands around the youth, and the coaching that becomes less as that grows. No score of a person, ever."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.network_chart import show_network_chart
from dashboard.part.plain import plain
from dashboard.part.rhythm import show_rhythm
from flows.queries.about_coaching import STILL_NEEDED, WAS_LACKING, Proposal
from flows.queries.file_network import NetworkView, StepView, SupporterView, network_of
from models.choice import CHOICES
from models.coaching import Step
from models.label import LABELS, called, capital
from models.network import Level
from models.speech import mark

GIFTS = {
    "practical": mark("practical help"),
    "company": mark("company"),
    "advice": mark("advice"),
    "emotional": mark("emotional support"),
}
WHY = {
    "begins": mark("coaching begins"),
    "asked for": mark("it was asked for"),
    "the network became smaller": mark("the network became smaller"),
    "together": mark("youth and coach decided together"),
    "looked at after a year": mark("looked at after a year"),
}
"""Why a step of coaching began."""


def show_network(desk: Desk, ref: str) -> None:
    """The newest network map and the steps of coaching."""
    with desk.read() as tx:
        network = network_of(tx, desk.viewer, ref)
    show_rhythm(desk, ref)
    if not network:
        st.info(desk.say(mark("No network was drawn yet. It is drawn with the youth at a check-in.")))
        return
    _coaching(desk, network)
    if network.drawn_on:
        _map(desk, network)


def _coaching(desk: Desk, network: NetworkView) -> None:
    if not network.steps:
        return
    st.header(desk.say(mark("Coaching")), anchor=False)
    coach = f" · {desk.say(mark('coach: {who}'), who=plain(network.coach))}" if network.coach else ""
    st.markdown(f"**{_step_called(desk, network.steps[0])}**{coach}")
    st.markdown("\n".join(f"- {_step(desk, step)}" for step in network.steps))
    if network.proposal is not None:
        _proposal(desk, network.proposal)
    if network.check_ins:
        st.markdown(f"**{desk.say(mark('Check-ins'))}**")
        lines = (
            f"- {desk.day(on)}: {mark_}{f' · {plain(line)}' if line else ''}" for on, mark_, line in network.check_ins
        )
        st.markdown("\n".join(lines))


def _proposal(desk: Desk, proposal: Proposal) -> None:
    if proposal.lacked:
        lacked = "; ".join(called(WAS_LACKING, lack, desk.language) for lack in proposal.lacked)
        st.caption(f"{desk.say(mark('Not less since the last check-in; it lacked'))}: {lacked}")
    if proposal.lacks:
        lacks = "; ".join(called(STILL_NEEDED, lack, desk.language) for lack in proposal.lacks)
        st.caption(f"{desk.say(mark('Still needed for less coaching'))}: {lacks}")
    else:
        down = called(LABELS[Step], proposal.down, desk.language)
        st.caption(f"{desk.say(mark('Proposed, if the next check-in goes well too'))}: {down}")


def _step_called(desk: Desk, step: StepView) -> str:
    return capital(called(LABELS[Step], step.step, desk.language))


def _step(desk: Desk, step: StepView) -> str:
    why = ", ".join(called(WHY, code, desk.language) for code in step.why)
    since = desk.say(mark("since {day}"), day=desk.day(step.since_on))
    return f"{_step_called(desk, step)} · {since}" + (f" · {plain(why)}" if why else "")


def _map(desk: Desk, network: NetworkView) -> None:
    st.header(desk.say(mark("Who stands around the youth")), anchor=False)
    level = called(LABELS[Level], network.level, desk.language)
    st.markdown(f"**{capital(level)}** · {desk.say(mark('drawn on {day}'), day=desk.day(network.drawn_on))}")
    counted = network.counted
    st.caption(
        desk.say(
            mark(
                "{people} people who are not there for their work, {own} of them family, friends or neighbours; "
                "{kinds} of 4 kinds of support; {always}; {crisis}."
            ),
            people=counted.supporters,
            own=counted.informal,
            kinds=counted.kinds_of_support,
            always=desk.say(
                mark("one adult is always there") if counted.anchored else mark("no adult is always there yet")
            ),
            crisis=desk.say(
                mark("somebody can be reached in a crisis")
                if counted.in_a_crisis
                else mark("nobody can be reached in a crisis yet")
            ),
        )
    )
    show_network_chart(desk, network.supporters)
    for supporter in network.supporters:
        st.markdown(f"- {_supporter(desk, supporter)}")


def _supporter(desk: Desk, one: SupporterView) -> str:
    gives = [called(GIFTS, gift, desk.language) for gift in one.gives]
    gives += [desk.say(mark("always there"))] if one.always_there else []
    gives += [desk.say(mark("reachable in a crisis"))] if one.in_a_crisis else []
    kind = called(CHOICES, one.kind, desk.language)
    return f"**{plain(one.initials)}** ({plain(one.relation)}, {kind}): {', '.join(gives) or '-'} · {one.rating}"
