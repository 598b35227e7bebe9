"""What the tests of the simulation share: one small region that was played, and a case at its very beginning."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.secret import Vault
from models.store import Store
from models.tables import Row
from simulation.simulate import SECRET, START, fill
from simulation.tally import Tally

CASES, DAYS, SEED = 14, 200, 11


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Tally]]:
    """A small region that was played, and its figures."""
    path: Path = tmp_path_factory.mktemp("region") / "region.db"
    store = Store(f"sqlite:///{path}", Vault([SECRET]), safe=False)
    Row.metadata.create_all(store.engine)
    tally = fill(store, CASES, DAYS, SEED, START + timedelta(days=DAYS))
    yield store, tally
    store.close()
