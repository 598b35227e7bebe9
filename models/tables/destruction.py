"""The list of what is to be destroyed, what holds it back, and the numbers that stay. Never a word about anybody."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field

from models.retention import Category
from models.secret import Sealed
from models.tables.base import Row, coded, key, to, whole

_OPEN = "off_at IS NULL AND destroyed_at IS NULL"
_HOLDS = "ended_at IS NULL"


class LegalHold(Row, table=True):
    """Nothing of a case is destroyed while this holds: a complaint, a court, an inspection. Ends only by a person."""

    __tablename__ = "legal_hold"

    id: int = key()
    case_id: int = to("case_file", index=False)
    why: str = Field(sa_column=Column(Sealed, nullable=False))
    held_at: datetime
    held_by: int = to("professional", index=False)
    ended_at: datetime | None = Field(default=None)
    ended_by: int | None = to("professional", nullable=True, index=False)

    __table_args__ = (
        whole("ended_at", "ended_by"),
        CheckConstraint("ended_at IS NULL OR ended_at >= held_at", name="ended_after_held"),
        Index(
            "ux_legal_hold_open",
            "case_id",
            unique=True,
            sqlite_where=text(_HOLDS),
            postgresql_where=text(_HOLDS),
        ),
    )


class Destruction(Row, table=True):
    """One item of the destruction list and, once it is done, the proof of it: who, when, how many rows, no content.

    It keeps the number of the row of the case, as the log does, and points at nothing: the case goes and this stays.

    Attributes:
        proof: a signature over the number of the case, by which who knows the number finds what became of it.
        off_code: why it was taken off: by somebody (``off_words``), or what came in between.
        again_on: the first day on which it may be listed again.
        counts: how many rows went, per table.
        rest: what is still to be cleaned outside the tables; empty when that was done too.
    """

    id: int = key()
    region_id: int | None = to("region", nullable=True)
    case_id: int | None = Field(default=None, index=True)
    proof: str | None = Field(default=None, index=True, max_length=32)
    category: Category = Field(sa_type=coded(Category))
    due_on: date
    listed_at: datetime
    first_by: int | None = to("professional", nullable=True, index=False)
    first_at: datetime | None = Field(default=None)
    second_by: int | None = to("professional", nullable=True, index=False)
    second_at: datetime | None = Field(default=None)
    off_at: datetime | None = Field(default=None)
    off_by: int | None = to("professional", nullable=True, index=False)
    off_code: str | None = Field(default=None, max_length=40)
    off_words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    again_on: date | None = Field(default=None)
    destroyed_at: datetime | None = Field(default=None)
    counts: str = Field(default="{}")
    rest: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    cleaned_at: datetime | None = Field(default=None)

    __table_args__ = (
        whole("case_id", "proof"),
        whole("first_by", "first_at"),
        whole("second_by", "second_at"),
        whole("off_at", "off_code"),
        CheckConstraint("second_by IS NULL OR first_by IS NOT NULL", name="first_before_second"),
        CheckConstraint("first_by <> second_by", name="two_different_people"),
        CheckConstraint("off_at IS NULL OR destroyed_at IS NULL", name="off_or_destroyed"),
        CheckConstraint("off_by IS NULL OR off_at IS NOT NULL", name="off_by_somebody_at_a_moment"),
        CheckConstraint("case_id IS NULL OR destroyed_at IS NULL OR second_by IS NOT NULL", name="four_eyes"),
        CheckConstraint("cleaned_at IS NULL OR (destroyed_at IS NOT NULL AND rest IS NULL)", name="cleaned_is_whole"),
        Index(
            "ux_destruction_open",
            "case_id",
            unique=True,
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
    )


class CaseFigure(Row, table=True):
    """What stays of a case that was destroyed, for the figures of its school years: codes and numbers of days.

    Holds no number of the case, no agency and no date; its own number is drawn, so that it tells no order either.
    """

    __tablename__ = "case_figure"

    id: int = Field(primary_key=True)
    region_id: int = to("region")
    sector: str = Field(max_length=12)
    outcome: str = Field(max_length=40)
    opened_in: int
    closed_in: int
    days: int
    days_to_contact: int | None = Field(default=None)
    days_to_help: int | None = Field(default=None)
    days_in_intake: int | None = Field(default=None)
    days_in_meeting: int | None = Field(default=None)
    days_in_assignment: int | None = Field(default=None)
    days_in_aftercare: int | None = Field(default=None)
    days_in_tapering: int | None = Field(default=None)
    reopened: int = Field(default=0)

    __table_args__ = (
        CheckConstraint("closed_in >= opened_in", name="closed_after_opened"),
        CheckConstraint("days >= 0", name="days_not_negative"),
    )


class Figure(Row, table=True):
    """One number of a region, or of an agency in it, in a school year: the sum over cases that were destroyed.

    ``year`` is the year in which the school year begins. ``code`` says which: a reason, a step, or nothing.
    """

    id: int = key()
    region_id: int = to("region", index=False)
    agency_id: int | None = to("agency", nullable=True)
    year: int
    what: str = Field(max_length=20)
    code: str = Field(default="", max_length=40)
    number: int

    __table_args__ = (UniqueConstraint("region_id", "agency_id", "year", "what", "code"),)
