"""Which cases a viewer may know of, as a condition in SQL. The one place that says so for every list."""

from typing import Any

from sqlmodel import col, exists, or_, select, true

from models.access import Viewer
from models.code import Role
from models.tables import Agency, CaseFile, CasePerson, Partner, Wait

SEES_THE_REGION = frozenset({Role.COORDINATOR, Role.MANAGER})


def visible(viewer: Viewer) -> Any:
    """True for the cases this viewer may know of: all of the region, or those they have a part in."""
    if Role.OPERATOR in viewer.roles:
        return true()
    if viewer.roles & SEES_THE_REGION:
        region = select(Agency.region_id).where(Agency.id == viewer.agency_id).scalar_subquery()
        return col(CaseFile.region_id) == region
    me, agency = viewer.professional_id, viewer.agency_id
    return or_(
        col(CaseFile.case_manager_id) == me,
        col(CaseFile.consultant_id) == me,
        col(CaseFile.coach_id) == me,
        col(CaseFile.referrer_agency_id) == agency,
        exists().where(
            col(Partner.case_id) == CaseFile.id, col(Partner.agency_id) == agency, col(Partner.left_at).is_(None)
        ),
        exists().where(col(Wait.case_id) == CaseFile.id, col(Wait.agency_id) == agency, col(Wait.status) == "open"),
        exists().where(
            col(CasePerson.case_id) == CaseFile.id,
            col(CasePerson.professional_id) == me,
            col(CasePerson.until_on).is_(None),
        ),
    )
