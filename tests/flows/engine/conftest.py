"""What the tests of the engine share: a player that starts stories, moves time, answers, and looks at the rows."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select

import flows.stages  # noqa: F401 - the errands that answers and endings start
from flows.commands.answer import Answered, Said, answer
from flows.commands.viewer import viewer_numbered, viewer_of
from flows.engine import hot
from flows.engine.advance import Advanced
from flows.engine.drain import drain
from flows.engine.matter import CaseRow, Matter, unpacked
from flows.engine.settle import settle_if_done, wake
from flows.engine.signalling import signal_run
from flows.engine.step import add_run
from models.access import Viewer
from models.store import Store
from models.tables import CaseFile, Entry, Message, Professional, StageRun, Wait

ILSE = "ilse.verhagen@aanmeldpunt.example"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CASE = 1


class Play:
    """One case, played by hand: time stands still until a test moves it."""

    def __init__(self, store: Store) -> None:
        self.store, self.now, self.ref = store, MONDAY, "VN-TEST222"

    def close(self) -> None:
        """Lets go of the database, and of its file."""
        self.store.close()
        if self.store.engine.dialect.name == "sqlite":
            Path(str(self.store.engine.url.database)).unlink()

    def start(self, story: str, *, about: int | None = None, carry: bool = True) -> int:
        """Adds a run and carries it as far as it goes."""
        with self.store.write(self.now) as tx:
            run = add_run(tx, CASE, story, about=about)
        if carry:
            self.go()
        return run

    def go(self, **later: float) -> list[Advanced]:
        """Moves the clock, and carries everything that is due."""
        self.now += timedelta(**later)
        return list(drain(self.store, self.now))

    def viewer(self, email: str) -> Viewer:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def say(self, key: str, by: str | None = None, said: Said | None = None, **fields: Any) -> Answered:
        """Answers a question, and leaves it at that."""
        viewer = self.viewer(by) if by else self.holder_of(key)
        return answer(self.store, viewer, self.ref, key, fields, self.now, said=said)

    def answer(self, key: str, by: str | None = None, said: Said | None = None, **fields: Any) -> list[Advanced]:
        """Answers a question, and carries what is due."""
        self.say(key, by, said, **fields)
        return self.go()

    def holder_of(self, key: str) -> Viewer:
        """Somebody who may answer the oldest open question of that key."""
        wait = next(wait for wait in self.waits() if wait.key == key)
        if wait.agency_id is None:
            return self.viewer(ILSE)
        with self.store.read(self.now) as tx:
            colleague = wait.professional_id or min(
                tx.session.exec(select(Professional.id).where(Professional.agency_id == wait.agency_id))
            )
            return viewer_numbered(tx, colleague)

    def wake(self, tx: Any, run: int) -> None:
        """Gives a run a reason to be looked at."""
        wake(tx, run, "looked at", self.now)

    def signal(self, run: int, name: str) -> None:
        with self.store.write(self.now) as tx:
            signal_run(self.matter(tx, run), run, name)

    def withdraw(self, tx: Any, run: int, key: str) -> None:
        """Takes every open question of a step back, as an operator of the database could."""
        matter = self.matter(tx, run)
        for wait in tx.session.exec(select(Wait).where(Wait.stage_run_id == run, Wait.key == key)).all():
            tx.run(hot.CLOSE_WAIT, wait=wait.id, to_status="withdrawn", now=self.now, code="taken back", value=None)
            settle_if_done(matter, key, wait.id)

    @staticmethod
    def matter(tx: Any, run: int) -> Matter:
        """A run in its case, inside a transaction."""
        row = tx.session.get_one(StageRun, run)
        case = tx.session.get_one(CaseFile, row.case_id)
        fields = {name: getattr(case, name) for name in CaseRow._fields}
        return Matter(tx, CaseRow(**fields), row.id, row.stage, row.number, row.about, row.parent_id)

    def rows(self, model: type, *where: Any) -> list[Any]:
        with self.store.read(self.now) as tx:
            return list(tx.session.exec(select(model).where(*where).order_by(*model.__table__.primary_key)))  # type: ignore[attr-defined]

    def waits(self, *statuses: str) -> list[Wait]:
        """The questions with one of these statuses; open ones when none is named."""
        return self.rows(Wait, col(Wait.status).in_(statuses or ("open",)))

    def keys(self) -> list[str]:
        return [wait.key for wait in self.waits()]

    def entries(self, run: int) -> list[Entry]:
        return self.rows(Entry, Entry.stage_run_id == run)

    def journal(self, run: int) -> dict[str, Any]:
        """What the journal of a run holds, by key."""
        return {entry.key: unpacked(entry.value) for entry in self.entries(run)}

    def run(self, number: int) -> StageRun:
        found: StageRun = next(run for run in self.rows(StageRun) if run.id == number)
        return found

    def messages(self, notice: str | None = None) -> list[Message]:
        return [row for row in self.rows(Message) if notice in {None, row.notice}]

    def professional(self, email: str) -> str:
        return f"professional:{self.viewer(email).professional_id}"

    def agency(self, email: str) -> str:
        return f"agency:{self.viewer(email).agency_id}"


@pytest.fixture
def play(fresh: Callable[[], Store]) -> Play:
    """A case on SQLite."""
    return Play(fresh())


@pytest.fixture
def plays() -> Callable[[Store], Play]:
    """Plays on a database of the test's own choice."""
    return Play


class Killed(BaseException):
    """The machine died here. No ``except Exception`` may stop it."""


class Breaker:
    """Breaks writing transactions off at a chosen statement, committing included, as when a machine dies."""

    def __init__(self) -> None:
        self.at: Iterator[int] = iter(())
        self._left: int | None = None
        self.broke = 0

    def statement(self, sql: str) -> None:
        if sql.startswith("BEGIN"):
            self._left = next(self.at, None) if sql != "BEGIN" else None
        elif self._left is not None:
            self._left -= 1
            if self._left < 0:
                self._left = None
                self.broke += 1
                raise Killed

    def cursor_of(self, base: type) -> type:
        """The driver's own cursor, which asks first."""
        breaker = self

        class Cursor(base):  # type: ignore[misc]
            def execute(self, sql: Any, *rest: Any, **more: Any) -> Any:
                breaker.statement(str(sql))
                return super().execute(sql, *rest, **more)

        return Cursor


def _sqlite_that_breaks(breaker: Breaker) -> dict[str, Any]:
    breaking = breaker.cursor_of(sqlite3.Cursor)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = breaking) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            breaker.statement("COMMIT")
            super().commit()

    return {"factory": Connection}


def _postgres_that_breaks(breaker: Breaker) -> dict[str, Any]:
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is used

    return {"cursor_factory": breaker.cursor_of(psycopg.Cursor)}


@pytest.fixture
def breaker_of() -> Callable[[Store], Breaker]:
    """Makes a store's transactions break off where a test says; before the store is used for the first time."""

    def made(store: Store) -> Breaker:
        breaker = Breaker()
        driver = _sqlite_that_breaks if store.engine.dialect.name == "sqlite" else _postgres_that_breaks

        @event.listens_for(store.engine, "do_connect")
        def _on_connect(_dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> None:
            parameters.update(driver(breaker))

        return breaker

    return made


@pytest.fixture
def killed() -> type[BaseException]:
    return Killed
