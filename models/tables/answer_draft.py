"""What somebody is typing to an open question, until it is answered; the database itself drops it with the wait."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, to
from models.tables.dropping import dropped_when_closed, make_with


class AnswerDraft(Row, table=True):
    """What one person typed to one open question, and at which turn of it. Only they ever read it."""

    __tablename__ = "answer_draft"

    wait_id: int = Field(foreign_key="wait.id", primary_key=True)
    professional_id: int = Field(foreign_key="professional.id", primary_key=True)
    case_id: int = to("case_file")
    turn: int
    typed: str = Field(sa_column=Column(Sealed, nullable=False))
    kept_at: datetime


CLEARING = "wait_closed_drops_drafts"
_CLEARING = dropped_when_closed(CLEARING, "wait", "DELETE FROM answer_draft WHERE wait_id = NEW.id;")


def clearing(dialect: str) -> tuple[str, ...]:
    """The statements by which a database drops every draft of a wait as it closes, whatever closes it."""
    return _CLEARING[dialect]


_TABLE: Any = AnswerDraft
make_with(_TABLE.__table__, _CLEARING)
