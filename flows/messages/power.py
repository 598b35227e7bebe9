"""Words for binding decisions and for a place that is free. Never what was decided: that stands behind the link."""

from flows.engine import when
from flows.messages.outgoing import Outgoing, Told
from flows.messages.unsent import NotSent, Why
from models.code import OrderStatus, PartStatus, UseStatus
from models.tables import Imposition, ImpositionPart, InstrumentUse
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
    due_on = when.due(out.matter, "hearing", agency=agency, since=out.queued_on).on or out.queued_on
    return Told(HearingAsked(case_ref=out.ref, agency=out.name_of(agency), due_on=due_on, link=out.link))


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
