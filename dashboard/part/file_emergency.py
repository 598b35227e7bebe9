"""Shows what an emergency asks for of a case, and, to who guides it, who looked so. Shows nothing of the story."""

from collections.abc import Iterator

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain, with_colon
from flows.queries.around import Somebody
from flows.queries.door import Opened
from flows.queries.emergency import EmergencyFile, emergencies_of_case, emergency_file
from models.code import EmergencyReason, Living, Relation
from models.label import LABELS, called
from models.speech import mark


def show_emergency(desk: Desk, ref: str) -> None:
    """Whom to call first, then who the youth is and who is around them."""
    with desk.read() as tx:
        found = emergency_file(tx, desk.viewer, ref)
    if found.until_at:
        st.info(desk.say(mark("Open for you in an emergency until {moment}."), moment=desk.moment(found.until_at)))
    st.markdown("\n".join(f"- **{with_colon(label)}** {plain(value)}" for label, value in _facts(desk, found)))
    if found.people:
        st.header(desk.say(mark("People around the youth")), anchor=False)
        st.markdown("\n".join(f"- {_reach(desk, each)}" for each in found.people))
    if found.helps:
        st.markdown(f"**{desk.say(mark('What helps when it goes wrong, and whom to call'))}**")
        st.text(found.helps)


def show_who_looked(desk: Desk, opened: Opened) -> None:
    """To who guides the case: who opened it in an emergency, as long as that was not looked at; no words of theirs."""
    with desk.read() as tx:
        found = [line for line in emergencies_of_case(tx, opened) if line.looked_at is None or line.until_at > desk.now]
    for line in found:
        reason = called(LABELS[EmergencyReason], line.reason, desk.language)
        sentence = mark("{who} looked in an emergency on {moment} ({reason}). The privacy officer looks at it.")
        moment = desk.moment(line.opened_at)
        st.info(desk.say(sentence, who=plain(line.who), moment=moment, reason=reason), icon=":material/emergency:")


def _facts(desk: Desk, found: EmergencyFile) -> Iterator[tuple[str, str]]:
    youth = found.youth
    age = desk.say(mark("{years} years"), years=found.age)
    facts = {
        mark("Call"): " · ".join(filter(None, (found.call, found.call_phone))),
        mark("Name"): youth.name,
        mark("Date of birth"): f"{desk.day(found.birth_on)} ({age})" if found.birth_on else "",
        mark("Phone of the youth"): youth.phone or "",
        mark("Mail of the youth"): youth.email or "",
        mark("Address"): youth.address or "",
        mark("The address is secret"): desk.say(mark("Yes")) if youth.secret_address else "",
        mark("Municipality"): " · ".join(filter(None, (found.municipality, found.neighbourhood))),
        mark("Where does the youth live?"): called(LABELS[Living], found.living, desk.language) if found.living else "",
        mark("School"): found.school or "",
    }
    yield from ((desk.say(label), value) for label, value in facts.items() if value)


def _reach(desk: Desk, each: Somebody) -> str:
    relation = called(LABELS[Relation], each.relation, desk.language)
    reach = " · ".join(plain(value) for value in (each.phone, each.email, each.address) if value)
    return f"**{plain(each.name)}** ({relation})" + (f" · {reach}" if reach else "")
