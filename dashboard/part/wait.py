"""Says whom we wait for: for what, since when, until when, and how much longer than agreed. Never blames anybody."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.term_note import term_note
from flows.queries.waiting import WaitLine
from models.forms import question_named
from models.label import OF_A_RUN, OF_A_WAIT, called, capital
from models.speech import mark
from notifications.phrase import days_phrase


def question_of(line: WaitLine, desk: Desk) -> str:
    """The question as its holder reads it."""
    return desk.say(question_named(line.form, line.version)) if line.form else ""


def who_of(line: WaitLine, desk: Desk) -> str:
    """Whom it was asked of: an agency and somebody there, or one of the people by their part."""
    if line.agency is None:
        return capital(called(OF_A_WAIT, line.part, desk.language))
    return f"{line.agency} ({line.who})" if line.who else line.agency


def times_of(line: WaitLine, desk: Desk) -> str:
    """Since when and until when; people themselves are given no last day."""
    since = desk.say(mark("since {day}"), day=desk.day(line.since))
    if line.opens_on is not None and line.opens_on > desk.today:
        since = desk.say(mark("from {day}"), day=desk.day(line.opens_on))
    if line.due is None or line.person_id is not None:
        return since
    return f"{since}, {desk.say(mark('until {day}'), day=desk.day(line.due))}"


def late_of(line: WaitLine, desk: Desk) -> str:
    """How much longer than agreed it waits; nothing when it does not."""
    return days_phrase(line.days_late, desk.language) if line.days_late else ""


def stage_of(line: WaitLine, desk: Desk) -> str:
    """The stage or errand it belongs to."""
    return capital(called(OF_A_RUN, line.stage, desk.language))


def asked_in_short(line: WaitLine, desk: Desk) -> str:
    """One line for the list of who holds it: the question first, and its holder only where that is somebody else."""
    own = line.professional_id in {desk.viewer.professional_id, None} and line.person_id is None
    parts = [plain(line.ref), *([] if own else [plain(who_of(line, desk))]), plain(times_of(line, desk))]
    return f":small[{' · '.join(parts)}] {_late(line, desk)}"


def _late(line: WaitLine, desk: Desk) -> str:
    """How much longer than agreed, in words with a sign beside the colour; in as many lines as that takes.

    A badge of Streamlit is one line, and cuts off what does not fit.
    """
    late = late_of(line, desk)
    return f":orange-background[:material/hourglass_bottom: {late}]" if late else ""


def show_wait(line: WaitLine, desk: Desk) -> None:
    """Whom we wait for, large enough to be the first thing seen."""
    with st.container(border=True, gap="xxsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.subheader(f"{plain(who_of(line, desk))}", width="content", anchor=False)
            if line.days_late:
                st.markdown(_late(line, desk), width="content")
        st.markdown(plain(question_of(line, desk)))
        for note in notes_of(line, desk):
            st.caption(plain(note))
        st.caption(f"{plain(stage_of(line, desk))} · {plain(times_of(line, desk))}{_phone(line)}")


def notes_of(line: WaitLine, desk: Desk) -> list[str]:
    """Under which term it runs, whether its clock stands still, and what an agency has against the figure."""
    with desk.read() as tx:
        return term_note(tx, line, desk.language)


def _phone(line: WaitLine) -> str:
    return f" · :material/call: {plain(line.phone)}" if line.phone else ""
