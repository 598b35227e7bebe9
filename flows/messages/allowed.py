"""Whether a reader may be told of a case at the moment of sending, and on what ground. Never decides what is told."""

from sqlalchemy import bindparam, exists, or_, select
from sqlmodel import col
from sqlmodel import select as rows

from flows.engine.hot import table
from flows.engine.who import age_of
from flows.facts.closed_to import closes_message
from flows.facts.sharing import share_with, tie_of
from flows.messages.outgoing import Outgoing
from flows.messages.unsent import NotSent, Why
from models.age import AGREES_TOO_AT
from models.ending import OUTLASTS
from models.prepared import Prepared
from models.tables import CasePerson, Custody, Meeting, StageRun, Wait

_CUSTODY, _CASE_PERSON = table(Custody), table(CasePerson)

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


def insist_allowed(out: Outgoing) -> str | None:
    """Refuses what may not be told any more; gives the ground it is told on, to an agency.

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
        return None
    return None if out.row.notice in AFTER_LEAVING else _ground_of(out)


def _ground_of(out: Outgoing) -> str | None:
    """On what ground the agency of the reader is told; asked anew of every message that leaves."""
    nameless = out.anonymous or _is_at_a_nameless_table(out)
    tie = tie_of(out.matter, out.to.agency_id, out.to.asked.professional_id)
    share = share_with(out.matter, out.to.agency_id or 0, tie=tie, nameless=nameless)
    if share.why is not None:
        raise NotSent(Why(share.why.value))
    return share.ground


def _is_at_a_nameless_table(out: Outgoing) -> bool:
    """Who may not know of the youth may still sit at a table where nobody is named."""
    number = out.content.get("meeting")
    meeting = out.matter.session.get(Meeting, number) if number else None
    return meeting is not None and meeting.anonymous


def _outlasts(out: Outgoing) -> bool:
    """It is about a question that goes on after the case closed, such as somebody's right to the file."""
    waits = {out.row.wait_id, *out.content.get("waits", ())} - {None}
    found = rows(StageRun.stage).join(Wait, col(Wait.stage_run_id) == StageRun.id).where(col(Wait.id).in_(waits))
    stages = set(out.matter.session.exec(found))
    return bool(stages) and stages <= OUTLASTS


def _insist_person(out: Outgoing) -> None:
    """The youth, who has custody now, or somebody the youth leans on now; nobody of an anonymous case.

    Nor anybody of what the youth closed to them.
    """
    if out.anonymous or not (out.to_youth or _is_around(out)):
        raise NotSent(Why.NOT_ALLOWED)
    if out.to_youth and age_of(out.matter) < AGREES_TOO_AT:
        raise NotSent(Why.FOR_THE_PARENTS)
    waits = [number for number in (out.row.wait_id, *out.content.get("waits", ())) if number is not None]
    if closes_message(out.matter, out.to.asked.person_id or 0, out.row.notice, waits):
        raise NotSent(Why.YOUTH_SAYS_NO)


def _is_around(out: Outgoing) -> bool:
    case = out.matter.case
    row = out.tx.one(AROUND_THE_YOUTH, youth=case.youth_id, case=case.id, person=out.to.asked.person_id)
    return bool(row and row[0])
