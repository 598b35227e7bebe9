"""What the intake goes by: cases that resemble this one, and what the registration held. Never writes."""

from typing import Any

from sqlmodel import col, select

from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import Matter
from flows.engine.who import age_of
from flows.facts.consent import whose_yes_is_lacking, whose_yes_is_missing
from models.age import PARENTS_STAND_BACK_AT
from models.code import Errand
from models.resemblance import full_name, resembles
from models.secret import digests_of_birth
from models.tables import CaseFile, Person, Request, StageRun


def cases_that_resemble(matter: Matter) -> list[int]:
    """Older cases of the region about somebody with this birth date and a name much like it."""
    youth = matter.session.get_one(Person, matter.case.youth_id)
    name = full_name(youth.given_name, youth.prefix, youth.family_name)
    others = matter.session.exec(
        select(CaseFile, Person)
        .join(Person, Person.id == CaseFile.youth_id)  # type: ignore[arg-type]
        .where(
            col(Person.birth_digest).in_(digests_of_birth(youth.birth_on) if youth.birth_on else ()),
            CaseFile.region_id == matter.case.region_id,
            CaseFile.id < matter.case.id,
            CaseFile.merged_into_id == None,  # noqa: E711 - SQL
        )
        .order_by(CaseFile.id)  # type: ignore[arg-type]
    )
    return [
        case.id
        for case, other in others
        if resembles(name, full_name(other.given_name, other.prefix, other.family_name))
    ]


def what_was_registered(matter: Matter) -> dict[str, Any]:
    """Whether youth and custody holders know, whether a yes is lacking, and what was asked elsewhere before.

    What is followed, or asked, already is not begun again where a case comes back to the weighing.
    """
    case = matter.session.get_one(CaseFile, matter.case.id)
    needs_parents = age_of(matter) < PARENTS_STAND_BACK_AT
    followed = select(StageRun.about).where(
        StageRun.case_id == matter.case.id, StageRun.stage == Errand.REQUEST, col(StageRun.about).is_not(None)
    )
    requests = matter.session.exec(
        select(Request.id)
        .where(Request.case_id == matter.case.id, col(Request.id).not_in(followed))
        .order_by(col(Request.id))
    )
    asked = any(stage == Errand.CONSENT for _, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id))
    lacking = whose_yes_is_lacking(matter) if matter.number == 1 else whose_yes_is_missing(matter)
    return {
        "informed": case.informed_on is not None and (not needs_parents or case.parents_informed_on is not None),
        "consent_lacking": not asked and bool(lacking),
        "requests": list(requests),
    }
