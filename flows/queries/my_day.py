"""What needs somebody today, a room for each reason: every question stands in one room. Never another's cases.

A room is conditions on the one query of waits, so that its number and its list cannot differ.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import col

from flows.queries.case_filter import is_waited_for
from flows.queries.my_question import asked_of, guides, is_open_by
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
        conditions = [*_CONDITIONS[which](tx, viewer), is_open_by(tx.now)]
        if first is not None:
            found += waits_visible_to(tx, viewer, *conditions, Wait.id == first)
            conditions.append(col(Wait.id) != first)
        found += waits_visible_to(tx, viewer, *conditions, limit=TEN)
    return sorted(found, key=lambda line: line.id != first)[:TEN]


def still_to_answer(tx: Tx, viewer: Viewer, numbers: Sequence[int]) -> list[WaitLine]:
    """Those of some questions that the viewer can answer now, in the order in which they are named."""
    wanted = list(numbers)[:TEN]
    found: list[WaitLine] = []
    for which in TO_ANSWER:
        found += waits_visible_to(
            tx, viewer, *_CONDITIONS[which](tx, viewer), is_open_by(tx.now), col(Wait.id).in_(wanted)
        )
    return sorted(found, key=lambda line: wanted.index(line.id))


def _mine(tx: Tx, viewer: Viewer) -> list[Any]:
    return [asked_of(viewer), is_open_by(tx.now), col(Wait.form).not_in(PROPOSAL | CONTACT)]


def _proposals(tx: Tx, viewer: Viewer) -> list[Any]:
    return [asked_of(viewer), is_open_by(tx.now), col(Wait.form).in_(PROPOSAL)]


def _contacts(tx: Tx, viewer: Viewer) -> list[Any]:
    """One's own, and those the trusted person of a case one guides has, open now or within a week."""
    own = asked_of(viewer) | (col(Wait.person_id).is_not(None) & guides(viewer))
    return [own, is_open_by(tx.now + AHEAD), col(Wait.form).in_(CONTACT)]


def _to_record(tx: Tx, viewer: Viewer) -> list[Any]:
    return [col(Wait.person_id).is_not(None), guides(viewer), is_open_by(tx.now), col(Wait.form).not_in(CONTACT)]


def _waiting_for(tx: Tx, viewer: Viewer) -> list[Any]:
    others = ~asked_of(viewer) & col(Wait.agency_id).is_not(None)
    return [is_waited_for(), guides(viewer), others, is_open_by(tx.now)]


def _colleagues(tx: Tx, viewer: Viewer) -> list[Any]:
    return [col(Wait.agency_id) == viewer.agency_id, ~asked_of(viewer), is_open_by(tx.now)]


_CONDITIONS: Mapping[Room, Callable[[Tx, Viewer], list[Any]]] = {
    Room.MINE: _mine,
    Room.PROPOSALS: _proposals,
    Room.CONTACTS: _contacts,
    Room.TO_RECORD: _to_record,
    Room.WAITING_FOR: _waiting_for,
    Room.COLLEAGUES: _colleagues,
}
