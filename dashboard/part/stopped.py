"""The runs that stopped, why, and what an operator or coordinator may do about each. Changes nothing a run did."""

import json
import subprocess
import sys
from collections.abc import Callable

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.flash import flash
from dashboard.part.link import link_to_case
from dashboard.part.plain import plain
from flows.commands.operate import insist_may_rehearse, let_go, release
from flows.queries.blocked import BlockedRun, blocked_runs
from flows.queries.machinery import HeldRun, held_runs
from models.label import OF_A_RUN, called, capital
from models.refusal import Refused
from models.speech import mark

REHEARSAL = 90
"""Seconds a rehearsal may take; most of it is starting a process with every story."""
ROWS = 25
FITS = mark("{ref}: told again from the beginning, its journal fits this version. It can be tried again.")
DIFFERS = mark("{ref}: its journal does not fit this version. Trying again stops it again: {why}")
BROKE_OFF = mark("{ref}: the check broke off; nothing was changed. See the log of the dashboard.")


def how_many_stopped(desk: Desk) -> int:
    """How many runs this viewer sees that stopped."""
    with desk.read() as tx:
        return len(blocked_runs(tx, desk.viewer))


def show_stopped(desk: Desk) -> None:
    """The runs that stopped, and those that wait for another try or hang at a worker."""
    with desk.read() as tx:
        runs = blocked_runs(tx, desk.viewer)
        held = held_runs(tx, desk.viewer, desk.office.wall(), limit=ROWS)
    if not runs:
        st.success(desk.say(mark("Every case can go on.")))
    for run in runs:
        with st.container(border=True):
            _run(desk, run)
    if held:
        st.header(desk.say(mark("Tried again, or held by a worker")), anchor=False)
    for each in held:
        with st.container(border=True):
            _held(desk, each)


def _run(desk: Desk, run: BlockedRun) -> None:
    st.markdown(f"**{plain(run.ref)}** · {plain(_stage(desk, run.stage))}")
    st.caption(desk.say(mark("began {day}; tried {tries} times"), day=desk.day(run.since_at.date()), tries=run.tries))
    st.code(run.diagnosis, language=None, wrap_lines=True)
    with st.container(horizontal=True):
        if st.button(desk.say(mark("Try again")), key=f"release{run.run}"):
            _do(desk, lambda: release(desk.office.store, desk.viewer, run.run, desk.now), RELEASED)
        if st.button(desk.say(mark("Check whether it would go on")), key=f"rehearse{run.run}"):
            _rehearse(desk, run)
        link_to_case(run.ref, desk.say(mark("Open the case")))


def _held(desk: Desk, run: HeldRun) -> None:
    st.markdown(f"**{plain(run.ref)}** · {plain(_stage(desk, run.stage))}")
    parts = [desk.say(mark("tried {tries} times"), tries=run.tries)]
    if run.next_try_at:
        parts.append(desk.say(mark("tried again {moment}"), moment=desk.moment(run.next_try_at)))
    if run.lease_until:
        held = mark("a worker did not bring it back by {moment}") if run.lapsed else mark("at a worker until {moment}")
        parts.append(desk.say(held, moment=desk.moment(run.lease_until)))
    st.caption(" · ".join(parts))
    with st.container(horizontal=True):
        if st.button(desk.say(mark("Release it, and try now")), key=f"let go{run.run}"):
            _do(desk, lambda: let_go(desk.office.store, desk.viewer, run.run, desk.now), RELEASED)
        link_to_case(run.ref, desk.say(mark("Open the case")))


RELEASED = mark("{ref} is tried again by the next worker.")


def _do(desk: Desk, do: Callable[[], str], done: str) -> None:
    try:
        flash(desk.say(done, ref=plain(do())))
    except Refused as refused:
        flash(plain(refused.text(desk.language)), "error")
    st.rerun()


def _rehearse(desk: Desk, run: BlockedRun) -> None:
    """In a process of its own: a page imports no story."""
    try:
        insist_may_rehearse(desk.office.store, desk.viewer, run.run, desk.now)
    except Refused as refused:
        flash(plain(refused.text(desk.language)), "error")
        st.rerun()
    with st.spinner(desk.say(mark("Its story is told again; this takes about ten seconds."))):
        try:
            told = subprocess.run(  # noqa: S603 - our own module, and a number of our own
                [sys.executable, "-m", "flows.rehearsal", str(run.run)],
                capture_output=True, text=True, timeout=REHEARSAL, check=False,
            )  # fmt: skip
            why = json.loads(told.stdout)["diagnosis"]
        except (OSError, subprocess.SubprocessError, ValueError, KeyError):
            flash(desk.say(BROKE_OFF, ref=plain(run.ref)), "error")
            st.rerun()
    if why:
        flash(desk.say(DIFFERS, ref=plain(run.ref), why=plain(why)), "error")
    else:
        flash(desk.say(FITS, ref=plain(run.ref)))
    st.rerun()


def _stage(desk: Desk, stage: str) -> str:
    return capital(called(OF_A_RUN, stage, desk.language))
