"""Signing keys of secrets that are gone: by them the log's older seals still hold, and meetings keep their names.

Sealed themselves, and they open nothing: whoever holds one can read no word.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, key


class RetiredKey(Row, table=True):
    """The signing key of one secret, from the day another came in front of it.

    ``ended_at`` is when that secret was taken out: from then on no link and no calendar of before works.
    """

    __tablename__ = "retired_key"

    id: int = key()
    signing: str = Field(sa_column=Column(Sealed, nullable=False))
    upto_meeting: int
    replaced_at: datetime
    ended_at: datetime | None = Field(default=None)

    __table_args__ = (
        CheckConstraint("upto_meeting >= 0", name="upto_meeting_is_a_number"),
        CheckConstraint("ended_at IS NULL OR ended_at >= replaced_at", name="ended_after_replaced"),
    )
