"""What the assignment goes by: whether a consultant is wanted, and who fits best, explained. Never writes."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import func, select

from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import Matter
from models.code import Errand, Role
from models.holder import parsed
from models.tables import Agency, CaseFile, Meeting, Professional, ProfessionalRole

MOST_CASES = 20


def consultant_is_wanted(matter: Matter) -> bool:
    """Not when the last meeting decided that the case manager makes the plan."""
    last = matter.session.exec(
        select(Meeting)
        .where(Meeting.case_id == matter.case.id, Meeting.goes_on != None)  # noqa: E711
        .order_by(Meeting.id.desc())  # type: ignore[attr-defined]
    ).first()
    return last is None or last.goes_on != "plan"


def best_consultant(matter: Matter, but_not: Iterable[str]) -> dict[str, Any] | None:
    """The consultant with the lightest caseload who was not asked yet, and why; None when nobody is left.

    Somebody of the referrer's own agency comes last: that may be a conflict of interest.
    """
    passed_over = {parsed(token)[1] for token in but_not}
    found = [row for row in _consultants(matter) if row[0] not in passed_over]
    if not found:
        return None
    consultant, agency, cases = min(found, key=lambda row: (_conflict(matter, row[1]), row[2], row[0]))
    why = ["lightest caseload"] + (["other agency than the referrer"] if not _conflict(matter, agency) else [])
    return {"consultant": f"professional:{consultant}", "cases": cases, "why": why, "full": cases >= MOST_CASES}


def _conflict(matter: Matter, agency: int) -> bool:
    return agency == matter.case.referrer_agency_id


def _consultants(matter: Matter) -> list[tuple[int, int, int]]:
    open_cases = (
        select(CaseFile.consultant_id, func.count().label("cases"))
        .where(CaseFile.closed_at == None, CaseFile.consultant_id != None)  # noqa: E711
        .group_by(CaseFile.consultant_id)  # type: ignore[arg-type]
        .subquery()
    )
    rows = matter.session.exec(
        select(Professional.id, Professional.agency_id, func.coalesce(open_cases.c.cases, 0))
        .join(ProfessionalRole, ProfessionalRole.professional_id == Professional.id)  # type: ignore[arg-type]
        .join(Agency, Agency.id == Professional.agency_id)  # type: ignore[arg-type]
        .outerjoin(open_cases, open_cases.c.consultant_id == Professional.id)
        .where(
            ProfessionalRole.role == Role.CONSULTANT,
            Professional.active,
            Agency.region_id == matter.case.region_id,
        )
    )
    return [(consultant, agency, cases) for consultant, agency, cases in rows]


def open_actions(matter: Matter) -> int:
    """How many actions of this case are still followed."""
    return sum(stage in {Errand.ACTION, Errand.OBJECTION} for _, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id))
