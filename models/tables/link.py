"""What belongs to answering from a link: one-time codes, and the number an agency knows a case by. No code, no name."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, key, to


class LinkCode(Row, table=True):
    """A code somebody with a link asked for: when, for which question, how often it was tried. Never the code."""

    __tablename__ = "link_code"

    id: int = key()
    wait_id: int = to("wait")
    holder: str = Field(max_length=30)
    asked_at: datetime
    tries: int = Field(default=0)
    used_at: datetime | None = Field(default=None)

    __table_args__ = (
        CheckConstraint("tries BETWEEN 0 AND 5", name="tries_are_few"),
        CheckConstraint("used_at IS NULL OR used_at >= asked_at", name="used_after_asked"),
    )


class OwnReference(Row, table=True):
    """What an agency knows a case by in its own records; its mails about the case carry it."""

    __tablename__ = "own_reference"

    id: int = key()
    case_id: int = to("case_file", index=False)
    agency_id: int = to("agency", index=False)
    reference: str = Field(sa_column=Column(Sealed, nullable=False))
    given_at: datetime

    __table_args__ = (UniqueConstraint("case_id", "agency_id"),)
