"""When somebody who works at an agency is away, and who answers meanwhile. Never why."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.tables.base import Row, key, to


class Leave(Row, table=True):
    """Days on which nothing new is asked of somebody: leave, or an account that is blocked until it is freed again.

    It begins and ends by itself: its first and last day say so. Source: process.md, "Leave has a substitute".
    """

    id: int = key()
    professional_id: int = to("professional")
    substitute_id: int | None = to("professional", nullable=True)
    blocked: bool = Field(default=False)
    from_on: date
    until_on: date | None = Field(default=None)
    recorded_at: datetime
    recorded_by: int | None = to("professional", nullable=True, index=False)

    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="until_after_from"),
        CheckConstraint("blocked OR until_on IS NOT NULL", name="leave_ends"),
        CheckConstraint("substitute_id <> professional_id", name="nobody_replaces_themselves"),
    )
