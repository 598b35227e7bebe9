"""What is expected of a viewer and their agency, most urgent first. Never another agency's questions."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import col, or_, select

from flows.engine.matter import AMSTERDAM
from flows.queries.waiting import WaitLine, how_many_waits, waits_visible_to
from models.access import Viewer
from models.code import Role
from models.store import Tx
from models.tables import CaseFile, CasePerson, Wait

MINE, COLLEAGUES, TO_RECORD = "mine", "colleagues", "to record"
"""Asked of me, asked of my colleagues, and what I may record for the people of my cases."""


def questions_of(tx: Tx, viewer: Viewer, which: str, *, limit: int | None = None, offset: int = 0) -> list[WaitLine]:
    """The open questions of one of the three, the earliest last day first; what opens later is left out until then."""
    return waits_visible_to(tx, viewer, *_CONDITIONS[which](viewer), is_open_by(tx.now), limit=limit, offset=offset)


def how_many_questions_of(tx: Tx, viewer: Viewer, which: str) -> int:
    """How many questions ``questions_of`` gives without a limit."""
    return how_many_waits(tx, viewer, *_CONDITIONS[which](viewer), is_open_by(tx.now))


def _of_colleagues(viewer: Viewer) -> list[Any]:
    return [col(Wait.agency_id) == viewer.agency_id, ~asked_of(viewer)]


def _of_people(viewer: Viewer) -> list[Any]:
    """Questions to youth, parents and trusted persons in the cases this viewer guides or coaches."""
    return [col(Wait.person_id).is_not(None), guides(viewer)]


_CONDITIONS: Mapping[str, Callable[[Viewer], list[Any]]] = {
    MINE: lambda viewer: [asked_of(viewer)],
    COLLEAGUES: _of_colleagues,
    TO_RECORD: _of_people,
}


def asked_of(viewer: Viewer) -> Any:
    """Asked of the viewer, of whom they stand in for, or of their agency without a name."""
    by_name = or_(col(Wait.professional_id).is_(None), col(Wait.professional_id).in_(sorted(viewer.acts_as)))
    asked = (col(Wait.agency_id) == viewer.agency_id) & by_name
    # Somebody of the people has no agency: unknown must count as no, or its opposite would be unknown too.
    return asked & col(Wait.agency_id).is_not(None)


def is_open_by(moment: datetime) -> Any:
    """Open on that day: what opens later is nobody's yet."""
    tomorrow = datetime.combine(moment.astimezone(AMSTERDAM).date() + timedelta(days=1), time(), AMSTERDAM)
    return col(Wait.opens_at).is_(None) | (col(Wait.opens_at) < tomorrow)


def guides_any(tx: Tx, viewer: Viewer) -> bool:
    """Whether the viewer guides open cases now, or is the coordinator, to whom all come that have no case manager."""
    if Role.COORDINATOR in viewer.roles:
        return True
    found = select(CaseFile.id).where(col(CaseFile.closed_at).is_(None), guides(viewer))
    return tx.session.exec(found.limit(1)).first() is not None


def guides(viewer: Viewer) -> Any:
    """True for the cases this viewer guides, coaches or stays in touch in; for the coordinator, what nobody guides."""
    me = sorted(viewer.acts_as)
    trusted = select(CasePerson.case_id).where(
        col(CasePerson.professional_id).in_(me), col(CasePerson.until_on).is_(None)
    )
    found = or_(
        col(CaseFile.case_manager_id).in_(me),
        col(CaseFile.consultant_id).in_(me),
        col(CaseFile.coach_id).in_(me),
        col(CaseFile.id).in_(trusted.correlate(None)),
    )
    if Role.COORDINATOR in viewer.roles:
        found = or_(found, col(CaseFile.case_manager_id).is_(None))
    return found
