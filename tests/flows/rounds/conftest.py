"""The rounds are tested at the same desk as the commands."""

import importlib.util
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models.store import Store
from models.tables import CaseFile

_PATH = Path(__file__).parents[1] / "commands" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("desk_of_the_commands", _PATH)
assert _SPEC is not None
assert _SPEC.loader is not None
_MODULE = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = _MODULE
_SPEC.loader.exec_module(_MODULE)


@pytest.fixture
def desk(either: Store, now: datetime) -> Any:
    """The desk, in a region whose one bare case is closed: a round looks into every open case."""
    with either.write(now) as tx:
        bare = tx.session.exec(select(CaseFile)).one()
        bare.closed_at, bare.outcome, bare.retain_until = now, "helped", now.date()
        tx.session.add(bare)
    return _MODULE.Desk(either, now)
