"""Imposing, and stepping a binding decision down. Everything that is not within the mandate is refused by name.

Source: process.md, "the power to push through". Never binds youth or family: only agencies can be named.
"""

from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.guided import guided
from flows.commands.question import lock_case, see_case
from flows.commands.reading import as_fields
from flows.engine import when
from flows.engine.matter import Matter
from flows.engine.step import add_run
from flows.engine.who import holders
from flows.facts.imposition import (
    agreement_that_allows,
    agreements_for,
    insist_holds,
    insist_in_scope,
    insist_on_step,
    insist_signed,
    open_order,
)
from flows.filing.ground import insist_on_ground
from flows.records.imposition import step_down_order
from flows.records.partner import join_partner
from models.access import Viewer
from models.code import Errand, WaitStatus
from models.deed import Deed
from models.forms import line_from
from models.forms.imposition import Impose, PartOfOrder, StepDownOrder
from models.holder import parsed
from models.refusal import BadAnswer, NotAllowed, Refused
from models.speech import mark
from models.store import Store
from models.tables import Agency, Agreement, Imposition, ImpositionPart, LadderStep, Wait


def impose(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Asks for a binding decision: the agencies are heard first. Gives its number.

    Raises:
        Refused: no mandate, no confirmed step of the ladder, outside the scope or the validity of the agreement, an
            agency that did not sign or is one's own, a question of the family, or days that do not fit.
    """
    wanted = line_from(Impose, as_fields(content))
    with store.write(now) as tx:
        case = lock_case(tx, ref, viewer)
        matter = Matter(tx, case, 0, Errand.IMPOSITION, 0, None, None, viewer.professional_id)
        if not _leads_the_step(matter, viewer):
            see_case(tx, viewer, case)
        if case.closed_at is not None:
            raise Refused(mark("Case {ref} is closed."), ref=case.ref)
        held = agreements_for(matter, viewer.professional_id)
        wait = _question(matter, wanted.question)
        step = insist_on_step(matter, wait)
        _insist_is_theirs(matter, viewer, step)
        if open_order(matter, wait) is not None:
            raise Refused(mark("There is a binding decision about this already; step it down first."))
        agreement = agreement_that_allows(
            matter,
            held,
            [part.kind for part in wanted.parts],
            lambda each: _insist_within(matter, viewer, each, wanted),
        )
        return _requested(matter, viewer, agreement, wanted, wait)


def step_down(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> None:
    """A binding decision does not hold any more; its agencies are told.

    Raises:
        Refused: no such decision, it ended before, or the viewer does not guide this case.
    """
    wanted = line_from(StepDownOrder, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.START, Errand.IMPOSITION)
        order = matter.session.get(Imposition, wanted.order)
        if order is None or order.case_id != matter.case.id:
            raise _unfit("order", mark("that is no binding decision of this case"))
        if order.ended_at is not None:
            raise Refused(mark("This binding decision ended before."))
        step_down_order(matter, order, by=viewer.professional_id, why=wanted.why)


def _leads_the_step(matter: Matter, viewer: Viewer) -> bool:
    """A case without a consultant gets one for this question only: who leads its talk."""
    leads = select(LadderStep.id).where(
        LadderStep.case_id == matter.case.id,
        LadderStep.professional_id == viewer.professional_id,
        col(LadderStep.stepped_down_at).is_(None),
    )
    return matter.session.exec(leads).first() is not None


def _insist_is_theirs(matter: Matter, viewer: Viewer, step: LadderStep) -> None:
    if viewer.professional_id not in {matter.case.consultant_id, step.professional_id}:
        raise NotAllowed(mark("Only the transition consultant of this case can ask for a binding decision."))


def _question(matter: Matter, number: int | None) -> int | None:
    """An open question of this case that an agency holds.

    Raises:
        Refused: it is of another case, or not open, or one of the people holds it.
    """
    if number is None:
        return None
    wait = matter.session.get(Wait, number)
    if wait is None or wait.case_id != matter.case.id or wait.status != WaitStatus.OPEN:
        raise _unfit("question", mark("that is no open question of this case"))
    if wait.agency_id is None:
        raise Refused(mark("Youth and family are never bound; this question is theirs."))
    return wait.id


def _insist_within(matter: Matter, viewer: Viewer, agreement: Agreement, wanted: Impose) -> None:
    """Scope, signatories, days; each agency is heard, so who pays for now has a part of its own."""
    bound = {_agency(matter, part.agency, "parts.agency") for part in wanted.parts}
    if viewer.agency_id in bound:
        raise Refused(
            mark("{agency} is your own agency; nobody gives a binding decision to themselves."),
            agency=matter.session.get_one(Agency, viewer.agency_id).name,
        )
    insist_in_scope(matter, agreement, (part.kind for part in wanted.parts))
    paying = {_agency(matter, part.pays, "parts.pays") for part in wanted.parts if part.pays}
    settling = {_agency(matter, part.settles, "parts.settles") for part in wanted.parts if part.settles}
    insist_signed(matter, agreement, sorted(bound | paying | settling))
    for agency in sorted(paying - bound):
        raise Refused(
            mark("{agency} pays for now and has no part of its own; give it one, so that it is heard."),
            agency=matter.session.get_one(Agency, agency).name,
        )
    for agency in sorted(bound):
        insist_on_ground(matter, agency)
    _insist_days(matter, agreement, wanted)


def _insist_days(matter: Matter, agreement: Agreement, wanted: Impose) -> None:
    until = _holds_until(matter, agreement, wanted)
    insist_holds(agreement, until)
    for part in wanted.parts:
        if part.by_on <= matter.today:
            raise BadAnswer(mark("The field '{field}' must be a day ahead: the agency is heard first."), "parts.by_on")
        if part.by_on > until:
            raise _unfit("parts.by_on", mark("that is after the last day on which the decision holds"))
        if part.settle_by_on is not None and part.settle_by_on <= matter.today:
            raise BadAnswer(mark("The field '{field}' must be a day ahead."), "parts.settle_by_on")


def _holds_until(matter: Matter, agreement: Agreement, wanted: Impose) -> date:
    if wanted.holds_until is not None:
        return wanted.holds_until
    usual = when.due(matter, "order holds", agency=None).on or agreement.valid_until
    return min(usual, agreement.valid_until)


def _requested(matter: Matter, viewer: Viewer, agreement: Agreement, wanted: Impose, wait: int | None) -> int:
    order = Imposition(
        case_id=matter.case.id,
        wait_id=wait,
        agreement_id=agreement.id,
        imposed_by=viewer.professional_id,
        agency_id=viewer.agency_id,
        why=wanted.why,
        requested_at=matter.now,
        holds_until=_holds_until(matter, agreement, wanted),
    )
    matter.session.add(order)
    matter.tx.flush()
    for part in wanted.parts:
        matter.session.add(_part(matter, order.id, part))
        join_partner(matter, holders(matter, part.agency, "Hearing")[0])
    matter.tx.flush()
    add_run(matter.tx, matter.case.id, Errand.IMPOSITION, about=order.id)
    return order.id


def _part(matter: Matter, order: int, part: PartOfOrder) -> ImpositionPart:
    settles = parsed(part.settles)[1] if part.settles else None
    usual = when.due(matter, "settle costs", agency=settles).on
    return ImpositionPart(
        imposition_id=order,
        agency_id=parsed(part.agency)[1],
        kind=part.kind,
        words=part.words,
        by_on=part.by_on,
        pays_id=parsed(part.pays)[1] if part.pays else None,
        settles_id=settles,
        settle_by_on=(part.settle_by_on or usual) if settles else None,
    )


def _agency(matter: Matter, token: str, field: str) -> int:
    agency = matter.session.get(Agency, parsed(token)[1])
    if agency is None or agency.region_id != matter.case.region_id:
        raise _unfit(field, mark("there is no such agency"))
    return agency.id


def _unfit(field: str, why: str) -> BadAnswer:
    return BadAnswer(mark("The field '{field}' does not fit: {why}."), field, why=why)
