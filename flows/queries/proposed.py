"""What a form begins with when it is opened: proposed, and changed with one click. Never more than may be shared."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.engine.who import age_of
from flows.facts.sharing import has_ground, share_with
from flows.queries.door import Opened, matter_of
from models.age import PARENTS_STAND_BACK_AT
from models.code import AgencyKind, Domain, Sector
from models.store import Tx
from models.tables import Agency, CaseFile, Partner, Youth

CORE_PARTNERS = (
    AgencyKind.DOORSTROOMPUNT, AgencyKind.YOUTH_CARE, AgencyKind.SOCIAL_SUPPORT, AgencyKind.YOUTH_DOCTOR,
)  # fmt: skip
"""Who mostly sits at the table, besides the school. Source: process.md, stage 2 step 1."""
WITHOUT_SCHOOL = (AgencyKind.DOORSTROOMPUNT, AgencyKind.INCOME)
"""Who is proposed in the plan of a youth without a school: Doorstroompunt and Werkplein. Source: stage 3 step 4."""


def proposed(tx: Tx, opened: Opened, form: str) -> dict[str, Any]:
    """The fields of a form that are filled in when it is opened; none for most forms."""
    begin = BEGINS.get(form)
    return begin(matter_of(tx, opened)) if begin else {}


def _invitees(matter: Matter) -> dict[str, Any]:
    anonymous = matter.session.get_one(CaseFile, matter.case.id).anonymous
    return {
        "agencies": [f"agency:{number}" for number in dict.fromkeys(_at_the_table(matter))],
        "youth": not anonymous,
        "parents": not anonymous and age_of(matter) < PARENTS_STAND_BACK_AT,
        "anonymous": anonymous,
    }


def _at_the_table(matter: Matter) -> Iterator[int]:
    """The school, who has a part in the case, and the core partners that may know of it."""
    school = matter.session.get_one(Youth, matter.case.youth_id).school_id
    joined = matter.session.exec(
        select(Partner.agency_id)
        .where(Partner.case_id == matter.case.id, col(Partner.joined_at).is_not(None), col(Partner.left_at).is_(None))
        .order_by(col(Partner.id))
    )
    there = [*([school] if school else []), *joined, *_of_kinds(matter, CORE_PARTNERS)]
    yield from (number for number in there if has_ground(matter, number))


def _of_kinds(matter: Matter, kinds: tuple[AgencyKind, ...]) -> list[int]:
    rows = matter.session.exec(
        select(Agency)
        .where(Agency.region_id == matter.case.region_id, Agency.active, col(Agency.kind).in_(kinds))
        .order_by(col(Agency.id))
    )
    return [agency.id for agency in sorted(rows, key=lambda agency: kinds.index(agency.kind))]


def _plan(matter: Matter) -> dict[str, Any]:
    if matter.session.get_one(Youth, matter.case.youth_id).sector is not Sector.NONE:
        return {}
    domain = Domain.SCHOOL_AND_WORK
    may_know = [number for number in _of_kinds(matter, WITHOUT_SCHOOL) if share_with(matter, number, domain=domain)]
    actions = [{"who": f"agency:{number}"} for number in may_know]
    return {"goals": [{"domain": domain.value, "actions": actions}]} if actions else {}


BEGINS: Mapping[str, Callable[[Matter], dict[str, Any]]] = {"Invitees": _invitees, "Plan": _plan}
"""Forms that begin with something, and what."""
