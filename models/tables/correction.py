"""What was put right afterwards, and how it read before. A correction never changes the path a case walked."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, key, to


class Correction(Row, table=True):
    """Words or fields that were put right: of an answer (its statement), or of the registration (no statement)."""

    id: int = key()
    case_id: int = to("case_file")
    statement_id: int | None = to("statement", nullable=True)
    before: str = Field(sa_column=Column(Sealed, nullable=False))
    after: str = Field(sa_column=Column(Sealed, nullable=False))
    why: str = Field(sa_column=Column(Sealed, nullable=False))
    corrected_at: datetime
    corrected_by: int = to("professional", index=False)


class Remark(Row, table=True):
    """Why something was done to a case as a whole: a mistaken registration removed, two cases joined, a youth moved."""

    id: int = key()
    case_id: int = to("case_file")
    kind: str = Field(max_length=20)
    words: str = Field(sa_column=Column(Sealed, nullable=False))
    made_at: datetime
    made_by: int = to("professional", index=False)

    __table_args__ = (CheckConstraint("kind IN ('removed', 'merged', 'moved')", name="kind"),)
