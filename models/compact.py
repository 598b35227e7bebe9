"""Makes a database small, so that nothing of what was destroyed lies in pages nobody uses. Destroys no row.

On SQLite what is deleted is overwritten at once (``secure_delete``), but copies lie in the write-ahead log and in pages
that moved; so the file is written anew and the log emptied. PostgreSQL leaves deleted rows where they were, so its
tables are written anew. Its own logs and every backup are outside this: see ``docs/retention.md``.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

WAITS_MS = 5_000
"""How long it waits for others to let go; the next round tries again."""


def compact(engine: Engine, tables: Iterable[str]) -> bool:
    """Writes the database, or these tables of it, anew; false where somebody was busy, or there is no room."""
    try:
        return _ON[engine.dialect.name](engine, sorted(set(tables)))
    except DBAPIError:
        return False


def _on_sqlite(engine: Engine, _tables: list[str]) -> bool:
    with engine.connect() as connection:
        connection.rollback()
        driver: Any = connection.connection.driver_connection
        try:
            driver.execute(f"PRAGMA busy_timeout={WAITS_MS}")
            driver.execute("VACUUM")
            busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except driver.OperationalError:
            return False
        finally:
            connection.invalidate()
    return not busy


def _on_postgres(engine: Engine, tables: list[str]) -> bool:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = {WAITS_MS}"))
        for name in tables:
            connection.execute(text(f'VACUUM (FULL, ANALYZE) "{name}"'))
        connection.invalidate()
    return True


_ON = {"sqlite": _on_sqlite, "postgresql": _on_postgres}
