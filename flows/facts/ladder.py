"""Who stands on the ladder of a wait or a case: who is told, confirms, talks, sits at the table, decides. Never writes.

Nobody is asked about their own waiting: the coordinator's own waits go to the manager.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col
from sqlmodel import select as rows

from flows.engine.away import is_away
from flows.engine.hot import AGENCY, MESSAGE, PROFESSIONAL, table
from flows.engine.matter import Matter
from flows.engine.who import contact_of, holders
from flows.facts.assignment import best_consultant
from models.code import Part, Role
from models.holder import Holder
from models.ladder import shipped
from models.prepared import Prepared
from models.tables import Agreement, Imposition, ImpositionPart, LadderStep, Partner, ProfessionalRole, Signatory, Wait

_ROLE = table(ProfessionalRole)

READ_IN_ROLE = Prepared(
    select(PROFESSIONAL.c.id, PROFESSIONAL.c.agency_id)
    .join(_ROLE, _ROLE.c.professional_id == PROFESSIONAL.c.id)
    .join(AGENCY, AGENCY.c.id == PROFESSIONAL.c.agency_id)
    .where(AGENCY.c.region_id == bindparam("region"), _ROLE.c.role == bindparam("role"), PROFESSIONAL.c.active)
    .order_by(PROFESSIONAL.c.id)
)
READ_REACH = Prepared(
    select(PROFESSIONAL.c.active, PROFESSIONAL.c.email_failed_at, PROFESSIONAL.c.substitute_id).where(
        PROFESSIONAL.c.id == bindparam("professional")
    )
)
READ_UNDELIVERED = Prepared(
    select(MESSAGE.c.id)
    .where(
        MESSAGE.c.case_id == bindparam("case"),
        MESSAGE.c.wait_id == bindparam("wait"),
        MESSAGE.c.status == "failed",
        MESSAGE.c.to_professional_id == bindparam("professional"),
    )
    .limit(1)
)


def in_role(matter: Matter, role: Role, agency: int | None = None) -> list[Holder]:
    """Everybody of the region in a role; of one agency, where that is named."""
    found = matter.tx.all(READ_IN_ROLE, region=matter.case.region_id, role=role.value)
    return [Holder("invited", at, who) for who, at in found if agency in {None, at}]


def case_manager_for(matter: Matter, holder: Holder) -> Holder | None:
    """Who hears that a wait runs longer: the case manager; the coordinator where nobody is; never its own holder."""
    first = [] if holder.professional_id is None else holders(matter, Part.CASE_MANAGER, None)
    return _other_than(holder, [*first, *_above(matter)])


def above(matter: Matter, holder: Holder) -> Holder | None:
    """The coordinator; the manager where the coordinator is the one waited for."""
    return _other_than(holder, _above(matter))


def team_lead_for(matter: Matter, holder: Holder) -> Holder | None:
    """The team lead of the holder's agency; none where there is none, or the holder is, and none for the coordinator.

    The coordinator's own wait goes to the manager. Source: process.md, "Waiting, and the power to push through".
    """
    coordinators = {each.professional_id for each in holders(matter, Part.COORDINATOR, None)}
    if holder.professional_id is not None and holder.professional_id in coordinators:
        return None
    return _other_than(holder, in_role(matter, Role.TEAM_LEAD, holder.agency_id))


def stand_ins(matter: Matter, holder: Holder, wait: int) -> list[Holder]:
    """Whom to turn to first when the holder is away or no mail arrives: the substitute, and the agency's contact.

    Nobody where the holder can be reached. Of whoever is on leave it is the substitute named for those days. Source:
    process.md, "leave or undelivered mail goes first to substitute and contact".
    """
    if holder.professional_id is None or holder.agency_id is None:
        return []
    row = matter.tx.one(READ_REACH, professional=holder.professional_id)
    active, failed_at, substitute = row or (False, None, None)
    away, meanwhile = is_away(matter.tx, holder.professional_id)
    if active and not away and failed_at is None and not _undelivered(matter, holder.professional_id, wait):
        return []
    contact = contact_of(matter, holder.agency_id, None)
    found = {each for each in (meanwhile or substitute, contact) if each is not None and each != holder.professional_id}
    return [Holder(holder.part, holder.agency_id, each) for each in sorted(found)]


def _undelivered(matter: Matter, professional: int, wait: int) -> bool:
    return matter.tx.one(READ_UNDELIVERED, case=matter.case.id, wait=wait, professional=professional) is not None


def _above(matter: Matter) -> Iterator[Holder]:
    yield from holders(matter, Part.COORDINATOR, None)
    yield from in_role(matter, Role.MANAGER)


def _other_than(holder: Holder | None, others: Iterable[Holder]) -> Holder | None:
    mine = (holder.professional_id or 0) if holder else 0
    return next((each for each in others if each.professional_id != mine), None)


def what_is_proposed(matter: Matter) -> dict[str, Any]:
    """The step, who says whether it is needed, who is asked when they do not, and what then begins."""
    step = matter.session.get_one(LadderStep, matter.about)
    late = _holder_of(_wait_of(matter, step))
    apart = imposers(matter)
    first = [*holders(matter, Part.CONSULTANT, None), *holders(matter, Part.CASE_MANAGER, None)]
    may = [each for each in (*first, *_above(matter)) if each.professional_id not in apart]
    decides = _other_than(late, may) or (may or first)[0]
    higher = [each for each in _above(matter) if each in may and (late is None or each.token != late.token)]
    then = _other_than(decides, higher)
    return {
        "step": step.step,
        "errand": shipped()[0][step.step].errand,
        "decides": decides.token,
        "then": then.token if then else decides.token,
        "decided": step.confirmed_at is not None,
    }


def who_talks(matter: Matter) -> dict[str, Any]:
    """Who leads the breakthrough talk, and which agencies it concerns.

    The consultant of the case; without one, a consultant for this question only.
    """
    step = matter.session.get_one(LadderStep, matter.about)
    wait = _wait_of(matter, step)
    late = _holder_of(wait)
    leads = _other_than(late, holders(matter, Part.CONSULTANT, None)) if matter.case.consultant_id else None
    if leads is None:
        found = best_consultant(matter, [late.token] if late and late.professional_id else [])
        token = found["consultant"] if found else holders(matter, Part.CASE_MANAGER, None)[0].token
    else:
        token = leads.token
    return {"leads": token, "told": _concerned(matter, wait), "wait": step.wait_id, "step": step.step}


def who_sits_at_the_table(matter: Matter) -> dict[str, Any]:
    """Who chairs the breakthrough table, by the agreement that holds today, and the managers it concerns."""
    talk = who_talks(matter)
    agreement = _agreement(matter)
    chair = agreement.chair_agency_id if agreement else None
    at = _chair(matter, chair)
    signed = _signatories(matter, agreement)
    concerned = [int(token.removeprefix("agency:")) for token in talk["told"]]
    managers = [_manager_of(matter, agency).token for agency in concerned if agency in signed or not signed]
    return {**talk, "chair": at.token, "managers": [token for token in dict.fromkeys(managers) if token != at.token]}


def imposers(matter: Matter) -> set[int]:
    """Who gave a binding decision to which an agency objected; they decide nothing about that objection.

    Source: process.md, "kept apart: who imposes and who decides the objection".
    """
    return set(
        matter.session.exec(
            rows(Imposition.imposed_by)
            .join(ImpositionPart, col(ImpositionPart.imposition_id) == Imposition.id)
            .where(Imposition.case_id == matter.case.id, col(ImpositionPart.objected).is_not(None))
        )
    )


def _chair(matter: Matter, agency: int | None) -> Holder:
    """The manager of the agency that chairs; another, where that manager gave the decision that is objected to."""
    first = [_manager_of(matter, agency)] if agency else []
    found = [*first, *in_role(matter, Role.MANAGER), *_above(matter)]
    apart = imposers(matter)
    return next((each for each in found if each.professional_id not in apart), found[0])


def who_administers(matter: Matter) -> dict[str, Any]:
    """Which administrator answers for all, who is told, and from which day it is asked."""
    step = matter.session.get_one(LadderStep, matter.about)
    found = in_role(matter, Role.ADMINISTRATOR) or in_role(matter, Role.MANAGER) or list(_above(matter))
    return {
        "decides": found[0].token,
        "told": [each.token for each in found[1:]],
        "wait": step.wait_id,
        "step": step.step,
        "opens": step.effective_on,
    }


def _manager_of(matter: Matter, agency: int) -> Holder:
    """Its manager, else its team lead, else the agency itself."""
    leaders = [*in_role(matter, Role.MANAGER, agency), *in_role(matter, Role.TEAM_LEAD, agency)]
    return leaders[0] if leaders else Holder("invited", agency)


def _concerned(matter: Matter, wait: Wait | None) -> list[str]:
    """The agencies a step is about: who holds the question and who held it before; of a case, its partners."""
    if wait is None:
        joined = rows(Partner.agency_id).where(
            Partner.case_id == matter.case.id, col(Partner.joined_at).is_not(None), col(Partner.left_at).is_(None)
        )
        return [f"agency:{agency}" for agency in matter.session.exec(joined.order_by(col(Partner.id)))]
    found: list[str] = []
    before: Wait | None = wait
    while before is not None:
        found += [f"agency:{before.agency_id}"] if before.agency_id else []
        before = matter.session.get(Wait, before.supersedes_id) if before.supersedes_id else None
    return list(dict.fromkeys(found))


def _agreement(matter: Matter) -> Agreement | None:
    return matter.session.exec(
        rows(Agreement)
        .where(
            Agreement.region_id == matter.case.region_id,
            Agreement.valid_from <= matter.today,
            Agreement.valid_until >= matter.today,
        )
        .order_by(col(Agreement.valid_from).desc())
    ).first()


def _signatories(matter: Matter, agreement: Agreement | None) -> set[int]:
    if agreement is None:
        return set()
    signed = rows(Signatory.agency_id).where(
        Signatory.agreement_id == agreement.id,
        col(Signatory.left_on).is_(None) | (col(Signatory.left_on) >= matter.today),
    )
    return set(matter.session.exec(signed))


def _wait_of(matter: Matter, step: LadderStep) -> Wait | None:
    return matter.session.get(Wait, step.wait_id) if step.wait_id else None


def _holder_of(wait: Wait | None) -> Holder | None:
    return Holder(wait.part or "", wait.agency_id, wait.professional_id, wait.person_id) if wait else None


def is_still_needed(matter: Matter) -> bool:
    """Whether the step did not come down meanwhile: its question answered, taken back, or asked elsewhere."""
    return matter.session.get_one(LadderStep, matter.about).stepped_down_at is None
