"""What a youth says about who may see what of the file, until it is taken back. Never what somebody saw."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, index_where, key, to, whole


class YouthWord(Row, table=True):
    """What the youth says of one person; a later word about the same person takes its place.

    Source: process.md, "Parents"; domain.md, section 6.

    Attributes:
        may: parts of the file that person may see, with a comma between; from ``FilePart``.
        must_not: parts that person must not see, likewise.
        domains_not: life domains that person must not hear of, likewise.
        custody_agrees: those with custody agreed too, as is needed for others than themselves until sixteen.
        until_at: when it was taken back, or a later word took its place.
    """

    __tablename__ = "youth_word"

    id: int = key()
    case_id: int = to("case_file")
    person_id: int = to("person")
    may: str = Field(default="", max_length=200)
    must_not: str = Field(default="", max_length=200)
    domains_not: str = Field(default="", max_length=200)
    custody_agrees: bool = Field(default=False)
    words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    said_on: date
    recorded_at: datetime
    recorded_by: int = to("professional", index=False)
    until_at: datetime | None = Field(default=None)
    ended_by: int | None = to("professional", nullable=True, index=False)

    __table_args__ = (
        CheckConstraint("may <> '' OR must_not <> '' OR domains_not <> ''", name="something_is_said"),
        CheckConstraint("until_at IS NULL OR until_at >= recorded_at", name="ends_after_it_was_recorded"),
        whole("until_at", "ended_by"),
        index_where("ix_youth_word_one_holds", "case_id", "person_id", where="until_at IS NULL", unique=True),
    )
