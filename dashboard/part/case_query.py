"""A filter of cases as it stands in the address of the list, and back; and what of it no field of the page shows.

An address holds codes, numbers and days; never a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.link import link_to
from flows.queries.case_filter import CASE_MANAGER, CLOSED, LACKS, NEXT_STEP, OPEN_THEN, OPENED, CaseFilter
from models.reason import REASONS
from models.speech import mark

MOST_DAYS = 10_000
WITHOUT: Mapping[str, str] = {
    CASE_MANAGER: mark("without a case manager"),
    NEXT_STEP: mark("without a next step: nobody is asked anything, and nothing is planned"),
}
WHEN: Mapping[str, str] = {
    OPENED: mark("opened from {since} to {until}"),
    CLOSED: mark("closed from {since} to {until}"),
    OPEN_THEN: mark("open at the end of {until}"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What the address asks for besides the fields of the page."""

    lacks: str | None = None
    older: int | None = None
    moved: str | None = None
    since: date | None = None
    until: date | None = None
    reason: str | None = None


def query_of(wanted: CaseFilter) -> dict[str, str]:
    """The address of the list with this filter, as ``link_to`` takes it; but for a name, which stands in no address."""
    found = {
        "stage": wanted.stage,
        "agency": wanted.agency,
        "longer": "true" if wanted.late else None,
        "number": wanted.ref or None,
        "closed": "true" if wanted.closed else None,
        "lacks": wanted.lacks,
        "older": wanted.older,
        "moved": wanted.moved,
        "since": wanted.since,
        "until": wanted.until,
        "reason": wanted.reason,
        "school": wanted.school,
        "municipality": wanted.municipality,
        "sector": wanted.sector,
        "consultant": wanted.consultant,
        "step": wanted.step,
    }
    return {name: str(value) for name, value in found.items() if value is not None}


def beside() -> Beside:
    """What the address of this page asks for; what nobody could have meant is passed over."""
    asked = st.query_params
    lacks, moved, older = asked.get("lacks"), asked.get("moved"), asked.get("older", "")
    reason = asked.get("reason")
    return Beside(
        lacks if lacks in LACKS else None,
        min(int(older), MOST_DAYS) if older.isdecimal() and older.isascii() else None,
        moved if moved in WHEN else None,
        _day(asked.get("since", "")),
        _day(asked.get("until", "")),
        reason if reason in REASONS else None,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def show_beside(desk: Desk, asked: Beside) -> None:
    """Says what of the address no field shows, with a way to take it away."""
    told = _told(desk, asked)
    if told:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":material/filter_alt: {desk.say(mark('Only cases: {what}'), what='; '.join(told))}")
            link_to("cases", desk.say(mark("Show all cases")))


def _told(desk: Desk, asked: Beside) -> list[str]:
    told = [desk.say(WITHOUT[asked.lacks])] if asked.lacks else []
    if asked.older is not None:
        told.append(desk.say(mark("longer than {number} days in a stage"), number=asked.older))
    if asked.moved:
        days = {"since": desk.day(asked.since) or "…", "until": desk.day(asked.until) or "…"}
        told.append(desk.say(WHEN[asked.moved], **days))
    if asked.reason:
        why = desk.say(REASONS[asked.reason].label)
        told.append(desk.say(mark("something waited at some time, open or closed now: {why}"), why=why))
    return told
