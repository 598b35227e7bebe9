"""The demo's own clock. Outside the demo this table stays empty and the wall clock counts."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.tables.base import Row


class DemoClock(Row, table=True):
    """The moment it was in the demo when it was last set, and the moment a visitor asked to go to, if any."""

    __tablename__ = "demo_clock"

    id: int = Field(default=1, primary_key=True)
    demo_at: datetime
    wall_at: datetime
    towards_at: datetime | None = Field(default=None)

    __table_args__ = (
        CheckConstraint("id = 1", name="there_is_one"),
        CheckConstraint("towards_at IS NULL OR towards_at >= demo_at", name="never_back"),
    )
