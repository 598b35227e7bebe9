"""Words around the registration: received, decided, first letter, help. Never says what is going on."""

from datetime import date

from sqlmodel import col, select

from flows.engine import when
from flows.engine.who import READ_POINT, age_of
from flows.messages.outgoing import Outgoing, Told
from flows.messages.unsent import NotSent, Why
from models.age import PARENTS_STAND_BACK_AT
from models.code import Stage, WaitStatus
from models.holder import parsed
from models.tables import Message, StageRun, Wait
from notifications.kind.intake import (
    DecisionTaken,
    FirstLetter,
    FirstLetterToParents,
    HelpBegan,
    RegistrationJoined,
    RegistrationReceived,
)


def received(out: Outgoing) -> Told:
    """To the referrer: it came in, and until when it is weighed."""
    if _is_decided(out):
        raise NotSent(Why.TOLD_TOGETHER)
    _, point = out.tx.one(READ_POINT, region=out.matter.case.region_id) or (None, None)
    if point is None:
        raise NotSent(Why.NOTHING_TO_SAY)
    return Told(
        RegistrationReceived(
            case_ref=out.ref, point=out.name_of(point), weighed_by_on=_weighed_by(out, point), link=out.link
        )
    )


def _is_decided(out: Outgoing) -> bool:
    """What was decided is told to the same reader, and says all of it."""
    row = out.row
    told = select(Message.id).where(
        Message.case_id == out.matter.case.id,
        Message.notice == "DecisionTaken",
        Message.to_professional_id == row.to_professional_id,
        Message.to_agency_id == row.to_agency_id,
        col(Message.id) > row.id,
    )
    return out.matter.session.exec(told).first() is not None


def joined(out: Outgoing) -> Told:
    """To the case manager: a new registration turned out to be about this youth."""
    return Told(RegistrationJoined(case_ref=out.ref, link=out.link))


def _weighed_by(out: Outgoing, point: int) -> date:
    """The last day of the weighing; where something else is asked first, the weighing's term comes after that."""
    waits = out.matter.session.exec(
        select(col(Wait.form), col(Wait.due_on))
        .join(StageRun, col(StageRun.id) == Wait.stage_run_id)
        .where(Wait.case_id == out.matter.case.id, Wait.status == WaitStatus.OPEN, StageRun.stage == Stage.INTAKE)
    ).all()
    first = [due_on for form, due_on in waits if due_on is not None and form != "Weighing"]
    weighing = [due_on for form, due_on in waits if due_on is not None and form == "Weighing"]
    if weighing:
        return max(weighing)
    since = max(first, default=out.queued_on)
    return when.due(out.matter, "weigh", agency=point, since=since).on or since


def decided(out: Outgoing) -> Told:
    """To the referrer: what was decided, and where the case manager works."""
    agency = out.case_manager_agency
    return Told(
        DecisionTaken(
            case_ref=out.ref,
            decision=out.content["decision"].replace(" ", "_"),
            case_manager_agency=None if agency is None else out.name_of(agency),
            link=out.link,
        )
    )


def first_letter(out: Outgoing) -> Told:
    """The youth's letter, or that of those with custody while the youth is under sixteen."""
    if out.to_youth:
        return Told(FirstLetter(case_ref=out.ref, link=out.link))
    if age_of(out.matter) >= PARENTS_STAND_BACK_AT:
        raise NotSent(Why.NOT_ALLOWED)
    return Told(FirstLetterToParents(case_ref=out.ref, link=out.link))


def help_began(out: Outgoing) -> Told:
    """To the referrer: since when; and which agency, where it was decided that this one helps."""
    holder, closed = out.content.get("agency"), out.matter.case.closed_at is not None
    return Told(
        HelpBegan(
            case_ref=out.ref,
            agency=_agency_of(out, holder) if holder else None,
            began_on=out.content.get("began_on", out.queued_on),
            link=None if closed else out.link,
        )
    )


def _agency_of(out: Outgoing, holder: str) -> str | None:
    kind, number = parsed(holder)
    agency = number if kind == "agency" else out.agency_of(number)
    return None if agency is None else out.name_of(agency)
