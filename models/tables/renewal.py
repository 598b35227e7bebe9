"""What the daily round of birthdays and consents did already, so that running it twice does nothing twice."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.tables.base import Row, key, to


class Renewal(Row, table=True):
    """One thing the round did in a case: what, and about which birthday or consent. Never a date of birth."""

    id: int = key()
    case_id: int = to("case_file")
    what: str = Field(max_length=20)
    about: int
    done_at: datetime

    __table_args__ = (UniqueConstraint("case_id", "what", "about"),)
