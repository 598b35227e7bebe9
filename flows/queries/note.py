"""Notes beside a case, for who may read them: a private one its author, a concern its author and the case manager.

Kept apart from every other query, so that no minutes, print or timeline can hold them by mistake.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from flows.queries.door import Opened, about_ground, note, open_case
from flows.queries.people import professional_name
from flows.queries.visible import cases_where
from models.access import Viewer
from models.code import Logged, NoteKind
from models.condition import Thing
from models.item import Item
from models.store import Tx
from models.tables import CaseFile, Note

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
    for_whom: str | None = None


def notes_of(tx: Tx, viewer: Viewer, ref: str) -> list[NoteLine]:
    """The notes in the case of that number that this viewer may read, oldest first.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    opened = open_case(tx, viewer, ref)
    rows = tx.session.exec(select(Note).where(Note.case_id == opened.case.id).order_by(col(Note.id)))
    lines = [
        NoteLine(str(row.kind), professional_name(tx, row.author_id), row.words, row.noted_at, row.for_whom)
        for row in rows
        if may_read(tx, opened, row)
    ]
    if lines:
        note(tx, opened, Logged.SEE_FILE, about=NOTES)
    return lines


def new_concerns(tx: Tx, viewer: Viewer) -> list[str]:
    """The numbers of the cases this viewer guides in which somebody else wrote down a concern about safety lately.

    Nobody gets a mail of it: who was mailed what stands on the case, for others to read.
    """
    return list(
        tx.session.exec(
            select(CaseFile.ref)
            .join(Note, col(Note.case_id) == CaseFile.id)
            .where(
                cases_where(viewer, Item.NOTE_SAFETY),
                Note.kind == NoteKind.SAFETY,
                Note.author_id != viewer.professional_id,
                Note.noted_at > tx.now - NEW_FOR,
            )
            .distinct()
            .order_by(CaseFile.ref)
        )
    )


ITEMS: Mapping[NoteKind, Item] = {
    NoteKind.PRIVATE: Item.NOTE_PRIVATE,
    NoteKind.SAFETY: Item.NOTE_SAFETY,
    NoteKind.ADVICE: Item.NOTE_ADVICE,
}


SHARED: Mapping[str, Item] = {
    "own agency": Item.NOTE_AGENCY,
    "named partners": Item.NOTE_NAMED,
    "all partners": Item.NOTE_PARTNERS,
    "youth": Item.NOTE_YOUTH,
}


def may_read(tx: Tx, opened: Opened, row: Note) -> bool:
    """Whether the viewer may read a note."""
    me = opened.viewer
    thing = Thing(
        mine=row.author_id is not None and row.author_id == me.professional_id,
        ours=row.agency_id == me.agency_id,
        named=str(me.agency_id) in (row.partners or "").split(","),
        unmanaged=opened.is_unmanaged,
        grounded=row.for_whom is not None and about_ground(tx, opened).grounded,
    )
    return opened.sees(SHARED[row.for_whom] if row.for_whom else ITEMS[row.kind], thing)
