"""What the engine is measured beside writes what the engine writes: nothing less, and in as many transactions."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from benchmarks import engine, raw
from benchmarks.process import coordinator, open_store
from models.store import Store

WRITES = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) (\w+)|COMMIT")


def counting(into: Counter[str]) -> Callable[[str], None]:
    """Counts what is written, by table and in whole transactions."""

    def heard(sql: str) -> None:
        found = WRITES.match(sql)
        if found:
            into[found[0]] += 1

    return heard


@pytest.fixture
def measured(tmp_path: Path) -> Iterator[Store]:
    """The database of the measurements."""
    store = open_store(tmp_path / "bench.db")
    yield store
    store.close()


def test_raw_sqlite_writes_the_same_rows_in_the_same_transactions(measured: Store) -> None:
    by_engine, by_hand = Counter[str](), Counter[str]()
    viewer = coordinator(measured)

    @event.listens_for(measured.engine, "checkout")
    def _listen(connection: Any, *_: Any) -> None:
        connection.set_trace_callback(counting(by_engine))

    engine.whole_case(measured, viewer, 0, [])
    connection = sqlite3.connect(str(measured.engine.url.database), isolation_level=None)
    connection.set_trace_callback(counting(by_hand))
    raw.whole_case(connection, 1)
    connection.close()

    assert by_engine["COMMIT"] == 14
    assert by_hand == by_engine


def test_both_leave_a_case_that_is_closed(measured: Store) -> None:
    engine.whole_case(measured, coordinator(measured), 0, [])
    connection = sqlite3.connect(str(measured.engine.url.database), isolation_level=None)
    raw.whole_case(connection, 1)

    closed = connection.execute("SELECT outcome, retain_until FROM case_file").fetchall()
    connection.close()

    assert closed == [("helped", "2028-11-23")] * 2
