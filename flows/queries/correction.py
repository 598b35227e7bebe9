"""What was put right in a case, and how an answer reads since. Only for who may see the file, or said it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.queries.door import open_file
from flows.queries.people import professional_name
from models.access import Viewer
from models.store import Tx
from models.tables import Correction, Statement


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction: of which question (none: the registration), what it said before and since, and why."""

    key: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    why: str
    by: str
    at: datetime


def corrections_of(tx: Tx, viewer: Viewer, ref: str) -> list[CorrectionLine]:
    """Every correction in the case of that number, oldest first.

    Raises:
        Refused: no such case, or the viewer may not see its file.
    """
    return list(_lines(tx, open_file(tx, viewer, ref).case.id))


def as_it_stands(tx: Tx, statement: Statement) -> dict[str, Any]:
    """The fields of an answer as they read now: its own words, or those of its last correction."""
    last = tx.session.exec(
        select(Correction.after).where(Correction.statement_id == statement.id).order_by(col(Correction.id).desc())
    ).first()
    found: dict[str, Any] = json.loads(last or statement.words or "{}")
    return found


def _lines(tx: Tx, case: int) -> Iterator[CorrectionLine]:
    rows = tx.session.exec(select(Correction).where(Correction.case_id == case).order_by(col(Correction.id))).all()
    for row in rows:
        said = tx.session.get(Statement, row.statement_id) if row.statement_id else None
        yield CorrectionLine(
            said.key if said else None,
            json.loads(row.before),
            json.loads(row.after),
            row.why,
            professional_name(tx, row.corrected_by),
            row.corrected_at,
        )
