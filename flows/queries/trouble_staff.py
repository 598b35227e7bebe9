"""What is wrong with who works where: agencies at which nobody can be asked by name. Never about a case."""

from sqlmodel import col, or_, select

from flows.engine.matter import AMSTERDAM
from models.access import RegionDeed, Viewer, may_in_region
from models.store import Tx
from models.tables import Agency, Contact, Leave, Professional, RegistrationPoint


def agencies_without_contact(tx: Tx, viewer: Viewer) -> list[Agency]:
    """Agencies of the region in which nobody at work today is the contact; none for who does not look after it."""
    if not may_in_region(viewer, RegionDeed.SEE_TROUBLE):
        return []
    today = tx.now.astimezone(AMSTERDAM).date()
    away = select(Leave.professional_id).where(
        Leave.from_on <= today, or_(col(Leave.until_on).is_(None), col(Leave.until_on) >= today)
    )
    reachable = (
        select(Contact.agency_id)
        .join(Professional, col(Professional.id) == Contact.professional_id)
        .where(Professional.active, col(Professional.id).not_in(away))
    )
    coordinated = (
        select(RegistrationPoint.agency_id)
        .join(Professional, col(Professional.id) == RegistrationPoint.coordinator_id)
        .where(Professional.active)
    )
    region = select(Agency.region_id).where(Agency.id == viewer.agency_id).scalar_subquery()
    return list(
        tx.session.exec(
            select(Agency)
            .where(
                Agency.region_id == region,
                Agency.active,
                col(Agency.id).not_in(reachable),
                col(Agency.id).not_in(coordinated),
            )
            .order_by(Agency.name)
        )
    )
