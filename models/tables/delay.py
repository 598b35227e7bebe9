"""What fairness about delay needs: who held a wait before, and what an agency has against a figure. Counts nothing."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, text
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, key, to, whole


class WaitHold(Row, table=True):
    """Somebody held a wait before its holder of today. The wait's own row is its last hold; no row while it stays."""

    __tablename__ = "wait_hold"

    id: int = key()
    wait_id: int = to("wait")
    part: str = Field(max_length=30)
    agency_id: int | None = to("agency", nullable=True)
    professional_id: int | None = to("professional", nullable=True, index=False)
    person_id: int | None = to("person", nullable=True, index=False)
    from_at: datetime
    until_at: datetime

    __table_args__ = (
        CheckConstraint("until_at >= from_at", name="until_after_from"),
        CheckConstraint("(agency_id IS NULL) <> (person_id IS NULL)", name="one_holder"),
        CheckConstraint("professional_id IS NULL OR agency_id IS NOT NULL", name="a_professional_has_an_agency"),
    )


class WaitShift(Row, table=True):
    """The last day of a wait was moved for a reason of the list: a longer time, or a place that is expected."""

    __tablename__ = "wait_shift"

    id: int = key()
    wait_id: int = to("wait")
    agency_id: int | None = to("agency", nullable=True)
    code: str = Field(max_length=40)
    from_on: date
    to_on: date
    said_at: datetime

    __table_args__ = (CheckConstraint("to_on <> from_on", name="moves"),)


class Contest(Row, table=True):
    """An agency disagrees with the days it is said to wait longer than agreed; the coordinator decides.

    Where that is accepted, its days up to and including the day of the decision are not counted.
    """

    id: int = key()
    case_id: int = to("case_file")
    wait_id: int = to("wait")
    agency_id: int = to("agency")
    code: str = Field(max_length=40)
    words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    contested_at: datetime
    contested_by: int = to("professional", index=False)
    accepted: bool | None = Field(default=None)
    why: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    decided_at: datetime | None = Field(default=None)
    decided_by: int | None = to("professional", nullable=True, index=False)

    __table_args__ = (
        whole("accepted", "decided_at"),
        CheckConstraint("why IS NULL OR decided_at IS NOT NULL", name="a_reason_belongs_to_a_decision"),
        CheckConstraint("decided_by IS NULL OR decided_at IS NOT NULL", name="decided_by_somebody_at_a_moment"),
        CheckConstraint("decided_by IS NULL OR decided_by <> contested_by", name="nobody_decides_their_own"),
        Index(
            "ux_contest_open",
            "wait_id",
            "agency_id",
            unique=True,
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
    )
