"""Attacks are tried on the installation and the plain pages that the tests of the dashboard work with."""

import importlib.util
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from flows.office import open_office
from models import secret
from models.code import Logged
from models.settings import Settings
from models.tables import CaseFile, LogLine, Row

_DASHBOARD = Path(__file__).parents[1] / "dashboard"


def _loaded(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


_house = _loaded(_DASHBOARD / "conftest.py", "house_of_the_dashboard")
_pages = _loaded(_DASHBOARD / "route" / "conftest.py", "pages_of_the_dashboard")
house, look, words = _house.house, _house.look, _house.words
client, post, act = _pages.client, _pages.post, _pages.act


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region with Noor's case until her plan: the debt counsellors have a part in it, Karin's agency has none."""
    home = tmp_path_factory.mktemp("planned")
    shutil.copy(_house.founded.__wrapped__(tmp_path_factory), home / "vangnet.db")
    before = secret._Keeper.vault
    office = open_office(Settings(home=home, secret=_house.SECRET))
    _house.House(office).until_plan()
    with office.store.engine.connect() as connection:
        connection.execute(text("ROLLBACK"))
        connection.execute(text(f"VACUUM INTO '{home / 'whole.db'}'"))
    office.store.close()
    secret._Keeper.vault = before
    return home / "whole.db"


@pytest.fixture
def ref(house: Any) -> str:
    """The number of that case."""
    with house.office.store.read(house.now) as tx:
        return str(tx.session.exec(select(CaseFile.ref)).one())


@pytest.fixture
def refusals(house: Any) -> Callable[[], list[tuple[int | None, int | None, str | None]]]:
    """What stands in the log as refused: who, which case, about what."""

    def all_lines() -> list[tuple[int | None, int | None, str | None]]:
        with house.office.store.read(house.now) as tx:
            found = select(LogLine).where(LogLine.what == Logged.REFUSED).order_by(col(LogLine.id))
            return [(line.professional_id, line.case_id, line.about) for line in tx.session.exec(found)]

    return all_lines


@pytest.fixture
def filled_in() -> Callable[[Any], dict[str, Any]]:
    """Content for any form of which every field fits."""
    made: Callable[[Any], dict[str, Any]] = _loaded(
        Path(__file__).parent / "example.py", "example_of_attacks"
    ).filled_in
    return made


@pytest.fixture
def kept(house: Any) -> Callable[[], dict[str, int]]:
    """A digest of every table but the log: the same as long as nothing was written."""

    def of_each_table() -> dict[str, int]:
        with house.office.store.read(house.now) as tx:
            return {
                table.name: hash(tuple(map(tuple, tx.connection.execute(table.select()))))
                for table in Row.metadata.sorted_tables
                if not table.name.startswith("log_")
            }

    return of_each_table
