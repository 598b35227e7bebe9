"""The terms of a region as they hold today: how long, on what ground, since when, and what changes later.

Reads what the region agreed; counts no day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.commands.region import LONG_AGO
from flows.engine.matter import AMSTERDAM
from flows.queries.over_region import region_looked_over
from models.access import Viewer
from models.amount import Amount, Unit
from models.store import Tx
from models.tables import TermRow


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term from a day on.

    Attributes:
        kind: what binds it, as a code.
        since: the day from which it holds; empty where it held from the beginning.
        later: what the region already made of it from a later day on, the soonest first.
    """

    name: str
    amount: Amount
    urgent: Amount | None
    kind: str
    off: bool
    ground: str
    since: date | None
    later: tuple["TermLine", ...] = ()


def terms_of_region(tx: Tx, viewer: Viewer) -> tuple[TermLine, ...]:
    """Every term of the viewer's region, by name.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    today = tx.now.astimezone(AMSTERDAM).date()
    rows = tx.session.exec(
        select(TermRow)
        .where(TermRow.region_id == region_looked_over(tx, viewer))
        .order_by(TermRow.name, col(TermRow.valid_from))
    ).all()
    by_name: dict[str, list[TermRow]] = {}
    for row in rows:
        by_name.setdefault(row.name, []).append(row)
    return tuple(_now_and_later(by_name.values(), today))


def _now_and_later(histories: Iterable[list[TermRow]], today: date) -> Iterator[TermLine]:
    for history in histories:
        now = [row for row in history if row.valid_from <= today]
        later = tuple(_line(row) for row in history if row.valid_from > today)
        if now:
            yield _line(now[-1], later)


def _line(row: TermRow, later: tuple[TermLine, ...] = ()) -> TermLine:
    urgent = Amount(row.urgent_amount, Unit(row.urgent_unit)) if row.urgent_amount and row.urgent_unit else None
    since = row.valid_from if row.valid_from > LONG_AGO else None
    return TermLine(row.name, Amount(row.amount, Unit(row.unit)), urgent, row.kind, row.off, row.ground, since, later)


def term_of_region(tx: Tx, viewer: Viewer, name: str) -> TermLine | None:
    """One of them by its name; nothing where there is none."""
    return next((each for each in terms_of_region(tx, viewer) if each.name == name), None)
