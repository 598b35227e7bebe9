"""Keeps what somebody types to a command, and lets it go. Carries nothing out; the database drops it with the case.

Only what hangs on a case is kept with it; a command about the region that names a case keeps nothing, for it could not
go when that case goes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import select

from flows.commands.question import lock_case, see_case, ties_of
from flows.queries.door import Opened
from flows.queries.lawful import lawful_in, situation
from flows.queries.lawful_region import REGION_RULES, why_not_in_region
from models.access import Viewer
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Store, Tx
from models.tables import CommandDraft, Professional

NAME_A_CASE = frozenset(
    {"approve_destruction", "keep_longer", "hold_case", "end_hold", "open_in_emergency", "look_at_emergency"}
)
"""Commands about the region whose form names a case or what became of one."""
NOT_NOW = mark("You cannot do this now. So what you type here is not kept; it does stay until you leave this page.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is typed: to which command, in which case, and about what of it or of the region.

    Attributes:
        ref: the number of the case; empty for a command about the region.
        chosen: what was chosen first: an answer of the case, an agency, somebody who works here.
    """

    command: str
    ref: str = ""
    chosen: str = ""

    @property
    def about(self) -> str:
        """As one word, of this case or of the region."""
        return f"{self.ref} {self.chosen}".strip()

    @property
    def is_kept(self) -> bool:
        """Whether what is typed here is kept at all."""
        return bool(self.ref) or self.command not in NAME_A_CASE


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands on a form now.

    Attributes:
        content: what was filled in; nothing: the form is as it was.
        before: what stood there before anybody typed, so that what somebody else changes meanwhile is seen.
    """

    content: Mapping[str, Any]
    before: Mapping[str, Any]


def keep_typed(store: Store, viewer: Viewer, place: Place, typed: Typed, now: datetime) -> bool:
    """Keeps one form, for the viewer alone; false where nothing is kept of it.

    It stands in no log: nobody else's words are read, and what is typed is not done yet.

    Raises:
        Unknown: there is no such case, or none the viewer may know of.
        NotAllowed: the command is not the viewer's to give now.
    """
    if not place.is_kept:
        return False
    with store.write(now) as tx:
        case = _case(tx, viewer, place)
        if not typed.content:
            forget_typed(tx, viewer, place)
            return True
        row = CommandDraft(
            professional_id=viewer.professional_id,
            command=place.command,
            about=place.about,
            case_id=case,
            typed=json.dumps({"content": dict(typed.content), "before": dict(typed.before)}, ensure_ascii=False),
            kept_at=now,
        )
        tx.session.merge(row)
    return True


def forget_typed(tx: Tx, viewer: Viewer, place: Place) -> None:
    """What the viewer typed here was done by now, or taken away again."""
    row = tx.session.get(CommandDraft, (viewer.professional_id, place.command, place.about))
    if row is not None:
        tx.session.delete(row)


def _case(tx: Tx, viewer: Viewer, place: Place) -> int | None:
    """The case, under its lock: what closes it drops its drafts, and so must come before or after."""
    if not place.ref:
        _insist_in_region(tx, viewer, place.command)
        return None
    case = lock_case(tx, place.ref)
    opened = Opened(viewer, case, ties_of(tx, case), see_case(tx, viewer, case))
    if place.command not in lawful_in(tx, situation(tx, opened)):
        raise NotAllowed(NOT_NOW)
    return case.id


def _insist_in_region(tx: Tx, viewer: Viewer, command: str) -> None:
    """Under the lock of who types it: the same person may have a second window."""
    found = tx.session.exec(select(Professional.id).where(Professional.id == viewer.professional_id).with_for_update())
    if found.first() is None or command not in REGION_RULES or why_not_in_region(tx, viewer, command) is not None:
        raise NotAllowed(NOT_NOW)
