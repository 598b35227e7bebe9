"""Notes beside a case, for who may read them: a private one its author, a concern its author and the case manager.

Kept apart from every other query, so that no minutes, print or timeline can hold them by mistake.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from flows.queries.door import Opened, note, open_case
from flows.queries.people import professional_name
from models.access import Link, Viewer
from models.code import Logged, NoteKind, Role
from models.store import Tx
from models.tables import Agency, CaseFile, Note

NOTES = "notes"
"""What the log calls a look at them; left out of the log that youth and parents read."""
NEW_FOR = timedelta(days=14)


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
    lines = [
        NoteLine(str(row.kind), professional_name(tx, row.author_id), row.words, row.noted_at)
        for row in rows
        if _may_read(opened, row)
    ]
    if lines:
        note(tx, opened, Logged.SEE_FILE, about=NOTES)
    return lines


def new_concerns(tx: Tx, viewer: Viewer) -> list[str]:
    """The numbers of the cases this viewer guides in which somebody else wrote down a concern about safety lately.

    Nobody gets a mail of it: who was mailed what stands on the case, for others to read.
    """
    acting: Any = col(CaseFile.case_manager_id).in_(sorted(viewer.acts_as))
    if Role.COORDINATOR in viewer.roles:
        region = select(Agency.region_id).where(Agency.id == viewer.agency_id).scalar_subquery()
        acting |= col(CaseFile.case_manager_id).is_(None) & (col(CaseFile.region_id) == region)
    if viewer.only is not None:
        return []
    return list(
        tx.session.exec(
            select(CaseFile.ref)
            .join(Note, col(Note.case_id) == CaseFile.id)
            .where(
                acting,
                Note.kind == NoteKind.SAFETY,
                Note.author_id != viewer.professional_id,
                Note.noted_at > tx.now - NEW_FOR,
            )
            .distinct()
            .order_by(CaseFile.ref)
        )
    )


def _may_read(opened: Opened, row: Note) -> bool:
    if row.author_id is not None and row.author_id == opened.viewer.professional_id:
        return True
    return row.kind in {NoteKind.SAFETY, NoteKind.ADVICE} and _is_case_manager(opened)


def _is_case_manager(opened: Opened) -> bool:
    """Whoever guides the case: the coordinator where nobody was appointed."""
    acting = Link.COORDINATOR if opened.case.case_manager_id is None else Link.CASE_MANAGER
    return acting in opened.held
