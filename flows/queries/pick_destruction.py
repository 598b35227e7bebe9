"""What can be chosen on the destruction list: items, and holds. Numbers of cases only."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import col, select

from flows.queries.option import Option
from models.store import Tx
from models.tables import CaseFile, Destruction, LegalHold


def on_the_list(tx: Tx, region: int) -> Iterator[Option]:
    """Every case on the list of the region."""
    yield from _items(tx, region)


def to_approve(tx: Tx, region: int) -> Iterator[Option]:
    """Those that lack an approval."""
    yield from _items(tx, region, col(Destruction.second_by).is_(None))


def _items(tx: Tx, region: int, *conditions: Any) -> Iterator[Option]:
    rows = tx.session.exec(
        select(Destruction.id, CaseFile.ref)
        .join(CaseFile, col(CaseFile.id) == Destruction.case_id)
        .where(
            Destruction.region_id == region,
            col(Destruction.off_at).is_(None),
            col(Destruction.destroyed_at).is_(None),
            *conditions,
        )
        .order_by(col(Destruction.due_on), col(Destruction.id))
    )
    yield from (Option(str(number), ref) for number, ref in rows)


def holds(tx: Tx, region: int) -> Iterator[Option]:
    """Every hold that is not over."""
    rows = tx.session.exec(
        select(LegalHold.id, CaseFile.ref)
        .join(CaseFile, col(CaseFile.id) == LegalHold.case_id)
        .where(CaseFile.region_id == region, col(LegalHold.ended_at).is_(None))
        .order_by(col(LegalHold.id))
    )
    yield from (Option(str(number), ref) for number, ref in rows)
