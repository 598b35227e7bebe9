"""Whether somebody may come to see personal data of a youth: what asks for a second factor. Shows none of it."""

from sqlmodel import col, or_, select

from models.access import Viewer
from models.code import Role
from models.store import Tx
from models.tables import CaseFile, CasePerson, Partner, Wait

NUMBERS_ONLY = frozenset({Role.MANAGER, Role.ADMINISTRATOR, Role.OPERATOR})
"""Roles that by themselves show numbers of cases and agencies, and no name."""


def sees_personal_data(tx: Tx, viewer: Viewer) -> bool:
    """True for every other role, and for a role of numbers too once a case was brought to them or their agency."""
    if not viewer.roles or not viewer.roles <= NUMBERS_ONLY or viewer.stands_in_for or viewer.reads:
        return True
    me, agency = viewer.professional_id, viewer.agency_id
    own = select(CaseFile.id).where(
        or_(
            col(CaseFile.referrer_agency_id) == agency,
            col(CaseFile.case_manager_id) == me,
            col(CaseFile.consultant_id) == me,
            col(CaseFile.coach_id) == me,
        )
    )
    asked = select(Partner.id).where(Partner.agency_id == agency)
    named = select(CasePerson.id).where(CasePerson.professional_id == me)
    waited = select(Wait.id).where(Wait.agency_id == agency)
    return any(tx.session.exec(each.limit(1)).first() is not None for each in (own, asked, named, waited))
