"""Binding decisions as people see them: of one case, and counted per agency and kind for the administrators' table.

An agency sees its own part only. Never counted per person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlmodel import case, col, func, select

from flows.engine.matter import AMSTERDAM
from flows.queries.door import Opened, open_case
from flows.queries.option import Option
from flows.queries.over_region import region_looked_over
from flows.queries.people import agency_name, professional_name
from flows.queries.waiting import WaitLine
from models.access import Viewer
from models.code import OrderStatus, PartStatus, WaitStatus
from models.forms import question_named
from models.item import Item
from models.kind import Kind
from models.label import LABELS
from models.ladder import CONSULTANT
from models.speech import mark, say
from models.store import Tx
from models.tables import Agency, Agreement, CaseFile, Imposition, ImpositionPart, LadderStep, Signatory, Wait

NOTICE_OF_DEFAULT = mark(
    "The term set by law has passed. The applicant may give the agency notice of default (ingebrekestelling); two weeks"
    " later a penalty can run. Tell the youth and the family, and help them with the letter."
)
"""Source: Awb art. 4:17; process.md, "For a statutory decision past its term the page reminds"."""


@dataclass(frozen=True, slots=True)
class PartView:
    """What one agency must do; in words for who sees the file, and for that agency itself."""

    id: int
    agency: str
    kind: str
    words: str | None
    by_on: date
    pays: str
    settles: str
    settle_by_on: date | None
    status: str
    object_until: date | None
    objected: str | None
    settled: bool | None


@dataclass(frozen=True, slots=True)
class OrderView:
    """One binding decision, with the parts the viewer may see; why it was asked stands only for who sees the file."""

    id: int
    question: str | None
    by: str
    why: str | None
    status: str
    requested_at: datetime
    ordered_at: datetime | None
    holds_until: date
    result: str | None
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class OrderCount:
    """Parts of binding decisions of one kind on one agency.

    Attributes:
        asked: the agency was heard about it.
        given: it was ordered.
        table: the breakthrough table was proposed, by an objection or because it was not carried out.
    """

    agency: str
    kind: str
    asked: int
    given: int
    carried_out: int
    objected: int
    table: int
    expired: int
    stepped_down: int
    settled: int
    not_settled: int


def orders_of(tx: Tx, viewer: Viewer, ref: str) -> tuple[OrderView, ...]:
    """The binding decisions in the case of that number, the newest first.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    opened = open_case(tx, viewer, ref)
    rows = tx.session.exec(
        select(Imposition).where(Imposition.case_id == opened.case.id).order_by(col(Imposition.id).desc())
    ).all()
    found = (_order(tx, opened, row) for row in rows)
    return tuple(order for order in found if order.parts)


def _order(tx: Tx, opened: Opened, row: Imposition) -> OrderView:
    parts = tx.session.exec(
        select(ImpositionPart).where(ImpositionPart.imposition_id == row.id).order_by(col(ImpositionPart.id))
    )
    return OrderView(
        id=row.id,
        question=_question(tx, row.wait_id, opened.viewer.language),
        by=professional_name(tx, row.imposed_by),
        why=row.why if opened.sees(Item.ORDER_WORDS) else None,
        status=row.status.value,
        requested_at=row.requested_at,
        ordered_at=row.ordered_at,
        holds_until=row.holds_until,
        result=row.result if opened.sees(Item.ORDER_WORDS) else None,
        parts=tuple(_part(tx, opened, part) for part in parts if opened.sees(Item.ORDER, opened.own(part.agency_id))),
    )


def _part(tx: Tx, opened: Opened, part: ImpositionPart) -> PartView:
    return PartView(
        id=part.id,
        agency=agency_name(tx, part.agency_id),
        kind=part.kind.value,
        words=part.words if opened.sees(Item.ORDER_WORDS, opened.own(part.agency_id)) else None,
        by_on=part.by_on,
        pays=agency_name(tx, part.pays_id),
        settles=agency_name(tx, part.settles_id),
        settle_by_on=part.settle_by_on,
        status=part.status.value,
        object_until=part.object_until,
        objected=part.objected,
        settled=part.settled,
    )


def _question(tx: Tx, wait: int | None, language: str) -> str | None:
    row = tx.session.get(Wait, wait) if wait else None
    return say(question_named(row.form, row.form_version), language) if row and row.form else None


