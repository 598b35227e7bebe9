"""What the tests of the scripts share: a database of its own for each, thrown away afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.secret import Vault
from models.store import Store
from models.tables import Row
from simulation.scenario.book import SECRET, open_scene
from simulation.scenario.scene import Scene

NewScene = Callable[[str], Scene]


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    store = Store(f"sqlite:///{tmp_path}/case.db", Vault([SECRET]), safe=False)
    Row.metadata.create_all(store.engine)
    return store


@pytest.fixture
def scene_on(empty: Store) -> NewScene:
    return lambda day: open_scene(empty, day)
