"""The demo's own clock. Outside the demo this table stays empty and the wall clock counts."""

from datetime import datetime

from sqlmodel import Field

from models.tables.base import Row


class DemoClock(Row, table=True):
    """The moment it is in the demo, and the moment a visitor asked to go to."""

    __tablename__ = "demo_clock"

    id: int = Field(default=1, primary_key=True)
    now_at: datetime
    towards_at: datetime
