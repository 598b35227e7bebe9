"""What every test may ask for: an empty database with the demo region, and the people in it."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.commands.region import found_region, professional_by_email
from models.code import Sector
from models.secret import Vault, digest_of_birth
from models.store import Store
from models.tables import CaseFile, Person, Row, Youth

SECRET = "a secret of the tests, and long enough"  # noqa: S105
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return MONDAY


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/vangnet.db", Vault([SECRET]), safe=False)
    Row.metadata.create_all(store.engine)
    yield store
    store.close()


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
