"""What a binding decision records: given or taken back, each part to its end, the table asked, costs settled.

Only under the lock of the case.
"""

from sqlmodel import col, select

from flows.engine import when
from flows.engine.matter import Matter
from flows.engine.signalling import signal_run
from flows.facts.imposition import parts_of, still_open
from flows.records.ladder import propose
from flows.records.order_end import OPEN_PARTS, end_order
from models.code import Errand, OrderStatus, PartStatus
from models.ladder import TABLE
from models.tables import Imposition, ImpositionPart, StageRun

STEPPED_DOWN = "stepped down"


def order_is_given(matter: Matter) -> None:
    """It binds from now on; each agency may object for some days, and it holds meanwhile."""
    order = matter.session.get_one(Imposition, matter.about)
    order.status, order.ordered_at = OrderStatus.ORDERED, matter.now
    matter.session.add(order)
    for part in parts_of(matter, order.id):
        until = when.due(matter, "order objection", agency=part.agency_id).on or matter.today
        part.status, part.object_until = PartStatus.ORDERED, until
        matter.session.add(part)
    matter.tx.flush()


def order_is_taken_back(matter: Matter) -> None:
    """Nothing is ordered; who was heard hears that too."""
    order = matter.session.get_one(Imposition, matter.about)
    if order.ended_at is None:
        end_order(matter, order, OrderStatus.TAKEN_BACK, PartStatus.TAKEN_BACK)


def part_ends(matter: Matter, became: str) -> None:
    """How the part of one agency ended; the order is over with its last part."""
    part = matter.session.get_one(ImpositionPart, matter.about)
    if part.closed_at is not None:
        return
    part.status, part.closed_at = PartStatus(became), matter.now
    matter.session.add(part)
    matter.tx.flush()
    order = matter.session.get_one(Imposition, part.imposition_id)
    if order.ended_at is None and not any(each.status in OPEN_PARTS for each in parts_of(matter, order.id)):
        order.status, order.ended_at = OrderStatus.ENDED, matter.now
        matter.session.add(order)


def table_is_asked(matter: Matter, reason: str = "order not carried out") -> None:
    """The breakthrough table is proposed: the order was not carried out, or an agency objects."""
    part = matter.session.get_one(ImpositionPart, matter.about)
    order = matter.session.get_one(Imposition, part.imposition_id)
    part.table_asked_at = matter.now
    matter.session.add(part)
    propose(matter, TABLE, wait=still_open(matter, order.wait_id), reason=reason)


def costs_are(matter: Matter, settled: bool) -> None:  # noqa: FBT001 - journaled by name
    """Whether the costs were settled between the agencies, in the end."""
    part = matter.session.get_one(ImpositionPart, matter.about)
    part.settled, part.settled_at = settled, matter.now
    matter.session.add(part)


def step_down_order(matter: Matter, order: Imposition, *, by: int | None, why: str) -> None:
    """The order does not hold any more; what was carried out stays, and its costs are still settled."""
    parts = [part.id for part in parts_of(matter, order.id) if part.status in OPEN_PARTS]
    end_order(matter, order, OrderStatus.STEPPED_DOWN, PartStatus.STEPPED_DOWN, ended_by=by, result=why)
    about = ((Errand.IMPOSITION, [order.id]), (Errand.ORDER, parts))
    for errand, numbers in about:
        for run in matter.session.exec(
            select(StageRun.id).where(
                StageRun.case_id == matter.case.id,
                StageRun.stage == errand,
                col(StageRun.about).in_(numbers),
                col(StageRun.ended_at).is_(None),
            )
        ).all():
            signal_run(matter, run, STEPPED_DOWN, by)
