"""Which cases a viewer may know of, as a condition in SQL. The one place that says so for every list."""

from typing import Any

from sqlmodel import col, or_, select, true

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
    me, agency = sorted(viewer.acts_as), viewer.agency_id
    return or_(
        col(CaseFile.case_manager_id).in_(me),
        col(CaseFile.consultant_id).in_(me),
        col(CaseFile.coach_id).in_(me),
        col(CaseFile.id).in_(sorted(viewer.reads)),
        col(CaseFile.referrer_agency_id) == agency,
        _in(
            select(Partner.case_id).where(
                Partner.agency_id == agency, col(Partner.joined_at).is_not(None), col(Partner.left_at).is_(None)
            )
        ),
        _in(select(Wait.case_id).where(Wait.agency_id == agency, col(Wait.closed_at).is_(None))),
        _in(
            select(CasePerson.case_id).where(
                col(CasePerson.professional_id).in_(me), col(CasePerson.until_on).is_(None)
            )
        ),
    )


def _in(cases: Any) -> Any:
    """Uncorrelated, so that it means the same in every query that has these tables itself."""
    return col(CaseFile.id).in_(cases.correlate(None))
