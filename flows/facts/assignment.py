"""What the assignment goes by: whether a consultant is wanted, and who fits best, explained. Never writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, func, select

from flows.engine import when
from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import Matter
from models.code import Errand, Role
from models.holder import parsed
from models.tables import (
    Agency,
    CaseFile,
    Expertise,
    LifeNote,
    Meeting,
    Plan,
    Professional,
    ProfessionalRole,
    Youth,
)

MOST_CASES = 20


def consultant_is_wanted(matter: Matter) -> bool:
    """Not when the meeting this comes from decided that the case manager makes the plan."""
    if matter.parent is None:
        return True
    return matter.session.exec(select(Meeting.goes_on).where(Meeting.stage_run_id == matter.parent)).first() != "plan"


def next_look_back(matter: Matter) -> date:
    """The day agreed in the plan, or in a meeting since, where it lies ahead; else six weeks from now."""
    plan = matter.session.exec(select(Plan).where(Plan.case_id == matter.case.id).order_by(col(Plan.id).desc())).first()
    meetings = matter.session.exec(select(Meeting).where(Meeting.case_id == matter.case.id)).all()
    agreed = [plan.review_on if plan else None, *(meeting.evaluation_on for meeting in meetings)]
    ahead = [day for day in agreed if day is not None and day > matter.today]
    return min(ahead, default=when.due(matter, "review ahead", agency=None).on or matter.today)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A consultant who may be proposed, and what speaks for them.

    Attributes:
        cases: how many open cases they have.
        conflict: they work at the agency that registered the youth.
        school: they know the school of the youth.
        knows: they know the sector, or a life domain in which there are worries.
    """

    number: int
    cases: int
    conflict: bool
    school: bool
    knows: bool

    @property
    def full(self) -> bool:
        """They have as many cases as anybody can do well."""
        return self.cases >= MOST_CASES

    @property
    def place(self) -> tuple[bool, bool, int, int, int]:
        """Who is full comes last, then who may have a conflict of interest; then who knows most, and has least."""
        return self.full, self.conflict, -(self.school + self.knows), self.cases, self.number


def best_consultant(matter: Matter, but_not: Iterable[str]) -> dict[str, Any] | None:
    """The consultant of the region who fits best and was not asked yet, and why; None when nobody is left."""
    passed_over = {parsed(token)[1] for token in but_not}
    found = [each for each in _candidates(matter) if each.number not in passed_over]
    if not found:
        return None
    best = min(found, key=lambda each: each.place)
    says = {
        "knows the school": best.school,
        "knows what this is about": best.knows,
        "lightest caseload": best.cases == min(each.cases for each in found),
        "other agency than the referrer": not best.conflict,
    }
    why = [code for code, holds in says.items() if holds]
    return {"consultant": f"professional:{best.number}", "cases": best.cases, "why": why, "full": best.full}


def _candidates(matter: Matter) -> list[Candidate]:
    youth = matter.session.get_one(Youth, matter.case.youth_id)
    about = {str(youth.sector), *_worries(matter)}
    schools, expertise = _known(matter)
    return [
        Candidate(
            number,
            cases,
            agency == matter.case.referrer_agency_id,
            youth.school_id is not None and youth.school_id in schools.get(number, ()),
            not about.isdisjoint(expertise.get(number, ())),
        )
        for number, agency, cases in _consultants(matter)
    ]


def _worries(matter: Matter) -> list[str]:
    return list(
        matter.session.exec(
            select(LifeNote.domain).where(LifeNote.case_id == matter.case.id, LifeNote.kind == "worry").distinct()
        )
    )


def _known(matter: Matter) -> tuple[dict[int, set[int]], dict[int, set[str]]]:
    """The schools, and the sectors and life domains, that each consultant knows well."""
    schools: dict[int, set[int]] = {}
    about: dict[int, set[str]] = {}
    for row in matter.session.exec(select(Expertise)):
        if row.school_id is not None:
            schools.setdefault(row.professional_id, set()).add(row.school_id)
        elif row.about is not None:
            about.setdefault(row.professional_id, set()).add(row.about)
    return schools, about


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
