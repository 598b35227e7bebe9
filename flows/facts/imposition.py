"""What binding decisions go by: who may give one, whom it may bind, and what each part asks. Never writes.

Source: process.md, "the power to push through"; domain.md §3. Each refusal has a sentence of its own.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from sqlmodel import col, func, select

from flows.engine import when
from flows.engine.matter import Matter
from models.code import OrderKind, OrderStatus, Stage, WaitStatus
from models.ladder import CONSULTANT
from models.refusal import NotAllowed, Refused
from models.speech import mark
from models.tables import (
    Agency,
    Agreement,
    AgreementScope,
    Imposition,
    ImpositionPart,
    LadderStep,
    Mandate,
    Signatory,
    StageRun,
    Wait,
)

TABLE_TERM = "ladder 4"
"""From the day of the order: not carried out by then, it goes to the breakthrough table."""


def agreements_for(matter: Matter, consultant: int) -> list[Agreement]:
    """The agreements under which somebody may take binding decisions today, the one that ends last first.

    Raises:
        NotAllowed: they hold no mandate, or not any more.
        Refused: no agreement they hold it under holds today.
    """
    found = matter.session.exec(
        select(Agreement, Mandate)
        .join(Mandate, col(Mandate.agreement_id) == Agreement.id)
        .where(Mandate.professional_id == consultant, Agreement.region_id == matter.case.region_id)
        .order_by(col(Agreement.valid_until).desc())
    ).all()
    held = [
        agreement
        for agreement, mandate in found
        if mandate.from_on <= matter.today and (mandate.until_on is None or matter.today <= mandate.until_on)
    ]
    if not held:
        raise NotAllowed(mark("You hold no mandate to take a binding decision."))
    hold = [agreement for agreement in held if agreement.valid_from <= matter.today <= agreement.valid_until]
    if not hold:
        raise Refused(
            mark("The cooperation agreement held until {day}; nobody can be bound by it now."),
            day=f"{held[0].valid_until:%d-%m-%Y}",
        )
    return hold


def agreement_that_allows(
    matter: Matter, held: Iterable[Agreement], kinds: Collection[OrderKind], insist: Callable[[Agreement], None]
) -> Agreement:
    """The first agreement under which an order passes every check; those whose scope covers it are tried first.

    Args:
        matter: the case.
        held: the agreements under which the mandate holds, at least one.
        kinds: what is ordered.
        insist: checks the order under one agreement.

    Raises:
        Refused: none allows it; what is said is what the nearest one lacks.
    """
    nearest: Refused | None = None
    for agreement in sorted(held, key=lambda each: not set(kinds) <= _scope(matter, each)):
        try:
            insist(agreement)
        except Refused as refused:
            nearest = nearest or refused
        else:
            return agreement
    raise nearest or NotAllowed(mark("You hold no mandate to take a binding decision."))


def insist_on_step(matter: Matter, wait: int | None) -> LadderStep:
    """The confirmed step of the ladder, 3 or higher, on this question or on the case.

    Raises:
        Refused: there is none, or it was taken before the case was opened again.
    """
    standing = matter.session.exec(
        select(LadderStep)
        .where(
            LadderStep.case_id == matter.case.id,
            (col(LadderStep.wait_id).is_(None)) | (LadderStep.wait_id == wait),
            LadderStep.step >= CONSULTANT,
            col(LadderStep.confirmed_at).is_not(None),
            col(LadderStep.stepped_down_at).is_(None),
        )
        .order_by(col(LadderStep.confirmed_at).desc())
    ).first()
    if standing is None or standing.confirmed_at is None:
        raise Refused(
            mark("A binding decision needs step 3 of the ladder, confirmed for this question or for the case.")
        )
    began_at = matter.session.exec(
        select(func.max(StageRun.started_at)).where(StageRun.case_id == matter.case.id, StageRun.stage == Stage.INTAKE)
    ).one()
    if began_at is not None and standing.confirmed_at < began_at:
        raise Refused(mark("The case was opened again after this step was confirmed; the step must be confirmed anew."))
    return standing


def insist_in_scope(matter: Matter, agreement: Agreement, kinds: Iterable[OrderKind]) -> None:
    """What is ordered lies within what the administrators agreed.

    Raises:
        Refused: it lies outside; the breakthrough table can decide it.
    """
    scope = _scope(matter, agreement)
    for kind in kinds:
        if kind not in scope:
            raise Refused(
                mark("'{kind}' lies outside the mandate of the cooperation agreement; the breakthrough table decides."),
                kind=kind.value,
            )


def _scope(matter: Matter, agreement: Agreement) -> set[str]:
    rows = select(AgreementScope.kind).where(AgreementScope.agreement_id == agreement.id)
    return set(matter.session.exec(rows))


def insist_holds(agreement: Agreement, until: date) -> None:
    """No binding decision holds longer than the agreement it is taken under.

    Raises:
        Refused: the agreement ends before that day.
    """
    if until > agreement.valid_until:
        raise Refused(
            mark("The cooperation agreement holds until {day}; a binding decision cannot hold longer."),
            day=f"{agreement.valid_until:%d-%m-%Y}",
        )


def insist_signed(matter: Matter, agreement: Agreement, agencies: Iterable[int]) -> None:
    """Everybody who is named signed, and still takes part.

    Raises:
        Refused: an agency that did not sign, or left.
    """
    for agency in agencies:
        signed = matter.session.get(Signatory, (agreement.id, agency))
        bound = signed is not None and signed.signed_on <= matter.today
        if not bound or (signed is not None and signed.left_on is not None and signed.left_on < matter.today):
            row = matter.session.get(Agency, agency)
            raise Refused(
                mark("{agency} did not sign the cooperation agreement and cannot be bound by it."),
                agency=row.name if row else f"agency:{agency}",
            )


def parts_of(matter: Matter, imposition: int) -> list[ImpositionPart]:
    """The parts of a binding decision, in the order they were written."""
    rows = select(ImpositionPart).where(ImpositionPart.imposition_id == imposition).order_by(col(ImpositionPart.id))
    return list(matter.session.exec(rows))


def whom_it_binds(matter: Matter) -> dict[str, Any]:
    """Who imposes, which agencies are heard (each once), and the parts."""
    imposition = matter.session.get_one(Imposition, matter.about)
    parts = parts_of(matter, imposition.id)
    return {
        "by": f"professional:{imposition.imposed_by}",
        "agencies": [f"agency:{agency}" for agency in dict.fromkeys(part.agency_id for part in parts)],
        "parts": [part.id for part in parts],
    }


def what_is_ordered(matter: Matter) -> dict[str, Any]:
    """What one agency must do: by when, from which day the table is asked, until when it holds, who settles."""
    part = matter.session.get_one(ImpositionPart, matter.about)
    order = matter.session.get_one(Imposition, part.imposition_id)
    table_on = when.due(matter, TABLE_TERM, agency=part.agency_id).on or part.by_on
    return {
        "agency": f"agency:{part.agency_id}",
        "by_on": part.by_on,
        "table_on": min(max(part.by_on, table_on), order.holds_until),
        "holds_until": order.holds_until,
        "settles": f"agency:{part.settles_id}" if part.settles_id else None,
    }


def day_to_settle(matter: Matter) -> date:
    """The last day to settle the costs; never so soon that nobody could answer."""
    part = matter.session.get_one(ImpositionPart, matter.about)
    soonest = when.due(matter, "inform", agency=part.settles_id).on or matter.today
    return max(part.settle_by_on or soonest, soonest)


def insist_did_not_impose(matter: Matter, wait: int | None) -> None:
    """Who gave a binding decision does not decide on the objection to it.

    Raises:
        NotAllowed: the one who speaks imposed it.
    """
    about = [] if wait is None else [Imposition.wait_id == wait]
    imposed = matter.session.exec(
        select(Imposition.id).where(
            Imposition.case_id == matter.case.id,
            *about,
            Imposition.imposed_by == matter.speaker,
            col(Imposition.ordered_at).is_not(None),
        )
    ).first()
    if imposed is not None:
        raise NotAllowed(mark("You gave this binding decision yourself; somebody else decides about it now."))


def open_order(matter: Matter, wait: int | None) -> Imposition | None:
    """The binding decision about a question, or about the case itself, that has not ended."""
    about = col(Imposition.wait_id).is_(None) if wait is None else Imposition.wait_id == wait
    return matter.session.exec(
        select(Imposition).where(
            Imposition.case_id == matter.case.id,
            about,
            col(Imposition.status).in_([OrderStatus.HEARING, OrderStatus.ORDERED]),
        )
    ).first()


def still_open(matter: Matter, wait: int | None) -> int | None:
    """The question, while it is open; otherwise what comes next is about the case itself."""
    row = matter.session.get(Wait, wait) if wait else None
    return row.id if row is not None and row.status == WaitStatus.OPEN else None
