"""What answers about binding decisions mean. What was checked when one was asked for is checked again."""

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.facts.imposition import (
    agreement_that_allows,
    agreements_for,
    insist_holds,
    insist_in_scope,
    insist_on_step,
    insist_signed,
    parts_of,
)
from flows.records.imposition import table_is_asked
from models.forms.imposition import Order, OrderDone, OrderObjection
from models.refusal import BadAnswer, NotAllowed, Refused
from models.speech import mark
from models.tables import Agreement, Imposition, ImpositionPart


@files(Order)
def order(matter: Matter, _wait: OpenWait, form: Order) -> None:
    """Given only by who asked for it, within the mandate of today, while the step of the ladder stands."""
    row = matter.session.get_one(Imposition, matter.about)
    if matter.speaker != row.imposed_by:
        raise NotAllowed(mark("Only the transition consultant who heard the agencies can give the binding decision."))
    if not form.orders:
        return
    held = agreements_for(matter, row.imposed_by)
    insist_on_step(matter, row.wait_id)
    parts = parts_of(matter, row.id)
    row.agreement_id = agreement_that_allows(
        matter,
        sorted(held, key=lambda each: each.id != row.agreement_id),  # the one it was asked under, where that allows it
        [part.kind for part in parts],
        lambda each: _insist_within(matter, each, row, parts),
    ).id
    matter.session.add(row)
    if any(part.by_on < matter.today for part in parts):
        raise Refused(mark("A day in the binding decision has passed meanwhile; take it back and ask for a new one."))


def _insist_within(matter: Matter, agreement: Agreement, row: Imposition, parts: list[ImpositionPart]) -> None:
    insist_in_scope(matter, agreement, (part.kind for part in parts))
    named = (agency for part in parts for agency in (part.agency_id, part.pays_id, part.settles_id))
    insist_signed(matter, agreement, sorted({agency for agency in named if agency is not None}))
    insist_holds(agreement, row.holds_until)


@files(OrderObjection)
def order_objection(matter: Matter, _wait: OpenWait, form: OrderObjection) -> None:
    """Within its days; the order holds, and the breakthrough table is proposed."""
    part = matter.session.get_one(ImpositionPart, matter.about)
    if part.object_until is None or matter.today > part.object_until:
        raise Refused(
            mark("An objection could be made until {day}; the binding decision holds."),
            day=f"{part.object_until:%d-%m-%Y}" if part.object_until else "-",
        )
    part.objected, part.objected_at = form.code, matter.now
    matter.session.add(part)
    table_is_asked(matter, "order objected")


@files(OrderDone)
def order_done(matter: Matter, _wait: OpenWait, form: OrderDone) -> None:
    """What happened lies in the past."""
    if form.done_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "done_on")
