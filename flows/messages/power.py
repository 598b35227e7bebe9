"""Words for binding decisions and for a place that is free. Never what was decided: that stands behind the link."""

from sqlmodel import select

from flows.engine import when
from flows.messages.asked import AskedWait, waits_of
from flows.messages.link import link_to
from flows.messages.outgoing import Outgoing, Told
from flows.messages.unsent import NotSent, Why
from models.code import OrderStatus, PartStatus, UseStatus, WaitStatus
from models.tables import Imposition, ImpositionPart, InstrumentUse, Wait
from notifications.kind.instrument import PlaceFree
from notifications.kind.ladder import HearingAsked, OrderGiven, OrderTakenBack


def place_free(out: Outgoing) -> Told:
    """A place is free for who waited; not said once it was taken, or given back."""
    use = out.matter.session.get(InstrumentUse, out.content["use"])
    if use is None or use.status != UseStatus.WAITING:
        raise NotSent(Why.NOTHING_TO_SAY)
    return Told(PlaceFree(case_ref=out.ref, link=out.link))


def hearing_asked(out: Outgoing) -> Told:
    """What does the agency say to it, before anything is ordered?"""
    agency = out.to.agency_id or 0
    order = out.matter.session.get(Imposition, out.content["imposition"])
    if order is None or order.status != OrderStatus.HEARING:
        raise NotSent(Why.NOTHING_TO_SAY)
    wait = _hearing_of(out)
    due_on = wait.due_on if wait else when.due(out.matter, "hearing", agency=agency, since=out.queued_on).on
    notice = HearingAsked(
        case_ref=out.ref,
        agency=out.name_of(agency),
        due_on=due_on or out.queued_on,
        link=link_to(out, wait) if wait else out.link,
    )
    return Told(notice, waits=(wait.id,) if wait else ())


def _hearing_of(out: Outgoing) -> AskedWait | None:
    """The question by which the reader is heard about this decision; none when they were heard already."""
    numbers = out.matter.session.exec(
        select(Wait.id).where(
            Wait.case_id == out.matter.case.id,
            Wait.key == f"hearing:{out.content['imposition']}",
            Wait.status == WaitStatus.OPEN,
        )
    ).all()
    return next((wait for wait in waits_of(out, numbers) if wait.token == out.to.token), None)


def order_given(out: Outgoing) -> Told:
    """It is ordered: by when, and until when the agency may object."""
    part = out.matter.session.get(ImpositionPart, out.content["part"])
    if part is None or part.status != PartStatus.ORDERED:
        raise NotSent(Why.NOTHING_TO_SAY)
    return Told(
        OrderGiven(
            case_ref=out.ref,
            agency=out.name_of(part.agency_id),
            carry_out_by_on=part.by_on,
            object_by_on=part.object_until or part.by_on,
            link=out.link,
        )
    )


def order_taken_back(out: Outgoing) -> Told:
    """Nothing is ordered, or not any more."""
    agency = out.name_of(out.to.agency_id or 0)
    return Told(OrderTakenBack(case_ref=out.ref, agency=agency, link=out.link))
