"""Registrations being written, of the viewer's own agency. Nobody else's, and none that was handed in."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.queries.people import professional_name
from models.access import Viewer
from models.code import Logged
from models.link import Link
from models.look import Look
from models.refusal import Refused, Unknown
from models.speech import mark
from models.store import Tx
from models.tables import CaseFile, Draft

HANDED_IN = mark("This registration was handed in already: it is {ref}.")


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One registration being written."""

    id: int
    about: str
    author: str
    written_at: datetime


def drafts_of(tx: Tx, viewer: Viewer) -> tuple[DraftLine, ...]:
    """The drafts of the viewer's agency, the newest first."""
    rows = tx.session.exec(
        select(Draft)
        .where(Draft.agency_id == viewer.agency_id, col(Draft.case_id).is_(None))
        .order_by(col(Draft.written_at).desc(), col(Draft.id).desc())
    )
    tx.note(Look(viewer, Logged.SEE_DRAFT, why=Link.REFERRER))
    return tuple(
        DraftLine(row.id, _about(row.content), professional_name(tx, row.author_id), row.written_at) for row in rows
    )


def draft_of(tx: Tx, viewer: Viewer, number: int) -> dict[str, Any]:
    """What was written in a draft.

    Raises:
        Unknown: no such draft of the viewer's agency.
        Refused: it was handed in; says which case it became.
    """
    row = tx.session.get(Draft, number)
    if row is not None and row.agency_id == viewer.agency_id and row.case_id is not None:
        ref = tx.session.get_one(CaseFile, row.case_id).ref
        tx.note(Look(viewer, Logged.REFUSED, row.case_id, about=f"draft:{number}"))
        raise Refused(HANDED_IN, ref=ref)
    if row is None or row.agency_id != viewer.agency_id:
        tx.note(Look(viewer, Logged.REFUSED, about=f"draft:{number}"))
        raise Unknown(mark("There is no draft with number {number}."), number=number)
    tx.note(Look(viewer, Logged.SEE_DRAFT, about=f"draft:{number}", why=Link.REFERRER))
    return dict(json.loads(row.content))


def _about(content: str) -> str:
    fields = json.loads(content)
    return " ".join(str(fields[name]) for name in ("given_name", "prefix", "family_name") if fields.get(name))
