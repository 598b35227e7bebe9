"""Who takes a part in a case over from whom, and how long the former one may still read. Never the part itself."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.code import Part
from models.tables.base import Row, coded, key, to


class Succession(Row, table=True):
    """A part in a case that is to change hands. Without a successor the coordinator is asked to name one."""

    id: int = key()
    case_id: int = to("case_file")
    part: Part = Field(sa_type=coded(Part))
    former_id: int | None = to("professional", nullable=True, index=False)
    successor_id: int | None = to("professional", nullable=True, index=False)
    left: bool = Field(default=False)
    began_at: datetime

    __table_args__ = (
        CheckConstraint("part IN ('case manager', 'consultant', 'coach')", name="a_part_that_can_be_handed_over"),
        CheckConstraint("successor_id <> former_id", name="nobody_follows_themselves"),
    )


class ReadGrant(Row, table=True):
    """The former holder of a part may read the file up to and including a day; every read is logged as theirs."""

    __tablename__ = "read_grant"

    id: int = key()
    case_id: int = to("case_file")
    professional_id: int = to("professional")
    until_on: date

    __table_args__ = (UniqueConstraint("case_id", "professional_id"),)
