"""The first page: what needs me today, and for who looks over the region the numbers to begin with."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.page.questions import most_urgent
from dashboard.part.link import link_to, link_to_case
from dashboard.part.plain import plain
from dashboard.part.unsent import show_unsent
from dashboard.part.wait import asked_in_short, question_of
from flows.queries.blocked_days import blocked_days
from flows.queries.case_filter import CaseFilter, conditions
from flows.queries.case_list import how_many_cases
from flows.queries.my_question import my_questions
from flows.queries.trouble_staff import agencies_without_contact
from models.access import Viewer
from models.code import Role
from models.reason import REASONS
from models.speech import mark

SHOWN = 5
LOOKS_OVER = frozenset({Role.COORDINATOR, Role.MANAGER})


def show(desk: Desk) -> None:
    """What waits for me first; then the region, for who looks over it."""
    st.title(desk.say(mark("Good day, {name}"), name=plain(desk.name.split()[0])), anchor=False)
    st.caption(desk.day(desk.today))
    with desk.read() as tx:
        found = my_questions(tx, desk.viewer)
    st.header(desk.say(mark("What waits for you")), anchor=False)
    own = [*found.mine, *found.to_record]
    if not own:
        st.success(
            desk.say(mark("Nobody waits for you. As soon as something is asked, you get a mail and it stands here."))
        )
    for line in most_urgent(own, SHOWN):
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{plain(question_of(line, desk))}**")
            st.markdown(asked_in_short(line, desk))
            link_to_case(line.ref, desk.say(mark("Open the case")))
    if len(own) > SHOWN:
        link_to("questions", desk.say(mark("All {number} questions"), number=len(own)))
    if found.colleagues:
        one, several = mark("{number} question to your colleagues"), mark("{number} questions to your colleagues")
        link_to("questions", desk.count(one, several, len(found.colleagues)))
    show_unsent(desk)
    if looks_over(desk.viewer):
        _region(desk)
    link_to("register", desk.say(mark("Register a youth")), ":material/person_add:")
    link_to("cases", desk.say(mark("Where is everybody?")), ":material/groups:")


def _agencies(desk: Desk) -> None:
    """Agencies at which nobody can be asked by name; whoever looks after them can do something about it."""
    with desk.read() as tx:
        found = agencies_without_contact(tx, desk.viewer)
    if found:
        names = ", ".join(plain(agency.name) for agency in found)
        st.warning(desk.say(mark("Nobody is the contact at: {names}. Questions go to the agency itself."), names=names))


def _why(desk: Desk) -> None:
    """The reasons for which clocks stood still or days moved, the most first; never a person."""
    with desk.read() as tx:
        days = blocked_days(tx, desk.viewer)
    if days:
        st.markdown(f"**{desk.say(mark('Why things waited, in working days'))}**")
        st.markdown("\n".join(f"- {desk.say(REASONS[code].label)}: {number}" for code, number in days.items()))


def looks_over(viewer: Viewer) -> bool:
    """Whether this viewer looks over the whole region."""
    return bool(viewer.roles & LOOKS_OVER)


def _region(desk: Desk) -> None:
    st.header(desk.say(mark("The region")), anchor=False)
    with desk.read() as tx:
        numbers = {
            mark("open cases"): ({}, CaseFilter()),
            mark("wait longer than agreed"): ({"longer": "true"}, CaseFilter(late=True)),
            mark("closed cases"): ({"closed": "true"}, CaseFilter(closed=True)),
        }
        counted = {
            label: (query, how_many_cases(tx, desk.viewer, *conditions(tx, desk.viewer, wanted)))
            for label, (query, wanted) in numbers.items()
        }
    for place, (label, (query, number)) in zip(st.columns(len(counted)), counted.items(), strict=True):
        with place, st.container(border=True):
            st.metric(desk.say(label), number)
            link_to("cases", desk.say(mark("Show these")), query=query)
    _agencies(desk)
    _why(desk)
