"""Prefect's database and every log know numbers and codes, and nothing personal."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def _holds(path: Path, word: str) -> bool:
    return word.lower().encode() in path.read_bytes().lower()


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
