"""Shows who is away or leaves, who works here, and whom to ask at which agency. Shows no address; decides nothing."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.address import choose_one
from dashboard.part.paging import page_of, show_pages
from dashboard.part.plain import plain
from flows.queries.agency_list import AgencyLine, ContactLine, agencies_of_region, how_many_agencies
from flows.queries.agency_record import agencies_to_see
from flows.queries.colleague import ColleagueLine, how_many_work_here, who_work_here
from flows.queries.staff import StaffLine, staff_of
from flows.queries.trouble_staff import agencies_without_contact
from models.access import RegionDeed, may_in_region
from models.code import AgencyKind
from models.forms import form_named
from models.label import LABELS, called
from models.speech import mark

ROWS = 25


def show_staff(desk: Desk) -> None:
    """Who is on leave, has no access or leaves, and who answers instead."""
    with desk.read() as tx:
        found = staff_of(tx, desk.viewer)
    if not found:
        st.info(desk.say(mark("Nobody you look after is away or leaves.")))
    st.markdown("\n".join(_staff(desk, line) for line in found))
    if may_in_region(desk.viewer, RegionDeed.LOOK_OVER):
        _everybody(desk)


def _everybody(desk: Desk) -> None:
    """Everybody who works here, of the whole region or of one agency, by the page."""
    with desk.read() as tx:
        names = {str(number): name for number, name in agencies_to_see(tx, desk.viewer).items()}
    chosen = choose_one(desk, mark("Who works at"), "at", list(names), names.__getitem__)
    agency = int(chosen) if chosen else None
    with desk.read() as tx:
        found = how_many_work_here(tx, desk.viewer, agency)
        offset = (page_of(found, ROWS, "people") - 1) * ROWS
        lines = who_work_here(tx, desk.viewer, agency, limit=ROWS, offset=offset)
    st.caption(desk.count(mark("{number} person works here"), mark("{number} people work here"), found))
    if lines:
        st.markdown("\n".join(_works(line) for line in lines))
    show_pages(found, ROWS, "people")


def _works(line: ColleagueLine) -> str:
    return "- " + " · ".join(plain(each) for each in (line.who, line.agency, ", ".join(line.roles)) if each)


def _staff(desk: Desk, line: StaffLine) -> str:
    days = {"first": desk.day(line.from_on), "last": desk.day(line.until_on), "day": desk.day(line.leaves_on)}
    if line.leaves_on is not None:
        how = desk.say(mark("does not work here any more from {day}"), **days)
    elif line.blocked:
        how = desk.say(mark("has no access since {first}"), **days)
    else:
        how = desk.say(mark("is away from {first} up to and including {last}"), **days)
    instead = line.substitute or desk.say(mark("the contact of the agency"))
    return f"- **{plain(line.who)}** {how} · {desk.say(mark('instead'))}: {plain(instead)}"


def show_agencies(desk: Desk) -> None:
    """Where nobody can be asked by name first; then every agency with its contacts."""
    with desk.read() as tx:
        number = how_many_agencies(tx, desk.viewer)
        offset = (page_of(number, ROWS, "agencies") - 1) * ROWS
        found = agencies_of_region(tx, desk.viewer, limit=ROWS, offset=offset)
        nobody = {agency.name for agency in agencies_without_contact(tx, desk.viewer)}
    if nobody:
        names = ", ".join(plain(name) for name in sorted(nobody))
        st.warning(desk.say(mark("Nobody is the contact at: {names}. Questions go to the agency itself."), names=names))
    for line in found:
        with st.container(border=True):
            _agency(desk, line)
    show_pages(number, ROWS, "agencies")


def _agency(desk: Desk, line: AgencyLine) -> None:
    kind = called(LABELS[AgencyKind], line.kind, desk.language)
    signed = "" if line.active else f" · {desk.say(mark('takes no part'))}"
    st.markdown(f"**{plain(line.name)}** · {kind}{signed}")
    told = [_contact(desk, each) for each in line.contacts] or [desk.say(mark("no contact"))]
    st.markdown("\n".join(f"- {each}" for each in told))
    ground = f"{desk.say(mark('Ground'))}: {line.ground}" if line.ground else ""
    mailbox = mark("has a mailbox of its own") if line.mailbox else mark("has no mailbox of its own")
    st.caption(" · ".join(plain(each) for each in (desk.say(mailbox), ground) if each))


def _asked(desk: Desk, each: ContactLine) -> str:
    if each.coordinates:
        return desk.say(mark("coordinator"))
    return desk.say(form_named(each.question).question if each.question else mark("every question"))


def _contact(desk: Desk, each: ContactLine) -> str:
    question = _asked(desk, each)
    away = desk.say(mark("away today")) if each.away else ""
    told = [f"{plain(each.who)}: {plain(question)}", plain(each.where), away]
    return " · ".join(part for part in told if part)
