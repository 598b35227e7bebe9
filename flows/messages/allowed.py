"""Whether a reader may be told of a case at the moment of sending. Reads only; never decides what they are told."""

from sqlalchemy import bindparam, exists, or_, select
from sqlmodel import col
from sqlmodel import select as rows

from flows.engine.hot import AGENCY, table
from flows.engine.who import age_of
from flows.facts.consent import has_ground
from flows.messages.outgoing import Outgoing
from flows.messages.unsent import NotSent, Why
from models.age import AGREES_TOO_AT
from models.ending import OUTLASTS
from models.prepared import Prepared
from models.tables import CasePerson, Consent, Custody, Ground, Meeting, Partner, StageRun, Wait

_CUSTODY, _CASE_PERSON, _PARTNER, _GROUND = table(Custody), table(CasePerson), table(Partner), table(Ground)

AFTER_CLOSING = frozenset(
    {
        "DecisionTaken", "HelpBegan", "CaseEnded", "CaseClosed", "ClosingLetter", "StoppingConfirmed",
        "YouthStopped", "DeliveryFailed",
        "QuestionWithdrawn", "MeetingCancelled", "MinutesReady", "RecordedForYou", "ConsentWithdrawn",
        "EmergencyAccessUsed", "RightHeard",
    }
)  # fmt: skip
"""What is still told once a case is closed."""
AFTER_DEATH = frozenset({"QuestionWithdrawn", "MeetingCancelled", "EmergencyAccessUsed"})
"""What agencies are still told when a youth died; nothing goes to the family. Source: process.md, "Deceased"."""

AFTER_LEAVING = frozenset({"ConsentWithdrawn", "EmergencyAccessUsed"})
"""What somebody is told whose agency may not know of the case (any more): that, and no more."""

AROUND_THE_YOUTH = Prepared(
    select(
        or_(
            exists().where(
                _CUSTODY.c.youth_id == bindparam("youth"),
                _CUSTODY.c.person_id == bindparam("person"),
                _CUSTODY.c.until_on.is_(None),
            ),
            exists().where(
                _CASE_PERSON.c.case_id == bindparam("case"),
                _CASE_PERSON.c.person_id == bindparam("person"),
                _CASE_PERSON.c.until_on.is_(None),
            ),
        ).label("around")
    )
)
NEEDS_CONSENT = Prepared(
    select(_GROUND.c.needs_consent)
    .join(AGENCY, AGENCY.c.ground_id == _GROUND.c.id)
    .where(AGENCY.c.id == bindparam("agency"))
)
HAS_LEFT = Prepared(
    select(_PARTNER.c.id).where(
        _PARTNER.c.case_id == bindparam("case"),
        _PARTNER.c.agency_id == bindparam("agency"),
        _PARTNER.c.left_at.is_not(None),
    )
)


def insist_allowed(out: Outgoing) -> None:
    """Refuses what may not be told any more.

    Raises:
        NotSent: the case is closed, the reader has no part in it any more, or nothing is said at all.
    """
    is_person = out.to.asked.person_id is not None
    if out.outcome == "deceased" and (is_person or out.row.notice not in AFTER_DEATH):
        raise NotSent(Why.COORDINATOR_ONLY)
    if out.matter.case.closed_at is not None and out.row.notice not in AFTER_CLOSING and not _outlasts(out):
        raise NotSent(Why.CASE_CLOSED)
    if is_person:
        _insist_person(out)
    elif out.row.notice not in AFTER_LEAVING and not _agency_may(out):
        raise NotSent(Why.NOT_ALLOWED)


def _outlasts(out: Outgoing) -> bool:
    """It is about a question that goes on after the case closed, such as somebody's right to the file."""
    waits = {out.row.wait_id, *out.content.get("waits", ())} - {None}
    found = rows(StageRun.stage).join(Wait, col(Wait.stage_run_id) == StageRun.id).where(col(Wait.id).in_(waits))
    stages = set(out.matter.session.exec(found))
    return bool(stages) and stages <= OUTLASTS


def _insist_person(out: Outgoing) -> None:
    """The youth, who has custody now, or somebody the youth leans on now; nobody of an anonymous case."""
    if out.anonymous or not (out.to_youth or _is_around(out)):
        raise NotSent(Why.NOT_ALLOWED)
    if out.to_youth and age_of(out.matter) < AGREES_TOO_AT:
        raise NotSent(Why.FOR_THE_PARENTS)


def _is_around(out: Outgoing) -> bool:
    case = out.matter.case
    row = out.tx.one(AROUND_THE_YOUTH, youth=case.youth_id, case=case.id, person=out.to.asked.person_id)
    return bool(row and row[0])


def _agency_may(out: Outgoing) -> bool:
    """An agency may be told, unless it left the case or the yes it depends on is gone."""
    case, agency = out.matter.case, out.to.agency_id
    in_charge = {case.case_manager_id, case.consultant_id, case.coach_id} - {None}
    if out.to.asked.professional_id in in_charge:
        return True
    if agency == case.referrer_agency_id:
        return not _withdrew(out, agency)
    if out.tx.one(HAS_LEFT, case=case.id, agency=agency) is not None:
        return False
    return not _consent_is_gone(out, agency or 0)


def _withdrew(out: Outgoing, agency: int) -> bool:
    """Somebody withdrew the yes by which this agency knew."""
    found = rows(Consent.id).where(
        Consent.case_id == out.matter.case.id, Consent.agency_id == agency, col(Consent.withdrawn_at).is_not(None)
    )
    return out.matter.session.exec(found).first() is not None and not has_ground(out.matter, agency)


def _consent_is_gone(out: Outgoing, agency: int) -> bool:
    needs = out.tx.one(NEEDS_CONSENT, agency=agency)
    if out.anonymous or (needs and not needs[0]) or has_ground(out.matter, agency):
        return False
    session, case = out.matter.session, out.matter.case.id
    was_asked = session.exec(rows(Consent.id).where(Consent.case_id == case, Consent.agency_id == agency)).first()
    return was_asked is not None and not _sits_in_anonymously(out)


def _sits_in_anonymously(out: Outgoing) -> bool:
    """Who may not know of the youth may still sit at a table where nobody is named."""
    number = out.content.get("meeting")
    meeting = out.matter.session.get(Meeting, number) if number else None
    return meeting is not None and meeting.anonymous
