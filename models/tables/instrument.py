"""Chain instruments: what one agency owns and others may call in, and which actions draw from it. Never a youth."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field

from models.code import AgencyKind, Role, UseStatus
from models.secret import Sealed
from models.tables.base import Row, coded, key, one_of, to


class Instrument(Row, table=True):
    """A service, facility or rule of one agency that others in the region may call in.

    Attributes:
        capacity: how many may use it at once; as many as want, when empty.
        weeks: how long one use lasts, as a rule.
    """

    id: int = key()
    region_id: int = to("region")
    agency_id: int = to("agency")
    code: str = Field(max_length=40)
    name_nl: str = Field(max_length=80)
    name_en: str = Field(max_length=80)
    gives: str = Field(max_length=400)
    conditions: str = Field(default="", max_length=400)
    capacity: int | None = Field(default=None)
    weeks: int = Field(default=12)
    valid_from: date
    valid_until: date | None = Field(default=None)

    __table_args__ = (
        UniqueConstraint("region_id", "code"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_is_positive"),
        CheckConstraint("weeks BETWEEN 1 AND 520", name="weeks_up_to_ten_years"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="valid_in_order"),
    )


class InstrumentCaller(Row, table=True):
    """Who may call an instrument in: a kind of agency, or a role. Without any row: every agency that signed."""

    __tablename__ = "instrument_caller"

    id: int = key()
    instrument_id: int = to("instrument")
    agency_kind: AgencyKind | None = Field(default=None, sa_type=coded(AgencyKind), nullable=True)
    role: Role | None = Field(default=None, sa_type=coded(Role), nullable=True)

    __table_args__ = (
        one_of("agency_kind", "role", name="a_kind_or_a_role"),
        UniqueConstraint("instrument_id", "agency_kind", "role"),
    )


class InstrumentUse(Row, table=True):
    """One action that draws from an instrument: waiting for a place, using it, or done with it.

    Attributes:
        place: the number of its waiting place; the lowest that waits goes first. Empty when there was a place at once.
        told_at: when the case manager heard that a place is free for it.
    """

    __tablename__ = "instrument_use"

    id: int = key()
    instrument_id: int = to("instrument", index=False)
    case_id: int = to("case_file")
    action_id: int = to("action", index=False)
    status: UseStatus = Field(sa_type=coded(UseStatus))
    place: int | None = Field(default=None)
    asked_at: datetime
    from_on: date | None = Field(default=None)
    until_on: date | None = Field(default=None)
    told_at: datetime | None = Field(default=None)
    ended_at: datetime | None = Field(default=None)
    note: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))

    __table_args__ = (
        UniqueConstraint("action_id", "instrument_id"),
        UniqueConstraint("instrument_id", "place"),
        CheckConstraint("status <> 'waiting' OR (place IS NOT NULL AND from_on IS NULL)", name="waiting_has_a_place"),
        CheckConstraint("status <> 'in use' OR from_on IS NOT NULL", name="in_use_since_a_day"),
        CheckConstraint("(from_on IS NULL) = (until_on IS NULL)", name="a_use_is_whole"),
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="until_after_from"),
        CheckConstraint("(status = 'ended') = (ended_at IS NOT NULL)", name="ended_has_a_moment"),
        Index(
            "ix_instrument_use_open",
            "instrument_id",
            "status",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
