"""What somebody is typing to a command and did not send yet; the database itself drops it as its case closes."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, to
from models.tables.dropping import dropped_when_closed, make_with


class CommandDraft(Row, table=True):
    """What one person typed to one command. Only they ever read it.

    Attributes:
        command: its name.
        about: what it is about: the number of a case and, of what is chosen in it, of that; or what is the region's.
        case_id: the case it goes with; nothing for a command about the region.
        typed: what was filled in, and what stood there before.
    """

    __tablename__ = "command_draft"

    professional_id: int = Field(foreign_key="professional.id", primary_key=True)
    command: str = Field(max_length=40, primary_key=True)
    about: str = Field(max_length=60, primary_key=True)
    case_id: int | None = to("case_file", nullable=True)
    typed: str = Field(sa_column=Column(Sealed, nullable=False))
    kept_at: datetime


CLEARING = "case_closed_drops_drafts"
CLEARED = dropped_when_closed(CLEARING, "case_file", "DELETE FROM command_draft WHERE case_id = NEW.id;")
_TABLE: Any = CommandDraft
make_with(_TABLE.__table__, CLEARED)
