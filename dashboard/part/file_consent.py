"""Shows who agreed that something is shared with whom, until when, and whose yes is still needed."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.file_consent import AttemptLine, ConsentLine, consents_of
from models.choice import CHOICES
from models.code import Domain
from models.label import LABELS, called
from models.speech import mark


def show_consents(desk: Desk, ref: str) -> None:
    """The register of consents of a case."""
    with desk.read() as tx:
        found = consents_of(tx, desk.viewer, ref)
    if found.needed_for:
        needed = ", ".join(map(plain, found.needed_for))
        st.markdown(desk.say(mark("Without a ground of their own: {agencies}."), agencies=needed))
    else:
        st.info(desk.say(mark("Every agency in this case has a ground of its own; no consent is needed.")))
    if found.missing:
        missing = ", ".join(map(plain, found.missing))
        st.warning(desk.say(mark("A yes is still needed of: {people}."), people=missing))
    if found.given:
        st.markdown("\n".join(f"- {_consent(desk, line)}" for line in found.given))
    if found.attempts:
        st.markdown(f"**{desk.say(mark('How it was tried to reach those with custody'))}**")
        st.markdown("\n".join(f"- {_attempt(desk, line)}" for line in found.attempts))


def _consent(desk: Desk, line: ConsentLine) -> str:
    said = desk.say(mark("agrees") if line.agrees else mark("says no"))
    about = called(LABELS[Domain], line.domain, desk.language) or desk.say(mark("all life domains"))
    ends = desk.say(mark("until {day}"), day=desk.day(line.ends_on)) if line.ends_on else ""
    over = "" if line.holds else desk.say(mark("does not hold any more"))
    icon = ":material/check_circle:" if line.agrees and line.holds else ":material/block:"
    way = called(CHOICES, line.way, desk.language)
    parts = [plain(line.agency), about, f"{desk.day(line.given_on)}, {way}", ends, over]
    return f"{icon} **{plain(line.giver)}** {said} · " + " · ".join(filter(None, parts))


def _attempt(desk: Desk, line: AttemptLine) -> str:
    way, result = (called(CHOICES, code, desk.language) for code in (line.way, line.result))
    return f"{desk.day(line.tried_on)} · {plain(line.giver)} · {way} · {result}"
