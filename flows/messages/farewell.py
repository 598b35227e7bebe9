"""Words when a case ends, changes hands, or the youth stops. Never why."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import col, select

from flows.messages.outgoing import Outgoing, Told, day_of
from flows.messages.unsent import NotSent, Why
from models.code import MessageStatus, Relation
from models.tables import CasePerson, Message
from notifications.kind.aftercare import TrustedPersonAsked
from notifications.kind.ending import (
    CaseClosed,
    CaseHandedOver,
    ClosingLetter,
    ClosingLetterToParents,
    StoppingConfirmed,
)
from notifications.kind.intake import CaseEnded

LETTERS = ("ClosingLetter", "StoppingConfirmed")
"""What a youth is sent about an ending."""


def case_ended(out: Outgoing) -> Told:
    """To the referrer. Of a registration that joined another case the referrer learns nothing: it goes on there."""
    if out.content["outcome"] == "joined":
        raise NotSent(Why.NOTHING_TO_SAY)
    return Told(CaseEnded(case_ref=out.ref, ended_on=day_of(_closed_at(out))))


def case_closed(out: Outgoing) -> Told:
    """To partners that it is closed; to the youth one letter about this ending, unless it is on its way already.

    Those with custody of a child get that letter for the child.
    """
    closed_on = day_of(_closed_at(out))
    if out.to.asked.person_id is None:
        return Told(CaseClosed(case_ref=out.ref, closed_on=closed_on))
    if not out.to_youth:
        return Told(ClosingLetterToParents(case_ref=out.ref, link=out.link))
    if _letter_is_on_its_way(out):
        raise NotSent(Why.TOLD_ALREADY)
    return _LETTER_OF.get(out.content["outcome"], closing_letter)(out)


def _closed_at(out: Outgoing) -> datetime:
    closed_at = out.matter.case.closed_at
    if closed_at is None:
        raise NotSent(Why.CASE_REOPENED)
    return closed_at


def _letter_is_on_its_way(out: Outgoing) -> bool:
    """A letter to the same reader from the step that closed the case."""
    found = out.matter.session.exec(
        select(Message.id).where(
            Message.case_id == out.matter.case.id,
            col(Message.notice).in_(LETTERS),
            Message.to_person_id == out.row.to_person_id,
            Message.queued_at == out.row.queued_at,
            col(Message.status).in_([MessageStatus.QUEUED, MessageStatus.SENT]),
        )
    ).first()
    return found is not None


def closing_letter(out: Outgoing) -> Told:
    """To the youth: the closing letter can be read."""
    return Told(ClosingLetter(case_ref=out.ref, link=out.link))


def stopping_confirmed(out: Outgoing) -> Told:
    """To the youth who stops: that is fine, and this is the way back."""
    return Told(StoppingConfirmed(case_ref=out.ref, check_on=out.content.get("check_on"), link=out.link))


_LETTER_OF: Mapping[str, Callable[[Outgoing], Told]] = {"youth stopped": stopping_confirmed}


def handed_over(out: Outgoing) -> Told:
    """To a trusted person who steps in: the youth chose them. To partners: the case manager works elsewhere now."""
    if _is_trusted(out):
        return Told(TrustedPersonAsked(case_ref=out.ref, link=out.link))
    agency = out.case_manager_agency
    if agency is None:
        raise NotSent(Why.NOTHING_TO_SAY)
    return Told(
        CaseHandedOver(
            case_ref=out.ref,
            agency=out.name_of(agency),
            from_on=out.queued_on,
            read_until_on=out.content.get("read_until_on"),
            link=out.link,
        )
    )


def _is_trusted(out: Outgoing) -> bool:
    row = out.matter.session.exec(
        select(CasePerson.person_id, CasePerson.professional_id).where(
            CasePerson.case_id == out.matter.case.id,
            CasePerson.relation == Relation.TRUSTED_PERSON,
            col(CasePerson.until_on).is_(None),
        )
    ).first()
    return row is not None and tuple(row) == (out.to.asked.person_id, out.to.asked.professional_id)
