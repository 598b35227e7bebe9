"""Shows who the youth is, what was registered and who is around: for who may see the file."""

from collections.abc import Iterator, Mapping

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain, with_colon
from flows.queries.file_registration import Registered, registered
from models.choice import CHOICES
from models.code import Domain, Living, Relation, Sector
from models.label import LABELS, called, capital
from models.speech import mark
from models.term_list import load_terms

REQUESTED: Mapping[str, str] = {
    "running": mark("running"),
    "answered": mark("answered"),
    "cannot": mark("not possible"),
    "lapsed": mark("lapsed"),
}


def show_registration(desk: Desk, ref: str) -> None:
    """What is known of the youth of a case."""
    with desk.read() as tx:
        found = registered(tx, desk.viewer, ref)
    st.markdown("\n".join(f"- **{with_colon(label)}** {plain(value)}" for label, value in _facts(desk, found)))
    for label, words in ((mark("What is going on?"), found.worry), (mark("What does the youth want?"), found.wish)):
        st.markdown(f"**{desk.say(label)}**")
        st.text(words)
    _list(desk, mark("Worries and strengths"), _notes(desk, found))
    _list(desk, mark("People around the youth"), _people(desk, found))
    _list(desk, mark("Agencies in this case, and on what ground"), _partners(desk, found))
    _list(desk, mark("What was already asked elsewhere?"), _requests(desk, found))
    dates = (f"{capital(called(CHOICES, kind, desk.language))}: {desk.day(day)}" for kind, day in found.dates)
    _list(desk, mark("Dates to watch"), dates)


def _list(desk: Desk, title: str, lines: Iterator[str]) -> None:
    found = [f"- {line}" for line in lines]
    if found:
        st.header(desk.say(title), anchor=False)
        st.markdown("\n".join(found))


def _facts(desk: Desk, found: Registered) -> Iterator[tuple[str, str]]:
    youth = found.youth
    age = desk.say(mark("{years} years"), years=youth.age)
    living = called(LABELS[Living], youth.living, desk.language)
    facts = {
        mark("Name"): youth.name,
        mark("Date of birth"): f"{desk.day(youth.birth_on)} ({age})" if youth.birth_on else "",
        mark("Where does the youth learn?"): called(LABELS[Sector], youth.sector, desk.language),
        mark("School"): " · ".join(filter(None, (youth.school, youth.level))),
        mark("Municipality"): " · ".join(filter(None, (youth.municipality, youth.neighbourhood))),
        mark("Where does the youth live?"): living,
        mark("The address is secret"): desk.say(mark("Yes")) if youth.secret_address else "",
        mark("Address"): youth.address or "",
        mark("Phone of the youth"): youth.phone or "",
        mark("Mail of the youth"): youth.email or "",
        mark("Not at school since"): desk.day(youth.absent_since),
        mark("Leaves on"): desk.day(youth.departs_on),
        mark("Brothers and sisters"): youth.siblings or "",
        mark("Registered by"): found.referrer,
        mark("Ground"): found.ground_en if desk.language == "en" else found.ground_nl,
        mark("The youth was told on"): desk.day(found.informed_on),
        mark("Those with custody were told on"): desk.day(found.parents_informed_on),
    }
    yield from ((desk.say(label), value) for label, value in facts.items() if value)


def _notes(desk: Desk, found: Registered) -> Iterator[str]:
    for note in found.notes:
        kind, domain = called(CHOICES, note.kind, desk.language), called(LABELS[Domain], note.domain, desk.language)
        yield f"{capital(kind)}, {plain(domain)} ({plain(note.by)}): {plain(note.words)}"


def _people(desk: Desk, found: Registered) -> Iterator[str]:
    for each in found.people:
        secret = desk.say(mark("the address is secret")) if each.secret_address else ""
        reach = " · ".join(plain(value) for value in (each.phone, each.email, each.address, secret) if value)
        until = f" · {desk.say(mark('until {day}'), day=desk.day(each.until_on))}" if each.until_on else ""
        relation = called(LABELS[Relation], each.relation, desk.language)
        yield f"**{plain(each.name)}** ({relation})" + (f" · {reach}" if reach else "") + until


def _partners(desk: Desk, found: Registered) -> Iterator[str]:
    for each in found.partners:
        ground = each.ground_en if desk.language == "en" else each.ground_nl
        part = "" if each.joined else f" · {desk.say(mark('named, and not asked anything yet'))}"
        who = f" · {plain(each.who)}" if each.who else ""
        yield f"**{plain(each.agency)}** · {plain(ground)}{who}{part}"


def _requests(desk: Desk, found: Registered) -> Iterator[str]:
    terms = load_terms()
    for each in found.requests:
        term = terms[each.term].label(desk.language) if each.term in terms else each.term
        status = called(REQUESTED, each.status, desk.language)
        yield f"**{plain(each.agency)}** · {plain(each.words)} · {desk.day(each.asked_on)} · {plain(term)} · {status}"
