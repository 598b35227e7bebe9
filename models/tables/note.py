"""What is written down beside a case. Never in minutes, prints, timelines or the log shown to parents."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from models.code import NoteKind
from models.secret import Sealed
from models.tables.base import Row, coded, key, to


class Note(Row, table=True):
    """A private note (its author's), a concern about safety (its author's and the case manager's), or advice asked.

    Of an anonymous call for advice only that it was made is kept: no words, and not by whom.
    Source: process.md, "Safety concern".
    """

    id: int = key()
    case_id: int = to("case_file")
    kind: NoteKind = Field(sa_type=coded(NoteKind))
    author_id: int | None = to("professional", nullable=True)
    words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    noted_at: datetime

    __table_args__ = (
        CheckConstraint("(kind = 'advice asked') = (words IS NULL)", name="only_advice_has_no_words"),
        CheckConstraint("(kind = 'advice asked') = (author_id IS NULL)", name="only_advice_has_no_author"),
    )
