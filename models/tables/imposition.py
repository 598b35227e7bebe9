"""Binding decisions: what was imposed on which agencies, by whom and by which agreement. Never on youth or family."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field

from models.code import OrderKind, OrderStatus, PartStatus
from models.secret import Sealed
from models.tables.base import Row, coded, key, to, whole


def _one_open(name: str, column: str, where: str) -> Index:
    return Index(name, column, unique=True, sqlite_where=text(where), postgresql_where=text(where))


class Imposition(Row, table=True):
    """One binding decision, about one question of a case or about the case: requested, heard, ordered, and its end.

    Attributes:
        wait_id: the question it is about; the case itself, when empty.
        agency_id: of who imposes, on that day.
        holds_until: the last day it binds anybody.
    """

    id: int = key()
    case_id: int = to("case_file")
    wait_id: int | None = to("wait", nullable=True)
    agreement_id: int = to("agreement", index=False)
    imposed_by: int = to("professional", index=False)
    agency_id: int = to("agency", index=False)
    why: str = Field(sa_column=Column(Sealed, nullable=False))
    requested_at: datetime
    ordered_at: datetime | None = Field(default=None)
    holds_until: date
    status: OrderStatus = Field(default=OrderStatus.HEARING, sa_type=coded(OrderStatus))
    ended_at: datetime | None = Field(default=None)
    ended_by: int | None = to("professional", nullable=True, index=False)
    result: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))

    __table_args__ = (
        CheckConstraint("(status IN ('hearing', 'ordered')) = (ended_at IS NULL)", name="ended_has_a_moment"),
        CheckConstraint("status <> 'ordered' OR ordered_at IS NOT NULL", name="ordered_has_a_moment"),
        CheckConstraint("ordered_at IS NULL OR ordered_at >= requested_at", name="ordered_after_requested"),
        CheckConstraint("ended_by IS NULL OR ended_at IS NOT NULL", name="ended_by_somebody_at_a_moment"),
        _one_open("ux_imposition_open_wait", "wait_id", "ended_at IS NULL"),
        _one_open("ux_imposition_open_case", "case_id", "ended_at IS NULL AND wait_id IS NULL"),
    )


class ImpositionPart(Row, table=True):
    """What one agency must do under a binding decision, by which day, who pays for now and who settles later.

    Attributes:
        object_until: the last day on which the agency may object; the order stands meanwhile.
        objected: the reason it objected with.
        settled: whether the costs were settled between the agencies; empty while that is asked, or never was.
    """

    __tablename__ = "imposition_part"

    id: int = key()
    imposition_id: int = to("imposition")
    agency_id: int = to("agency")
    kind: OrderKind = Field(sa_type=coded(OrderKind))
    words: str = Field(sa_column=Column(Sealed, nullable=False))
    by_on: date
    pays_id: int | None = to("agency", nullable=True, index=False)
    settles_id: int | None = to("agency", nullable=True, index=False)
    settle_by_on: date | None = Field(default=None)
    status: PartStatus = Field(default=PartStatus.HEARING, sa_type=coded(PartStatus))
    closed_at: datetime | None = Field(default=None)
    object_until: date | None = Field(default=None)
    objected: str | None = Field(default=None, max_length=40)
    objected_at: datetime | None = Field(default=None)
    table_asked_at: datetime | None = Field(default=None)
    settled: bool | None = Field(default=None)
    settled_at: datetime | None = Field(default=None)

    __table_args__ = (
        UniqueConstraint("imposition_id", "agency_id", "kind"),
        CheckConstraint("(status IN ('hearing', 'ordered')) = (closed_at IS NULL)", name="closed_has_a_moment"),
        CheckConstraint("(settles_id IS NULL) = (settle_by_on IS NULL)", name="who_settles_has_a_day"),
        CheckConstraint("settles_id IS NULL OR pays_id IS NOT NULL", name="settled_only_where_somebody_pays"),
        CheckConstraint("settles_id IS NULL OR settles_id <> pays_id", name="nobody_settles_with_themselves"),
        CheckConstraint(
            "status NOT IN ('ordered', 'carried out', 'expired') OR object_until IS NOT NULL", name="may_object"
        ),
        whole("objected", "objected_at"),
        whole("settled", "settled_at"),
    )
