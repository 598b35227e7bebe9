"""Notes beside a case, for who may read them: a private one its author, a concern its author and the case manager.

Kept apart from every other query, so that no minutes, print or timeline can hold them by mistake.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from flows.queries.door import Opened, open_case
from flows.queries.people import professional_name
from models.access import Link, Viewer
from models.code import NoteKind
from models.store import Tx
from models.tables import Note


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note; without author or words where only that advice was asked is kept."""

    kind: str
    by: str
    words: str | None
    noted_at: datetime


def notes_of(tx: Tx, viewer: Viewer, ref: str) -> list[NoteLine]:
    """The notes in the case of that number that this viewer may read, oldest first.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    opened = open_case(tx, viewer, ref)
    rows = tx.session.exec(select(Note).where(Note.case_id == opened.case.id).order_by(col(Note.id)))
    return [
        NoteLine(str(row.kind), professional_name(tx, row.author_id), row.words, row.noted_at)
        for row in rows
        if _may_read(opened, row)
    ]


def _may_read(opened: Opened, row: Note) -> bool:
    if row.author_id is not None and row.author_id == opened.viewer.professional_id:
        return True
    return row.kind in {NoteKind.SAFETY, NoteKind.ADVICE} and _is_case_manager(opened)


def _is_case_manager(opened: Opened) -> bool:
    """Whoever guides the case: the coordinator where nobody was appointed."""
    acting = Link.COORDINATOR if opened.case.case_manager_id is None else Link.CASE_MANAGER
    return acting in opened.held
