"""Prefect's database and every log know numbers and codes, and nothing personal."""

import base64
import json
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from flows.engine.claim import LEASE


def _forms(word: str) -> set[bytes]:
    """A word as it may lie in a file: plain, wide, escaped, or within something in base64."""
    within = [base64.b64encode(b"x" * shift + word.encode())[4:-4] for shift in range(3)]
    plain = {word.encode(), word.encode("utf-16-le"), quote(word).encode(), json.dumps(word)[1:-1].encode()}
    return {form.lower() for form in (*plain, *within)}


def _holds(path: Path, word: str) -> bool:
    content = path.read_bytes().lower()
    return any(form in content for form in _forms(word))


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every process of the test puts aside what it puts aside."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def test_a_worker_that_is_killed_leaves_nothing_of_a_youth_behind(place: Any, scratch: Path) -> None:
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

    files = [path for folder in (place.server.home, place.settings.home, scratch) for path in folder.rglob("*")]
    assert [path.name for path in files if path.is_file() and path.suffix != ".sock" and _holds(path, marker)] == []


def test_nothing_personal_reaches_prefect_or_a_log_also_when_a_run_fails(place: Any, capfd: Any) -> None:
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
    words = (marker, "hoevelaar", "Tielerwaard", "aanmeldpunt.example")
    kept = [*place.server.home.rglob("*"), *place.settings.home.rglob("*")]
    files = [path for path in kept if path.is_file() and path.suffix != ".sock"]
    assert {path.name for path in files} >= {"prefect.db", "server.log", "vangnet.db"}
    theirs = [path for path in files if not path.name.startswith("vangnet.db")]
    assert {(path.name, word) for path in theirs for word in words if _holds(path, word)} == set()
    assert not _holds(place.settings.home / "vangnet.db", marker)
    assert not any(marker in part for part in capfd.readouterr())
