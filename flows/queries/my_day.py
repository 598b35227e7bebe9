"""What needs somebody today, a room for each reason: every question stands in one room. Never another's cases.

A room is conditions on the one query of waits, so that its number and its list cannot differ.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import col, or_

from flows.engine.matter import AMSTERDAM
from flows.queries.case_filter import is_waited_for
from flows.queries.my_question import guides
from flows.queries.waiting import WaitLine, how_many_waits, waits_visible_to
from models.access import Viewer
from models.store import Tx
from models.tables import Wait

AHEAD = timedelta(days=7)
PROPOSAL = frozenset({"StepConfirmed"})
CONTACT = frozenset({"Contact", "CheckIn", "PilotFlame", "Landed"})
"""What is heard of a youth: in the windows of aftercare, and at the check-ins of coaching."""
TEN = 10


class Room(StrEnum):
    """Why a question stands in somebody's day."""

    MINE = "mine"
    PROPOSALS = "proposals"
    CONTACTS = "contacts"
    TO_RECORD = "to record"
    WAITING_FOR = "waiting for"
    COLLEAGUES = "colleagues"


TO_ANSWER: Sequence[Room] = (Room.MINE, Room.PROPOSALS, Room.CONTACTS, Room.TO_RECORD)
"""The rooms in which the viewer can answer or record, in the order in which a row of ten is taken from them."""


def room(tx: Tx, viewer: Viewer, which: Room, *, limit: int | None = None, offset: int = 0) -> list[WaitLine]:
    """The questions of one room, those with the earliest last day first."""
    return waits_visible_to(tx, viewer, *_CONDITIONS[which](tx, viewer), limit=limit, offset=offset)


def how_many_in(tx: Tx, viewer: Viewer, which: Room) -> int:
    """How many questions ``room`` gives without a limit."""
    return how_many_waits(tx, viewer, *_CONDITIONS[which](tx, viewer))


def ten_to_answer(tx: Tx, viewer: Viewer, first: int | None = None) -> list[WaitLine]:
    """Ten questions the viewer can answer now; ``first`` on top, where it is one of those."""
    found: list[WaitLine] = []
    for which in TO_ANSWER:
        conditions = [*_CONDITIONS[which](tx, viewer), _is_open_by(tx.now)]
        if first is not None:
            found += waits_visible_to(tx, viewer, *conditions, Wait.id == first)
            conditions.append(col(Wait.id) != first)
        found += waits_visible_to(tx, viewer, *conditions, limit=TEN)
    return sorted(found, key=lambda line: line.id != first)[:TEN]


def _mine(tx: Tx, viewer: Viewer) -> list[Any]:
    return [_asked_of(viewer), _is_open_by(tx.now), col(Wait.form).not_in(PROPOSAL | CONTACT)]


def _proposals(tx: Tx, viewer: Viewer) -> list[Any]:
    return [_asked_of(viewer), _is_open_by(tx.now), col(Wait.form).in_(PROPOSAL)]


def _contacts(tx: Tx, viewer: Viewer) -> list[Any]:
    """One's own, and those the trusted person of a case one guides has, open now or within a week."""
    own = _asked_of(viewer) | (col(Wait.person_id).is_not(None) & guides(viewer))
    return [own, _is_open_by(tx.now + AHEAD), col(Wait.form).in_(CONTACT)]


def _to_record(tx: Tx, viewer: Viewer) -> list[Any]:
    return [col(Wait.person_id).is_not(None), guides(viewer), _is_open_by(tx.now), col(Wait.form).not_in(CONTACT)]


def _waiting_for(tx: Tx, viewer: Viewer) -> list[Any]:
    others = ~_asked_of(viewer) & col(Wait.agency_id).is_not(None)
    return [is_waited_for(), guides(viewer), others, _is_open_by(tx.now)]


def _colleagues(tx: Tx, viewer: Viewer) -> list[Any]:
    return [col(Wait.agency_id) == viewer.agency_id, ~_asked_of(viewer), _is_open_by(tx.now)]


_CONDITIONS: Mapping[Room, Callable[[Tx, Viewer], list[Any]]] = {
    Room.MINE: _mine,
    Room.PROPOSALS: _proposals,
    Room.CONTACTS: _contacts,
    Room.TO_RECORD: _to_record,
    Room.WAITING_FOR: _waiting_for,
    Room.COLLEAGUES: _colleagues,
}


def _asked_of(viewer: Viewer) -> Any:
    """Asked of the viewer, of whom they stand in for, or of their agency without a name."""
    by_name = or_(col(Wait.professional_id).is_(None), col(Wait.professional_id).in_(sorted(viewer.acts_as)))
    asked = (col(Wait.agency_id) == viewer.agency_id) & by_name
    # Somebody of the people has no agency: unknown must count as no, or its opposite would be unknown too.
    return asked & col(Wait.agency_id).is_not(None)


def _is_open_by(moment: datetime) -> Any:
    """Open on that day: what opens later is nobody's yet."""
    tomorrow = datetime.combine(moment.astimezone(AMSTERDAM).date() + timedelta(days=1), time(), AMSTERDAM)
    return col(Wait.opens_at).is_(None) | (col(Wait.opens_at) < tomorrow)