def orders_per_agency(tx: Tx, viewer: Viewer, since: date | None = None) -> tuple[OrderCount, ...]:
    """Counted per agency and kind, those asked on or after a day.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    region = region_looked_over(tx, viewer)
    begin = [col(Imposition.requested_at) >= datetime.combine(since, time(), AMSTERDAM)] if since else []
    rows: Any = tx.session.exec(
        select(Agency.name, ImpositionPart.kind, func.count(), *_COUNTED)  # type: ignore[call-overload]
        .select_from(ImpositionPart)
        .join(Imposition, col(Imposition.id) == ImpositionPart.imposition_id)
        .join(CaseFile, col(CaseFile.id) == Imposition.case_id)
        .join(Agency, col(Agency.id) == ImpositionPart.agency_id)
        .where(CaseFile.region_id == region, *begin)
        .group_by(Agency.name, col(ImpositionPart.kind))
        .order_by(Agency.name, col(ImpositionPart.kind))
    ).all()
    return tuple(OrderCount(name, kind.value, *map(int, counts)) for name, kind, *counts in rows)


def _those(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


_COUNTED = (
    _those(col(ImpositionPart.object_until).is_not(None)),
    _those(ImpositionPart.status == PartStatus.CARRIED_OUT),
    _those(col(ImpositionPart.objected).is_not(None)),
    _those(col(ImpositionPart.table_asked_at).is_not(None)),
    _those(ImpositionPart.status == PartStatus.EXPIRED),
    _those(ImpositionPart.status == PartStatus.STEPPED_DOWN),
    _those(col(ImpositionPart.settled).is_(True)),
    _those(col(ImpositionPart.settled).is_(False)),
)


def reminder_of_default(tx: Tx, line: WaitLine) -> str | None:
    """What a page reminds of when a decision set by law has not come in its term; nothing otherwise."""
    if line.days_late < 1:
        return None
    wait = tx.session.get(Wait, line.id)
    return NOTICE_OF_DEFAULT if wait is not None and wait.term_kind == Kind.STATUTORY else None


def signatories(tx: Tx, opened: Opened) -> Iterator[Option]:
    """Whom a binding decision may bind today; not the viewer's own agency."""
    today = tx.now.astimezone(AMSTERDAM).date()
    rows = tx.session.exec(
        select(Agency)
        .join(Signatory, col(Signatory.agency_id) == Agency.id)
        .join(Agreement, col(Agreement.id) == Signatory.agreement_id)
        .where(
            Agreement.region_id == opened.case.region_id,
            Agreement.valid_from <= today,
            Agreement.valid_until >= today,
            col(Signatory.left_on).is_(None) | (col(Signatory.left_on) >= today),
            Agency.id != opened.viewer.agency_id,
        )
        .distinct()
        .order_by(Agency.name)
    )
    yield from (Option(f"agency:{agency.id}", agency.name) for agency in rows)


def imposable(tx: Tx, opened: Opened) -> Iterator[Option]:
    """The open questions of a case on which step 3 or higher stands."""
    rows = tx.session.exec(
        select(Wait)
        .join(LadderStep, col(LadderStep.wait_id) == Wait.id)
        .where(
            Wait.case_id == opened.case.id,
            Wait.status == WaitStatus.OPEN,
            LadderStep.step >= CONSULTANT,
            col(LadderStep.confirmed_at).is_not(None),
            col(LadderStep.stepped_down_at).is_(None),
        )
        .distinct()
        .order_by(col(Wait.id))
    )
    for wait in rows:
        yield Option(
            str(wait.id), f"{_question(tx, wait.id, opened.viewer.language)} ({agency_name(tx, wait.agency_id)})"
        )


def open_orders(tx: Tx, opened: Opened) -> Iterator[Option]:
    """The binding decisions of a case that have not ended."""
    rows = tx.session.exec(
        select(Imposition)
        .where(
            Imposition.case_id == opened.case.id,
            col(Imposition.status).in_([OrderStatus.HEARING, OrderStatus.ORDERED]),
        )
        .order_by(col(Imposition.id))
    )
    for row in rows:
        status = say(LABELS[OrderStatus][row.status], opened.viewer.language)
        yield Option(str(row.id), f"{row.requested_at:%d-%m-%Y} ({status})")


def agreements(tx: Tx, region: int) -> Iterator[Option]:
    """The cooperation agreements of a region, the newest first."""
    rows = tx.session.exec(
        select(Agreement).where(Agreement.region_id == region).order_by(col(Agreement.valid_from).desc())
    )
    yield from (Option(str(row.id), f"{row.name} ({row.valid_from:%Y}-{row.valid_until:%Y})") for row in rows)
