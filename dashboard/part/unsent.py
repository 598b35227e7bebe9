"""What does not arrive, on the first page of who looks after the region. Shows no address."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.undelivered import mail_is_away_since, mail_is_stopped, unreachable_people, unreachable_staff
from models.speech import mark


def show_unsent(desk: Desk) -> None:
    """The alarm of the mail, and where mail does not arrive; nothing when all is well."""
    with desk.read() as tx:
        stopped, away_since = mail_is_stopped(tx, desk.viewer), mail_is_away_since(tx, desk.viewer)
        staff, people = unreachable_staff(tx, desk.viewer), unreachable_people(tx, desk.viewer)
    if stopped:
        st.error(desk.say(mark("No mail leaves: the mail server lets nothing through. Ask whoever runs Vangnet.")))
    if away_since:
        sentence = mark("The mail server has not answered since {moment}. All mail waits, and leaves when it answers.")
        st.error(desk.say(sentence, moment=desk.moment(away_since)))
    if staff:
        names = ", ".join(plain(name) for name in staff)
        st.warning(desk.say(mark("Mail to an address at {names} does not arrive. Ask for another one."), names=names))
    if people:
        refs = ", ".join(people)
        sentence = mark("Mail to somebody of {refs} does not arrive. Call, or ask for another address.")
        st.warning(desk.say(sentence, refs=refs))
