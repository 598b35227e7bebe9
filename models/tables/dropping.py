"""How a database itself drops what was only typed as soon as something is over: a trigger. Holds no table.

What is typed can be over in half a dozen places of the code, and whoever adds one more cannot forget it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import DDL, event

Statements = Mapping[str, tuple[str, ...]]
"""The statements by which a trigger is made, by the name of the kind of database."""


def dropped_when_closed(name: str, table: str, drop: str) -> Statements:
    """A trigger that drops something as a row of a table is closed; ``drop`` names that row as ``NEW``."""
    closed = "NEW.closed_at IS NOT NULL"
    calls = f"EXECUTE FUNCTION {name}()"
    return {
        "sqlite": (f"CREATE TRIGGER {name} AFTER UPDATE OF closed_at ON {table} WHEN {closed} BEGIN {drop} END",),
        "postgresql": (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {drop} RETURN NULL; END $$",
            f"CREATE TRIGGER {name} AFTER UPDATE OF closed_at ON {table} FOR EACH ROW WHEN ({closed}) {calls}",
        ),
    }


def undone(name: str, table: str) -> Statements:
    """The statements by which such a trigger is taken away again."""
    return {
        "sqlite": (f"DROP TRIGGER {name}",),
        "postgresql": (f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"),
    }


def make_with(table: Any, made: Statements) -> None:
    """A database that is made from the tables gets the trigger with this one."""
    for dialect, statements in made.items():
        for each in _ddl(statements):
            event.listen(table, "after_create", each.execute_if(dialect=dialect))


def _ddl(statements: Iterable[str]) -> Iterable[Any]:
    return [DDL(statement) for statement in statements]  # type: ignore[no-untyped-call]
