"""What the tests of flows share: fresh copies of a small region with one bare case, on both databases."""

import itertools
import shutil
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import text

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
