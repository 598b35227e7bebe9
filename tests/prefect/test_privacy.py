"""Prefect's database and every log know numbers and codes, and nothing personal."""

import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from flows.engine.claim import LEASE


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every process of the test puts aside what it puts aside."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_a_worker_that_is_killed_leaves_nothing_of_a_youth_behind(place: Any, scratch: Path, traces: Any) -> None:
    marker = "Qzxwmarkering"
    refs = [place.register(f"Noor {number}") for number in range(6)]
    worker = place.worker()
    deadline = time.monotonic() + 60
    while not place.rows("SELECT 1 FROM wait WHERE key = 'weighing'") and time.monotonic() < deadline:
        time.sleep(0.01)
    worker.send_signal(signal.SIGKILL)
    worker.wait()

    place.ahead = LEASE
    place.work()
    for ref in refs[:2]:
        place.answer(ref, "weighing", decision="no ground", why=f"{marker} woont elders.")
    place.work()

    assert traces(place.server.home, place.settings.home, scratch) == []


def test_nothing_personal_reaches_prefect_or_a_log_also_when_a_run_fails(place: Any, capfd: Any, traces: Any) -> None:
    marker = "Qzxwmarkering"
    ref = place.register()
    place.work()
    place.answer(ref, "weighing", decision="no ground", why=f"{marker} woont elders.")
    place.work()
    failing = place.register("Sem")
    place.spoil()
    place.work()

    assert place.states(failing)[-1] == "Failed"
    database = place.server.home / "prefect.db"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(FULL)")
    names = {path.name for home in (place.server.home, place.settings.home) for path in home.rglob("*")}
    assert names >= {"prefect.db", "server.log", "vangnet.db"}
    assert traces(place.server.home, place.settings.home) == []
    for word in ("hoevelaar", "Tielerwaard", "aanmeldpunt.example"):  # the region's own stand in its database
        assert set(traces(place.server.home, place.settings.home, word=word)) <= {"vangnet.db", "vangnet.db-wal"}
    assert not any(marker in part for part in capfd.readouterr())
