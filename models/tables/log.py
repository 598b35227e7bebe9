"""The log: who saw or did what with which case, when and why. Numbers and codes only; lines are never changed.

The database itself refuses to change a line, and to destroy one that no signed checkpoint stands behind. Lines keep the
number of a case after the case was destroyed, so nothing here points at another table.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, Index, event
from sqlmodel import Field

from models.code import Logged
from models.tables.base import Row, coded, key


class LogLine(Row, table=True):
    """One line. ``for_id`` is the colleague somebody stood in for; without ``professional_id`` it was a link."""

    __tablename__ = "log_line"

    id: int = key()
    at: datetime
    professional_id: int | None = Field(default=None)
    agency_id: int | None = Field(default=None)
    for_id: int | None = Field(default=None)
    case_id: int | None = Field(default=None)
    what: Logged = Field(sa_type=coded(Logged))
    about: str | None = Field(default=None, max_length=80)
    why: str | None = Field(default=None, max_length=40)

    __table_args__ = (Index("ix_log_line_case_id", "case_id"), Index("ix_log_line_professional_id", "professional_id"))


class LogSeal(Row, table=True):
    """A link of the chain: the digest of the lines up to a number, and of the seal before it."""

    __tablename__ = "log_seal"

    id: int = key()
    upto_id: int = Field(unique=True)
    lines: int
    digest: str = Field(max_length=32)
    sealed_at: datetime

    __table_args__ = (CheckConstraint("lines > 0", name="holds_lines"),)


class LogCheckpoint(Row, table=True):
    """From here on the chain is told: what is older may be destroyed. Signed under the secret of the installation."""

    __tablename__ = "log_checkpoint"

    id: int = key()
    upto_id: int = Field(unique=True)
    digest: str = Field(max_length=32)
    signature: str = Field(max_length=32)
    made_at: datetime
    made_by_id: int


_CLOSED = ("log_line", "log_seal", "log_checkpoint")
_SPENT = "SELECT 1 FROM log_checkpoint WHERE upto_id >= OLD.{number}"
_NUMBER = {"log_line": "id", "log_seal": "upto_id"}


def guards(dialect: str) -> list[str]:
    """The statements by which a database refuses to change or destroy what is in the log."""
    return [statement for name in _CLOSED for statement in _GUARDS[dialect](name)]


def _on_sqlite(name: str) -> list[str]:
    said = f"SELECT RAISE(ABORT, '{name} is never changed')"
    spent = f" WHEN NOT EXISTS ({_SPENT.format(number=_NUMBER[name])})" if name in _NUMBER else ""
    return [
        f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} BEGIN {said}; END",
        f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name}{spent} BEGIN {said}; END",
    ]


def _on_postgres(name: str) -> list[str]:
    spent = f"IF EXISTS ({_SPENT.format(number=_NUMBER[name])}) THEN RETURN OLD; END IF;" if name in _NUMBER else ""
    refuse = f"RAISE EXCEPTION '{name} is never changed'"
    return [
        f"CREATE FUNCTION {name}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' THEN {spent} END IF; {refuse}; END $$"
        if spent
        else f"CREATE FUNCTION {name}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse}; END $$",
        f"CREATE TRIGGER {name}_keep BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW EXECUTE FUNCTION {name}_keep()",
        f"CREATE TRIGGER {name}_keep_all BEFORE TRUNCATE ON {name} FOR EACH STATEMENT EXECUTE FUNCTION {name}_keep()",
    ]


_GUARDS = {"sqlite": _on_sqlite, "postgresql": _on_postgres}


def _ddl(statement: str, dialect: str) -> Any:
    made: Any = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
    return made.execute_if(dialect=dialect)


def _guard(name: str, dialect: str, table: object) -> None:
    for statement in _GUARDS[dialect](name):
        event.listen(table, "after_create", _ddl(statement, dialect))


_MODELS: tuple[Any, ...] = (LogLine, LogSeal, LogCheckpoint)
for _model in _MODELS:
    for _dialect in _GUARDS:
        _guard(_model.__tablename__, _dialect, _model.__table__)
