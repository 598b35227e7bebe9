"""How binding decisions end with what is open of them: stepped down, taken back, or with their case. Tells agencies."""

from typing import Any

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.who import holders
from flows.facts.imposition import parts_of
from models.code import OrderStatus, PartStatus
from models.tables import Imposition

OPEN_PARTS = (PartStatus.HEARING, PartStatus.ORDERED)


def end_order(matter: Matter, order: Imposition, status: OrderStatus, parts: PartStatus, **more: Any) -> None:
    """Ends an order with what is left open of it; its agencies are told."""
    order.status, order.ended_at = status, matter.now
    for name, value in more.items():
        setattr(order, name, value)
    matter.session.add(order)
    told = set()
    for part in parts_of(matter, order.id):
        if part.status not in OPEN_PARTS:
            continue
        part.status, part.closed_at = parts, matter.now
        matter.session.add(part)
        if part.agency_id not in told:
            told.add(part.agency_id)
            put(matter, holders(matter, f"agency:{part.agency_id}", "Hearing")[0], "OrderTakenBack")
    matter.tx.flush()


def end_all_orders(matter: Matter) -> None:
    """The case closes: nobody is bound by anything in it any more."""
    for order in matter.session.exec(
        select(Imposition).where(Imposition.case_id == matter.case.id, col(Imposition.ended_at).is_(None))
    ).all():
        order.status, order.ended_at = OrderStatus.ENDED, matter.now
        matter.session.add(order)
        for part in parts_of(matter, order.id):
            if part.status in OPEN_PARTS:
                ordered = part.status == PartStatus.ORDERED
                part.status = PartStatus.EXPIRED if ordered else PartStatus.TAKEN_BACK
                part.closed_at = matter.now
                matter.session.add(part)
    matter.tx.flush()
