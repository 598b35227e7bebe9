"""What is written down beside a case. Never in minutes, prints, timelines or the log shown to parents."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from models.code import NoteKind
from models.secret import Sealed
from models.tables.base import Row, among, coded, key, to


class Note(Row, table=True):
    """A note for who wrote it and whom they say, a concern about safety, or that advice was asked.

    A concern is its author's and the case manager's. Of an anonymous call for advice only that it was made is kept: no
    words, and not by whom.
    Source: process.md, "Safety concern"; domain.md, R3.

    Attributes:
        for_whom: who reads a note besides its author; nobody, when empty.
        agency_id: where the author worked then, where others read it.
        partners: the numbers of the agencies it is for by name, with a comma between.
    """

    id: int = key()
    case_id: int = to("case_file")
    kind: NoteKind = Field(sa_type=coded(NoteKind))
    author_id: int | None = to("professional", nullable=True)
    for_whom: str | None = Field(default=None, max_length=20)
    agency_id: int | None = to("agency", nullable=True, index=False)
    partners: str | None = Field(default=None, max_length=400)
    words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    noted_at: datetime

    __table_args__ = (
        among("for_whom", ("own agency", "named partners", "all partners", "youth")),
        CheckConstraint(
            "for_whom IS NULL OR (kind = 'private' AND agency_id IS NOT NULL)", name="only_a_note_is_shared"
        ),
        CheckConstraint("(partners IS NULL) OR (for_whom = 'named partners')", name="partners_where_they_are_named"),
        CheckConstraint("(kind = 'advice asked') = (words IS NULL)", name="only_advice_has_no_words"),
        CheckConstraint("(kind = 'advice asked') = (author_id IS NULL)", name="only_advice_has_no_author"),
    )
