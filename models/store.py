"""The domain database: how it is opened, read and written. Holds no rule of the field and no table.

SQLite takes its write lock at once (``BEGIN IMMEDIATE``); PostgreSQL runs READ COMMITTED and locks the case's row.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session

from models.code import Logged
from models.log_book import write_lines
from models.look import Look, Recently
from models.prepared import Prepared
from models.refusal import Refused
from models.secret import Vault, use_vault
from models.term import AMSTERDAM

BUSY_MS = 30_000
_NO_OPTIONS: Mapping[str, Any] = {}
Found = TypeVar("Found")


class Tx:
    """One transaction: either all of it happens or nothing. ``now`` is the moment it happens at."""

    def __init__(self, connection: Connection, now: datetime, *, only_reads: bool = False) -> None:
        self.connection = connection
        self.now = now
        self.on_postgres = connection.dialect.name == "postgresql"
        self._session: Session | None = None
        self._cursor: Any = None
        self._looks: list[Look] = []
        self._found: dict[Hashable, Any] | None = {} if only_reads else None

    def once(self, what: Hashable, find: Callable[[], Found]) -> Found:
        """What was found in this transaction before, or is found now; looked for each time where it may be changed."""
        if self._found is None:
            return find()
        if what not in self._found:
            self._found[what] = find()
        found: Found = self._found[what]
        return found

    def note(self, look: Look) -> None:
        """Somebody saw or did this: it stands in the log when the transaction is over, or refuses what was done."""
        self._looks.append(look)

    @property
    def looks(self) -> tuple[Look, ...]:
        """What was noted so far."""
        return tuple(self._looks)

    @property
    def session(self) -> Session:
        """For everything off the hot path: plain SQLModel in this same transaction."""
        if self._session is None:
            self._session = Session(self.connection, expire_on_commit=False)
        return self._session

    def run(self, prepared: Prepared, **values: Any) -> int:
        """Runs a prepared statement that returns nothing; gives the number of rows it touched."""
        return int(self._execute(prepared, values).rowcount)

    def one(self, prepared: Prepared, **values: Any) -> tuple[Any, ...] | None:
        """The first row of a prepared statement, if any."""
        raw = self._execute(prepared, values).fetchone()
        return None if raw is None else prepared.compiled(self.connection.dialect).row(raw)

    def all(self, prepared: Prepared, **values: Any) -> list[tuple[Any, ...]]:
        """All rows of a prepared statement."""
        raws = self._execute(prepared, values).fetchall()
        row = prepared.compiled(self.connection.dialect).row
        return [row(raw) for raw in raws]

    def flush(self) -> None:
        """Hands the session's pending rows to the database, so that prepared statements see them."""
        if self._session is not None:
            self._session.flush()

    def close(self) -> None:
        """Lets go of the session and the cursor; the transaction itself is ended by the store."""
        if self._session is not None:
            self._session.close()
        if self._cursor is not None and not self.connection.invalidated:
            self._cursor.close()

    def insist_on_going_on(self) -> None:
        """Refuses to go on after a part of it failed and somebody looked away: nothing of it can be kept any more.

        Raises:
            RuntimeError: the transaction was rolled back inside.
        """
        if not self.connection.in_transaction():
            raise RuntimeError("this transaction was rolled back; nothing more can be done in it")

    def _execute(self, prepared: Prepared, values: dict[str, Any]) -> Any:
        self.flush()
        self.insist_on_going_on()
        if self._cursor is None:
            self._cursor = self.connection.connection.cursor()
        compiled = prepared.compiled(self.connection.dialect)
        self._cursor.execute(compiled.sql, compiled.parameters(values))
        return self._cursor


class Store:
    """The domain database of one installation.

    Args:
        url: ``sqlite:///path`` or ``postgresql+psycopg://…``.
        vault: seals and opens what is personal.
        safe: False lets SQLite skip waiting for the disk; for simulations that may be thrown away.
    """

    def __init__(self, url: str, vault: Vault, *, safe: bool = True) -> None:
        use_vault(vault)
        self.vault = vault
        self.engine = _engine(url, safe=safe)
        on_postgres = self.engine.dialect.name == "postgresql"
        self._one_view = {"isolation_level": "REPEATABLE READ"} if on_postgres else {}
        self._recently = Recently()

    @contextmanager
    def write(self, now: datetime) -> Iterator[Tx]:
        """A transaction that may write. Committed at the end, rolled back whole when anything is raised.

        What was done stands in the log by the same commit; what was refused, by one of its own.
        """
        looks: tuple[Look, ...] = ()
        try:
            with self._transaction(now, "BEGIN IMMEDIATE") as tx:
                try:
                    yield tx
                except BaseException:
                    looks = tx.looks
                    raise
                tx.flush()
                write_lines(tx, self._recently.fresh(tx.looks, now))
                tx.insist_on_going_on()
        except Refused as refused:
            lines = [look for look in looks if look.what is Logged.REFUSED]
            refused.is_logged = refused.is_logged or bool(lines)
            self._log(lines, now)
            raise

    @contextmanager
    def read(self, now: datetime) -> Iterator[Tx]:
        """A transaction that only reads, on one consistent view; whatever it did write is rolled back.

        What somebody saw of a case, or was refused, stands in the log when it is over.
        """
        looks: tuple[Look, ...] = ()
        try:
            with self._transaction(now, "BEGIN", self._one_view, only_reads=True) as tx:
                try:
                    yield tx
                    tx.connection.rollback()
                except Refused as refused:
                    refused.is_logged = refused.is_logged or any(look.what is Logged.REFUSED for look in tx.looks)
                    raise
                finally:
                    looks = tx.looks
        finally:
            self._log(looks, now)

    def _log(self, looks: Iterable[Look], now: datetime) -> None:
        fresh = self._recently.fresh(looks, now)
        if fresh:
            with self._transaction(now, "BEGIN IMMEDIATE") as tx:
                write_lines(tx, fresh)

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()

    @contextmanager
    def _transaction(
        self, now: datetime, begin: str, options: Mapping[str, Any] = _NO_OPTIONS, *, only_reads: bool = False
    ) -> Iterator[Tx]:
        with self.engine.connect() as connection:
            connection.info["begin"] = begin
            connection.execution_options(**options)
            with connection.begin():
                tx = Tx(connection, now, only_reads=only_reads)
                try:
                    yield tx
                finally:
                    tx.close()


def _engine(url: str, *, safe: bool) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED", hide_parameters=True)
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def _on_connect(raw: Any, _record: object) -> None:
        raw.isolation_level = None
        cursor = raw.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute(f"PRAGMA synchronous={'FULL' if safe else 'OFF'}")
        cursor.close()
        raw.create_function(DAY_IN_AMSTERDAM, 1, _day_in_amsterdam, deterministic=True)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.info.get("begin", "BEGIN"))

    return engine


_PRAGMAS = (
    "journal_mode=WAL",
    f"busy_timeout={BUSY_MS}",
    "foreign_keys=ON",
    "secure_delete=ON",
)
DAY_IN_AMSTERDAM = "day_in_amsterdam"
"""A function SQLite is given: it knows no time zones. PostgreSQL does."""
_HOUR = len("2026-11-23 09")


def _day_in_amsterdam(moment: str | None) -> str | None:
    return None if moment is None else _day_of_hour(moment[:_HOUR])


@lru_cache(maxsize=10_000)
def _day_of_hour(hour: str) -> str:
    """Amsterdam is whole hours away from the clock of the world, so the hour says which day it is there."""
    return datetime.fromisoformat(f"{hour}:00+00:00").astimezone(AMSTERDAM).date().isoformat()
