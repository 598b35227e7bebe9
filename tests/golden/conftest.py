"""Lets the tests here use the walks that the golden journals are recorded from."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="session")
def record() -> Iterator[ModuleType]:
    """The script that records golden journals."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).parent)
        import record  # noqa: PLC0415 - tests are no package; only here it is on the path

        yield record


@pytest.fixture(scope="session")
def usual(record: ModuleType) -> ModuleType:
    """What is usually answered on a walk."""
    return sys.modules["usual"]


@pytest.fixture(scope="session")
def ground(record: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Fresh copies of a region to walk in."""
    return record.Ground(tmp_path_factory.mktemp("ground"))
