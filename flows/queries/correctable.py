"""Which answers of a case a viewer may put right, and how each reads now. The command checks again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.correct import CORRECTABLE, INSTEAD, insist_may_correct
from flows.queries.correction import as_it_stands
from flows.queries.door import Opened, matter_of, open_case
from flows.queries.people import holder_name
from models.access import Viewer
from models.refusal import Refused
from models.store import Tx
from models.tables import Statement


@dataclass(frozen=True, slots=True)
class Correctable:
    """One answer.

    Attributes:
        id: its number.
        form: the form it was given in, with its version.
        who: whose answer it is.
        reads: its fields as they stand, corrected already where they were.
    """

    id: int
    form: str
    version: int
    who: str
    said_at: datetime
    reads: dict[str, Any]


def correctable(tx: Tx, viewer: Viewer, ref: str) -> tuple[Correctable, ...]:
    """The answers in the case of that number the viewer may put right today, the newest first.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    return tuple(answers_to_correct(tx, open_case(tx, viewer, ref)))


def answers_to_correct(tx: Tx, opened: Opened) -> Iterator[Correctable]:
    """The same in a case that is open already."""
    rows = tx.session.exec(
        select(Statement)
        .where(
            Statement.case_id == opened.case.id,
            col(Statement.kind).in_(CORRECTABLE),
            col(Statement.form).is_not(None),
        )
        .order_by(col(Statement.id).desc())
    )
    for row in rows:
        if not _may(tx, opened, row):
            continue
        reads = as_it_stands(tx, row)
        if not INSTEAD & set(reads):
            holder = holder_name(tx, row.said_by_agency_id, row.said_by_professional_id, row.said_by_person_id)
            who = f"{row.said_by_name} · {holder}" if row.said_by_name else holder
            yield Correctable(row.id, row.form or "", row.form_version or 1, who, row.said_at, reads)


def _may(tx: Tx, opened: Opened, row: Statement) -> bool:
    try:
        insist_may_correct(matter_of(tx, opened), opened.viewer, row)
    except Refused:
        return False
    return True
