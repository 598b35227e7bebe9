"""What somebody asked by right of their own file: to see it, correct it, object, have it erased. Decides nothing."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field

from models.code import RightAbout, RightKind
from models.secret import Sealed
from models.tables.base import Row, among, coded, key, to, whole

_OPEN = "ended_at IS NULL"


class RightRequest(Row, table=True):
    """One request of a youth or of who has custody, by themselves or by somebody they authorised on ``mandate_on``.

    Attributes:
        longer_until: the last day after it was made longer; ``longer_why`` is what they were told.
        result: granted, partly, refused, or taken back by who asked.
    """

    __tablename__ = "right_request"

    id: int = key()
    case_id: int = to("case_file")
    kind: RightKind = Field(sa_type=coded(RightKind))
    asker_id: int = to("person")
    representative: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    mandate_on: date | None = Field(default=None)
    asked_on: date
    way: str = Field(max_length=10)
    about: RightAbout = Field(sa_type=coded(RightAbout))
    words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    recorded_at: datetime
    recorded_by: int = to("professional", index=False)
    longer_until: date | None = Field(default=None)
    longer_why: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    result: str | None = Field(default=None, max_length=12)
    ground: str | None = Field(default=None, max_length=40)
    why: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    ended_at: datetime | None = Field(default=None)
    ended_by: int | None = to("professional", nullable=True, index=False)

    __table_args__ = (
        whole("representative", "mandate_on"),
        whole("longer_until", "longer_why"),
        whole("result", "ended_at"),
        among("way", ("table", "phone", "paper", "mail")),
        among("result", ("granted", "partly", "refused", "taken back")),
        CheckConstraint(
            "result IS NULL OR result IN ('granted', 'taken back') OR (ground IS NOT NULL AND why IS NOT NULL)",
            name="a_refusal_says_why",
        ),
        CheckConstraint("ended_by IS NULL OR ended_at IS NOT NULL", name="ended_by_somebody_at_a_moment"),
        Index(
            "ux_right_request_open",
            "case_id",
            "asker_id",
            "kind",
            unique=True,
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
    )


class RightMask(Row, table=True):
    """What a person decided about one thing in a copy of the file: left out, or shown after all, and why.

    ``item`` is where it stands (``person/12/phone``); it holds no words.
    """

    __tablename__ = "right_mask"

    id: int = key()
    request_id: int = to("right_request")
    item: str = Field(max_length=120)
    masked: bool
    why: str = Field(sa_column=Column(Sealed, nullable=False))
    decided_at: datetime
    decided_by: int = to("professional", index=False)

    __table_args__ = (UniqueConstraint("request_id", "item"),)
