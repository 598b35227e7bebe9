"""Makes the destruction list: what is kept no longer, and what came in between. Destroys nothing, asks nobody."""

from dataclasses import dataclass

from sqlmodel import col, select

from flows.facts.retention import category_of, due_cases, held_back, is_due, today
from flows.records.destruction import proof_of
from models.store import Tx
from models.tables import CaseFile, Destruction


@dataclass(frozen=True, slots=True)
class Listed:
    """How many items were added, and how many went off because something came in between."""

    added: int
    off: int


def make_list(tx: Tx) -> Listed:
    """Adds what is kept no longer, and takes off what something holds back by now. Twice it does nothing twice."""
    off = sum(_went_off(tx, item) for item in open_items(tx))
    found = due_cases(tx)
    for number in found:
        case = tx.session.get_one(CaseFile, number)
        category = category_of(tx, case)
        tx.session.add(
            Destruction(
                region_id=case.region_id,
                case_id=case.id,
                proof=proof_of(case.ref),
                category=category,
                due_on=case.retain_until or today(tx),
                listed_at=tx.now,
            )
        )
    tx.flush()
    return Listed(len(found), off)


def open_items(tx: Tx) -> list[Destruction]:
    """Every case on the list, the oldest first."""
    rows = select(Destruction).where(
        col(Destruction.case_id).is_not(None),
        col(Destruction.off_at).is_(None),
        col(Destruction.destroyed_at).is_(None),
    )
    return list(tx.session.exec(rows.order_by(col(Destruction.id))))


def what_came_between(tx: Tx, item: Destruction) -> str | None:
    """Why an item may not go after all, as a code."""
    case = item.case_id or 0
    return held_back(tx, case) or (None if is_due(tx, case) else "not due")


def _went_off(tx: Tx, item: Destruction) -> bool:
    code = what_came_between(tx, item)
    if code is None:
        return False
    off(tx, item, code)
    return True


def off(tx: Tx, item: Destruction, code: str) -> None:
    """Takes an item off the list by itself; it comes back as soon as nothing holds the case any more."""
    item.off_at, item.off_code = tx.now, code
    tx.session.add(item)
    tx.flush()
