"""What somebody hears of by mail and when, beside every page. Chooses nothing for them."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.clicked import clicked
from dashboard.part.my_calendar import show_my_calendar
from flows.commands.mail import FIRST_HOUR, LAST_HOUR, choose_hour, choose_mail
from flows.messages.called import CALLED
from flows.queries.mail import MailKind, my_mail
from models.code import MailMoment
from models.label import LABELS, called, capital
from models.speech import mark


def show_my_mail(desk: Desk) -> None:
    """The hour of the overview, and each kind of message of which there is something to choose; once it is unfolded.

    Two dozen lists to choose from, folded up beside every page, took a browser longer than most pages.
    """
    place = "my mail"
    box = st.expander(
        desk.say(mark("My mail")), key=place, icon=":material/tune:", on_change=clicked().note, args=(place,)
    )
    if box.open:
        with box:
            _choices(desk)


def _choices(desk: Desk) -> None:
    with desk.read() as tx:
        hour, kinds = my_mail(tx, desk.viewer)
    hours = list(range(FIRST_HOUR, LAST_HOUR + 1))
    chosen = st.selectbox(
        desk.say(mark("My overview comes at")),
        hours,
        index=hours.index(hour),
        format_func=lambda each: f"{each}.00",
        on_change=clicked().note,
        args=("hour of mail",),
    )
    if chosen != hour:
        choose_hour(desk.office.store, desk.viewer, chosen, desk.now)
        st.rerun()
    for kind in kinds:
        if kind.notice in CALLED:
            _choose(desk, kind)
    show_my_calendar(desk)


def _choose(desk: Desk, kind: MailKind) -> None:
    chosen = st.selectbox(
        capital(called(CALLED, kind.notice, desk.language)),
        kind.moments,
        index=kind.moments.index(kind.chosen) if kind.chosen in kind.moments else 0,
        format_func=lambda each: called(LABELS[MailMoment], each, desk.language),
        key=f"mail {kind.notice} {desk.viewer.professional_id}",
        on_change=clicked().note,
        args=("kind of mail",),
    )
    if chosen != kind.chosen:
        choose_mail(desk.office.store, desk.viewer, kind.notice, chosen, desk.now)
        st.rerun()
