"""Who somebody is at this moment: agency and roles, looked up each time. Never remembers."""

from collections.abc import Collection

from sqlmodel import col, select

from flows.commands.region import professional_by_email
from flows.engine.away import is_blocked, stands_in_for
from flows.engine.matter import AMSTERDAM
from models.access import Viewer
from models.code import Role
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Tx
from models.tables import Agency, EmergencyAccess, Professional, ProfessionalRole, ReadGrant


def viewer_of(tx: Tx, email: str) -> Viewer:
    """The viewer with that mail address.

    Raises:
        Refused: nobody has it.
        NotAllowed: they do not work here any more, or their agency takes no part any more.
    """
    return _viewer(tx, professional_by_email(tx, email))


def viewer_numbered(tx: Tx, professional: int) -> Viewer:
    """The viewer with that number.

    Raises:
        NotAllowed: they do not work here any more, or their agency takes no part any more.
    """
    return _viewer(tx, tx.session.get_one(Professional, professional))


def _viewer(tx: Tx, professional: Professional) -> Viewer:
    if not professional.active or is_blocked(tx, professional.id):
        raise NotAllowed(mark("You do not work here any more."))
    agency = tx.session.get_one(Agency, professional.agency_id)
    if not agency.active:
        raise NotAllowed(mark("Your organisation takes no part any more."))
    away = stands_in_for(tx, professional.id)
    return Viewer(
        professional.id,
        professional.agency_id,
        _roles(tx, {professional.id}) | (_roles(tx, away) & LENT),
        professional.language,
        away,
        _still_read(tx, professional.id),
        _opened_in_emergency(tx, professional.id),
        region_id=agency.region_id,
    )


LENT = frozenset({Role.COORDINATOR, Role.CONSULTANT, Role.TEAM_LEAD})
"""Roles a substitute holds meanwhile; a mandate to take binding decisions is personal and is never lent."""


def _roles(tx: Tx, professionals: Collection[int]) -> frozenset[Role]:
    rows = select(ProfessionalRole.role).where(col(ProfessionalRole.professional_id).in_(professionals))
    return frozenset(map(Role, tx.session.exec(rows).all())) if professionals else frozenset()


def _still_read(tx: Tx, professional: int) -> frozenset[int]:
    """The cases somebody handed over and may still read today."""
    today = tx.now.astimezone(AMSTERDAM).date()
    rows = select(ReadGrant.case_id).where(ReadGrant.professional_id == professional, ReadGrant.until_on >= today)
    return frozenset(tx.session.exec(rows).all())


def _opened_in_emergency(tx: Tx, professional: int) -> frozenset[int]:
    """The cases somebody opened in an emergency, as long as that lasts."""
    rows = select(EmergencyAccess.case_id).where(
        EmergencyAccess.professional_id == professional, EmergencyAccess.until_at > tx.now
    )
    return frozenset(tx.session.exec(rows).all())
