"""What the tests of flows share: fresh copies of a region with one bare case, on both databases; and breaking them."""

import itertools
import shutil
import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import event, text

from flows.commands.region import found_region, professional_by_email
from models.code import Relation, Sector
from models.secret import Vault, digest_of_birth
from models.store import Store
from models.tables import CaseFile, Custody, Person, Row, Youth

SECRET = "a secret of the tests, and long enough"  # noqa: S105
FOUNDED_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REGION = Path(__file__).parents[2] / "simulation" / "data" / "rivierland-oost.toml"

settings.register_profile(
    "same each time",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("same each time")

NewStore = Callable[[], Store]


def _found(store: Store) -> None:
    Row.metadata.create_all(store.engine)
    with store.write(FOUNDED_AT) as tx:
        region = found_region(tx, tomllib.loads(REGION.read_text()))
        referrer = professional_by_email(tx, "bram.hoevelaar@waalzicht.example")
        birth_on = date(2010, 3, 1)
        noor = Person(
            given_name="Noor", family_name="Veldwijk", birth_on=birth_on, birth_digest=digest_of_birth(birth_on)
        )
        mother = Person(given_name="Hilde", family_name="Veldwijk")
        tx.session.add_all([noor, mother])
        tx.flush()
        tx.session.add(Youth(person_id=noor.id, sector=Sector.MBO, municipality="Tielerwaard"))
        tx.flush()
        tx.session.add(Custody(youth_id=noor.id, person_id=mother.id, relation=Relation.PARENT))
        tx.session.add(
            CaseFile(
                ref="VN-TEST222",
                region_id=region,
                youth_id=noor.id,
                referrer_id=referrer.id,
                referrer_agency_id=referrer.agency_id,
                worry="Schulden en steeds minder op school.",
                wish="Een eigen plek.",
                opened_at=FOUNDED_AT,
            )
        )


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the region and one bare case; to be copied, never written."""
    folder = tmp_path_factory.mktemp("founded")
    store = Store(f"sqlite:///{folder}/first.db", Vault([SECRET]), safe=False)
    _found(store)
    whole = folder / "whole.db"
    with store.engine.connect() as connection:
        connection.execute(text("ROLLBACK"))
        connection.execute(text(f"VACUUM INTO '{whole}'"))
    store.close()
    return whole


@pytest.fixture
def fresh(founded_file: Path, tmp_path: Path) -> Iterator[NewStore]:
    """Makes as many SQLite databases with the region and one bare case as a test asks for."""
    opened: list[Store] = []
    numbers = itertools.count(1)

    def new() -> Store:
        path = tmp_path / f"fresh-{next(numbers)}.db"
        shutil.copy(founded_file, path)
        opened.append(Store(f"sqlite:///{path}", Vault([SECRET]), safe=False))
        return opened[-1]

    yield new
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def founded_postgres(new_postgres: Callable[[str | None], str]) -> str:
    """The address of a PostgreSQL database with the region and one bare case; to be copied, never written."""
    address = new_postgres(None)
    store = Store(address, Vault([SECRET]))
    _found(store)
    store.close()
    return address


@pytest.fixture
def fresh_postgres(founded_postgres: str, new_postgres: Callable[[str | None], str]) -> Iterator[NewStore]:
    """As ``fresh``, on PostgreSQL."""
    opened: list[Store] = []

    def new() -> Store:
        opened.append(Store(new_postgres(founded_postgres), Vault([SECRET])))
        return opened[-1]

    yield new
    for store in opened:
        store.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest) -> Store:
    """A database with the region and one bare case: the test runs on SQLite and on PostgreSQL."""
    new: NewStore = request.getfixturevalue("fresh" if request.param == "sqlite" else "fresh_postgres")
    return new()


class Killed(BaseException):
    """The machine died here. No ``except Exception`` may stop it."""


class Breaker:
    """Breaks writing transactions off at a chosen statement, committing included, as when a machine dies."""

    def __init__(self) -> None:
        self.at: Iterator[int] = iter(())
        self._left: int | None = None
        self.statements = 0

    def statement(self, sql: str) -> None:
        self.statements += 1
        if sql.startswith("BEGIN"):
            self._left = next(self.at, None) if sql != "BEGIN" else None
        elif self._left is not None:
            self._left -= 1
            if self._left < 0:
                self._left = None
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
