"""Shows with whom something is shared, for what and on what ground; who agreed to it, and whose yes is still needed."""

from collections.abc import Mapping

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.file_consent import AttemptLine, ConsentLine, SharingLine, consents_of
from models.choice import CHOICES
from models.code import Domain
from models.label import LABELS, called
from models.sharing import Withheld
from models.speech import mark

WHY_NOT: Mapping[Withheld, str] = {
    Withheld.NO_AGREEMENT: mark("we share nothing: this agency has not signed the cooperation agreement"),
    Withheld.NO_GROUND: mark("we share nothing: this agency has no ground"),
    Withheld.NOT_IN_FORCE: mark("we share nothing: its ground is not in force today"),
    Withheld.WITHDRAWN: mark("we share nothing any more: consent was withdrawn"),
    Withheld.SAID_NO: mark("we share nothing: somebody said no"),
    Withheld.NO_YES: mark("we share nothing: a yes is still needed, or it ended"),
    Withheld.OTHER_DOMAIN: mark("we share nothing: those who must agree did not agree to the same things"),
    Withheld.LEFT: mark("it has no part in this case any more"),
}
"""What is said of a partner with whom nothing is shared; a test asks for every reason."""


def show_consents(desk: Desk, ref: str) -> None:
    """The register of consents of a case."""
    with desk.read() as tx:
        found = consents_of(tx, desk.viewer, ref)
    st.markdown(f"**{desk.say(mark('With whom we share, for what, and why we may'))}**")
    st.markdown("\n".join(f"- {_partner(desk, line)}" for line in found.partners))
    st.markdown(f"**{desk.say(mark('Who said yes or no'))}**")
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


def _partner(desk: Desk, line: SharingLine) -> str:
    if line.why is not None:
        return f":material/block: **{plain(line.agency)}** · {desk.say(WHY_NOT[line.why])}"
    told = [] if line.knows else [desk.say(mark("named here; not told yet"))]
    if line.ground is not None:
        told.append(desk.say(mark("for: {purpose}"), purpose=plain(line.ground.purpose(desk.language))))
        told.append(desk.say(mark("ground: {ground}"), ground=plain(line.ground.label(desk.language))))
    if line.domains:
        about = ", ".join(called(LABELS[Domain], each, desk.language) for each in line.domains)
        told.append(desk.say(mark("only about: {domains}"), domains=about))
    article = f"  \n  {plain(line.ground.article)}" if line.ground and line.ground.article else ""
    return f":material/check_circle: **{plain(line.agency)}** · {' · '.join(told)}{article}"


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
