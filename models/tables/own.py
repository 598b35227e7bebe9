"""The coded link of a youth to their own page, and what they ask there. Holds no name and no address of the page."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from models.code import OwnAskKind
from models.secret import Sealed
from models.tables.base import NEVER_AGAIN, Row, among, coded, index_where, key, to, whole

RESULTS = ("arranged", "talk first", "stays")


class OwnLink(Row, table=True):
    """One link, made by who speaks with the youth; of a case at most one counts.

    Attributes:
        code: the eight digits printed beside the address.
        tries: wrong codes since ``tried_at``.
    """

    __tablename__ = "own_link"

    id: int = key()
    case_id: int = to("case_file")
    code: str = Field(sa_column=Column(Sealed, nullable=False))
    made_at: datetime
    made_by: int = to("professional", index=False)
    ended_at: datetime | None = Field(default=None)
    ended_by: int | None = to("professional", nullable=True, index=False)
    tries: int = Field(default=0)
    tried_at: datetime | None = Field(default=None)

    __table_args__ = (
        whole("ended_at", "ended_by"),
        CheckConstraint("tries BETWEEN 0 AND 5", name="tries_are_few"),
        CheckConstraint("tries = 0 OR tried_at IS NOT NULL", name="tried_at_a_moment"),
        index_where("ux_own_link_open", "case_id", where="ended_at IS NULL", unique=True),
        NEVER_AGAIN,
    )


class OwnAsk(Row, table=True):
    """What the youth asked with one press, and what they were answered. Whether it is open is told by its run."""

    __tablename__ = "own_ask"

    id: int = key()
    case_id: int = to("case_file")
    kind: OwnAskKind = Field(sa_type=coded(OwnAskKind))
    words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    asked_at: datetime
    result: str | None = Field(default=None, max_length=12)
    reply: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    answered_at: datetime | None = Field(default=None)
    answered_by: int | None = to("professional", nullable=True, index=False)

    __table_args__ = (
        whole("result", "reply", "answered_at", name="an_answer_is_whole"),
        among("result", RESULTS),
        CheckConstraint("answered_by IS NULL OR answered_at IS NOT NULL", name="answered_by_somebody_at_a_moment"),
    )
