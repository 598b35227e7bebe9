"""The log, for the privacy officer: who looked at a case, what one person looked at, and whether the log is whole."""

from datetime import timedelta

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.looked import show_looked
from dashboard.part.plain import plain
from flows.queries.log import verified
from flows.queries.log_search import MOST, log_of_person, who_worked_here
from models.code import Logged, Role
from models.label import LABELS, OF_A_LINK, called
from models.refusal import Refused
from models.speech import mark

BACK = timedelta(days=30)


def has(desk: Desk) -> bool:
    """The privacy officer."""
    return Role.PRIVACY_OFFICER in desk.viewer.roles


def show(desk: Desk) -> None:
    """By case, by person, and the check of the chain; what is read here stands in the log too."""
    st.title(desk.say(mark("Who looked")), anchor=False)
    st.markdown(desk.say(mark("What you read here stands in the log too.")))
    by_case, by_person, whole = st.tabs(
        [desk.say(title) for title in (mark("By case"), mark("By person"), mark("Is the log whole?"))],
        key="log tab",
        on_change="rerun",
    )
    for tab, part in ((by_case, _by_case), (by_person, _by_person), (whole, _whole)):
        if tab.open:
            with tab:
                part(desk)


def _by_case(desk: Desk) -> None:
    ref = st.text_input(desk.say(mark("Case number")), placeholder="VN-", max_chars=12, key="log case")
    if not ref.strip():
        st.info(desk.say(mark("Type the number of a case to see who looked at it.")))
        return
    try:
        show_looked(desk, ref.strip().upper())
    except Refused as refused:
        st.error(plain(refused.text(desk.language)), icon=":material/info:")


def _by_person(desk: Desk) -> None:
    with desk.read() as tx:
        people = dict(who_worked_here(tx, desk.viewer))
    number = st.selectbox(
        desk.say(mark("Somebody who works or worked here")),
        list(people),
        index=None,
        format_func=lambda each: people.get(each, str(each)),
        placeholder=desk.say(mark("Choose")),
        key="log person",
    )
    first_on = st.date_input(desk.say(mark("From")), desk.today - BACK, key="log from", format="DD-MM-YYYY")
    last_on = st.date_input(desk.say(mark("Up to and including")), desk.today, key="log upto", format="DD-MM-YYYY")
    if number is None:
        return
    with desk.read() as tx:
        found = log_of_person(tx, desk.viewer, number, first_on, last_on)
    if not found:
        st.info(desk.say(mark("Nothing stands in the log of this person in these days.")))
        return
    if len(found) == MOST:
        st.warning(desk.say(mark("Only the newest {number} lines are shown; choose fewer days."), number=MOST))
    st.table(
        {
            desk.say(mark("When")): [desk.moment(line.at) for line in found],
            desk.say(mark("Case")): [line.ref for line in found],
            desk.say(mark("What")): [called(LABELS[Logged], line.what, desk.language) for line in found],
            desk.say(mark("As")): [called(OF_A_LINK, line.why, desk.language) for line in found],
            desk.say(mark("For")): [plain(line.behalf) for line in found],
        },
        hide_index=True,
    )


def _whole(desk: Desk) -> None:
    if not st.button(desk.say(mark("Check every seal now")), icon=":material/verified:"):
        return
    with st.spinner(desk.say(mark("Checking"))), desk.read() as tx:
        found = verified(tx, desk.office.store.vault)
    if found.is_whole:
        sentence = mark("The log is whole: {sealed} lines are sealed, {unsealed} wait for the next seal.")
        st.success(desk.say(sentence, sealed=found.sealed, unsealed=found.unsealed))
        return
    sentence = mark("The log was changed: the seal over lines {first} to {last} does not hold.")
    st.error(desk.say(sentence, first=found.broken_from, last=found.broken_upto))
