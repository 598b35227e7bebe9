"""What stopped, and why: for coordinator and operator. They let it be tried again; nothing of a youth stands here."""

from collections.abc import Mapping

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.flash import flash
from dashboard.part.link import link_to_case
from dashboard.part.plain import plain
from flows.commands.operate import release
from flows.messages.alarm import AWAY, MAIL
from flows.queries.blocked import BlockedRun, OpenAlarm, blocked_runs, open_alarms
from models.label import OF_A_RUN, called, capital
from models.refusal import Refused
from models.speech import mark

ALARMS: Mapping[str, str] = {
    MAIL: mark("the mail server lets nothing through"),
    AWAY: mark("the mail server does not answer"),
}


def show(desk: Desk) -> None:
    """The runs that stopped, and the alarms that are open."""
    st.title(desk.say(mark("What stopped")), anchor=False)
    with desk.read() as tx:
        runs, alarms = blocked_runs(tx, desk.viewer), open_alarms(tx, desk.viewer)
    if not runs:
        st.success(desk.say(mark("Every case can go on.")))
    for run in runs:
        with st.container(border=True):
            _run(desk, run)
    if alarms:
        st.header(desk.say(mark("Alarms")), anchor=False)
        st.markdown("\n".join(f"- {_alarm(desk, alarm)}" for alarm in alarms))


def _run(desk: Desk, run: BlockedRun) -> None:
    stage = capital(called(OF_A_RUN, run.stage, desk.language))
    st.markdown(f"**{plain(run.ref)}** · {plain(stage)}")
    st.caption(desk.say(mark("began {day}; tried {tries} times"), day=desk.day(run.since_at), tries=run.tries))
    st.code(run.diagnosis, language=None, wrap_lines=True)
    with st.container(horizontal=True):
        if st.button(desk.say(mark("Try again")), key=f"release{run.run}"):
            _release(desk, run)
        link_to_case(run.ref, desk.say(mark("Open the case")))


def _release(desk: Desk, run: BlockedRun) -> None:
    try:
        ref = release(desk.office.store, desk.viewer, run.run, desk.now)
        flash(desk.say(mark("{ref} is tried again by the next worker."), ref=plain(ref)))
    except Refused as refused:
        flash(plain(refused.text(desk.language)), "error")
    st.rerun()


def _alarm(desk: Desk, alarm: OpenAlarm) -> str:
    again = alarm.next_try_at
    tried = f" · {desk.say(mark('tried again {moment}'), moment=desk.moment(again))}" if again else ""
    kind = capital(called(ALARMS, alarm.kind, desk.language))
    return f"**{plain(kind)}** · {plain(alarm.detail)} · {desk.moment(alarm.since_at)}{tried}"
