"""Multidisciplinary meetings: when, who comes, and what was decided. What was agreed stands in ``plan`` as actions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, among, key, to


class Sitting(Row, table=True):
    """A fixed moment of a knooppunt at a school, in which several youths are spoken about."""

    id: int = key()
    region_id: int = to("region")
    school_id: int | None = to("agency", nullable=True)
    place: str = Field(max_length=120)
    starts_at: datetime
    minutes: int = Field(default=120)
    places: int = Field(default=4)

    __table_args__ = (CheckConstraint("minutes > 0 AND places > 0", name="has_room"),)


class SittingMember(Row, table=True):
    """An agency that always sits at a sitting of a knooppunt, and what it said once for every youth of it."""

    __tablename__ = "sitting_member"

    id: int = key()
    sitting_id: int = to("sitting")
    agency_id: int = to("agency")
    professional_id: int | None = to("professional", nullable=True, index=False)
    status: str = Field(default="invited", max_length=20)
    code: str | None = Field(default=None, max_length=40)
    said_at: datetime | None = Field(default=None)

    __table_args__ = (
        UniqueConstraint("sitting_id", "agency_id"),
        CheckConstraint("status IN ('invited', 'comes', 'sends someone', 'cannot')", name="status"),
        CheckConstraint("(status = 'invited') = (said_at IS NULL)", name="said_at_with_what_was_said"),
        CheckConstraint("(professional_id IS NULL) = (said_at IS NULL)", name="said_by_with_what_was_said"),
        CheckConstraint("(status = 'cannot') = (code IS NOT NULL)", name="cannot_with_its_code"),
    )


class Meeting(Row, table=True):
    """One meeting about one youth."""

    id: int = key()
    case_id: int = to("case_file")
    stage_run_id: int | None = to("stage_run", nullable=True)
    sitting_id: int | None = to("sitting", nullable=True)
    starts_at: datetime | None = Field(default=None)
    place: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    chair_id: int | None = to("professional", nullable=True, index=False)
    minute_taker_id: int | None = to("professional", nullable=True, index=False)
    anonymous: bool = Field(default=False)
    sequence: int = Field(default=0)
    held: str | None = Field(default=None, max_length=20)
    goes_on: str | None = Field(default=None, max_length=12)
    minutes: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    youth_mark: int | None = Field(default=None)
    youth_absent_why: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    evaluation_on: date | None = Field(default=None)

    __table_args__ = (
        CheckConstraint("held IS NULL OR held IN ('held', 'not held', 'without quorum', 'elsewhere')", name="held"),
        among("goes_on", ("consultant", "plan", "back", "ended")),
        CheckConstraint("youth_mark IS NULL OR youth_mark BETWEEN 0 AND 10", name="mark_from_0_to_10"),
    )


class Invitation(Row, table=True):
    """Somebody invited to a meeting, and whether they came."""

    id: int = key()
    meeting_id: int = to("meeting")
    agency_id: int | None = to("agency", nullable=True)
    professional_id: int | None = to("professional", nullable=True)
    person_id: int | None = to("person", nullable=True)
    status: str = Field(default="invited", max_length=20)
    code: str | None = Field(default=None, max_length=40)

    __table_args__ = (
        CheckConstraint("(agency_id IS NULL) <> (person_id IS NULL)", name="an_agency_or_a_person"),
        CheckConstraint(
            "status IN ('invited', 'comes', 'sends someone', 'cannot', 'present', 'online', 'represented', 'absent')",
            name="status",
        ),
    )
