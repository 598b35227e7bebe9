"""Who works in the region and is away, blocked or leaving, and of whom a viewer may say so. Never why, never a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, or_, select

from flows.engine.matter import AMSTERDAM
from flows.queries.option import Option
from flows.queries.people import professional_name
from models.access import RegionDeed, Viewer, may_in_region
from models.store import Tx
from models.tables import Agency, Leave, Professional


@dataclass(frozen=True, slots=True)
class StaffLine:
    """Somebody of whom something stands out.

    Attributes:
        who: their name and where they work.
        from_on: the first day of their leave, or of what blocks them; empty when they only leave.
        until_on: its last day; empty when nobody knows.
        leaves_on: the day from which they do not work here any more.
        substitute: who answers meanwhile, or takes over.
    """

    who: str
    blocked: bool
    from_on: date | None
    until_on: date | None
    leaves_on: date | None
    substitute: str


def staff_of(tx: Tx, viewer: Viewer) -> tuple[StaffLine, ...]:
    """Who is away today or later, has no access, or leaves; of the agencies the viewer looks after."""
    return tuple(_away(tx, viewer)) + tuple(_leaving(tx, viewer))


def looked_after(tx: Tx, viewer: Viewer) -> Iterator[Option]:
    """Everybody of whom the viewer may say that they are away: themselves, and who they look after."""
    rows = tx.session.exec(
        select(Professional.id)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(Professional.active, or_(_theirs(tx, viewer), Professional.id == viewer.professional_id))
        .order_by(Agency.name, col(Professional.id))
    )
    yield from (Option(f"professional:{number}", professional_name(tx, number)) for number in rows)


def _theirs(tx: Tx, viewer: Viewer) -> Any:
    """Whose agency the viewer looks after."""
    region = tx.session.get_one(Agency, viewer.agency_id).region_id
    if may_in_region(viewer, RegionDeed.SAY_WHO_WORKS):
        return Agency.region_id == region
    here = may_in_region(viewer, RegionDeed.SAY_WHO_WORKS_HERE)
    return Agency.id == (viewer.agency_id if here else 0)


def _away(tx: Tx, viewer: Viewer) -> Iterator[StaffLine]:
    rows = tx.session.exec(
        select(Leave)
        .join(Professional, col(Professional.id) == Leave.professional_id)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(
            Professional.active,
            _theirs(tx, viewer),
            or_(col(Leave.until_on).is_(None), col(Leave.until_on) >= _today(tx)),
        )
        .order_by(col(Leave.from_on), col(Leave.id))
    )
    for row in rows:
        yield StaffLine(
            professional_name(tx, row.professional_id),
            row.blocked,
            row.from_on,
            row.until_on,
            None,
            professional_name(tx, row.substitute_id),
        )


def _leaving(tx: Tx, viewer: Viewer) -> Iterator[StaffLine]:
    rows = tx.session.exec(
        select(Professional)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(Professional.active, col(Professional.left_on).is_not(None), _theirs(tx, viewer))
        .order_by(col(Professional.left_on), col(Professional.id))
    )
    for row in rows:
        substitute = professional_name(tx, row.substitute_id)
        yield StaffLine(professional_name(tx, row.id), False, None, None, row.left_on, substitute)


def _today(tx: Tx) -> date:
    return tx.now.astimezone(AMSTERDAM).date()
