"""What somebody is typing to an open question, until it is answered; the database itself drops it with the wait."""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, Column, event
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, to


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
_DROP = "DELETE FROM answer_draft WHERE wait_id = NEW.id;"
_CLOSED, _CALLS = "NEW.closed_at IS NOT NULL", f"EXECUTE FUNCTION {CLEARING}()"
_CLEARING = {
    "sqlite": (f"CREATE TRIGGER {CLEARING} AFTER UPDATE OF closed_at ON wait WHEN {_CLOSED} BEGIN {_DROP} END",),
    "postgresql": (
        f"CREATE FUNCTION {CLEARING}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_DROP} RETURN NULL; END $$",
        f"CREATE TRIGGER {CLEARING} AFTER UPDATE OF closed_at ON wait FOR EACH ROW WHEN ({_CLOSED}) {_CALLS}",
    ),
}


def clearing(dialect: str) -> tuple[str, ...]:
    """The statements by which a database drops every draft of a wait as it closes, whatever closes it."""
    return _CLEARING[dialect]


def _on_create(table: Any) -> None:
    for dialect, statements in _CLEARING.items():
        for statement in statements:
            made: Any = DDL(statement)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", made.execute_if(dialect=dialect))


_TABLE: Any = AnswerDraft
_on_create(_TABLE.__table__)
