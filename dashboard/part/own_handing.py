"""Hands a youth, who has custody, or a supporter the page about the file as a print. Making it is logged."""

from datetime import date
from typing import cast

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.own_print import OwnPrint
from flows.queries.door import Opened
from flows.queries.own_given import own_link_since
from flows.queries.own_page import printed_page, whom_it_is_for
from models.deed import Deed
from models.speech import mark
from notifications.phrase import day
from notifications.plain import Language


def show_own_page(desk: Desk, opened: Opened) -> None:
    """For whom it may be made today, one button each; nothing for who does not speak with the youth."""
    if not opened.may(Deed.RECORD_CONSENT):
        return
    ref = opened.case.ref
    with desk.read() as tx:
        people = whom_it_is_for(tx, desk.viewer, ref)
        since = own_link_since(tx, opened)
    st.header(desk.say(mark("For the youth: my plan")), anchor=False)
    if not people:
        st.info(desk.say(mark("Nobody may be handed this today, by the age of the youth or how the case ended.")))
        return
    st.markdown(
        desk.say(
            mark(
                "In plain words: the plan, who does what, what we wait for, whom to call, and who looked. No notes, no"
                " concerns, no secret address. Under twelve it goes to who has custody. Others get what the youth says."
            )
        )
    )
    st.caption(_where(desk, since))
    with st.container(horizontal=True):
        for each in people:
            _button(desk, ref, int(each.value), each.label)


def _where(desk: Desk, since: date | None) -> str:
    if since is None:
        return desk.say(
            mark("On the tab of what you can do, you can give the youth a link and a code to read this on a phone.")
        )
    return desk.say(
        mark("Since {day} the youth can read this behind a link and a code too; both stand on the print."),
        day=day(since, desk.language),
    )


def _button(desk: Desk, ref: str, person: int, name: str) -> None:
    st.download_button(
        desk.say(mark("Print for {name} (PDF)"), name=name),
        lambda: _pdf(desk, ref, person),
        f"{ref}.pdf",
        "application/pdf",
        key=f"own page {person}",
        icon=":material/print:",
        on_click="ignore",
    )


def _pdf(desk: Desk, ref: str, person: int) -> bytes:
    from notifications.pdf import as_pdf  # noqa: PLC0415 - slow to load, and few print

    with desk.read() as tx:
        page = printed_page(tx, desk.viewer, ref, person)
    return as_pdf(
        OwnPrint(page, cast("Language", page.reader.language), desk.now, desk.office.settings.address).printout()
    )
