"""Garbage that waits for a lock in SQLite keeps nobody from giving that lock back."""

import subprocess
import sys
from pathlib import Path

import pytest

STANDSTILL = """
import sqlite3, sys, threading, time
from cli.run.prefect_server import collect_beside

def connected():
    made = sqlite3.connect(sys.argv[1], timeout=5, check_same_thread=False, isolation_level=None)
    made.execute("PRAGMA journal_mode=WAL").fetchall()
    return made

def garbage_with_a_failed_statement(of):
    cursor = of.cursor()
    try:
        cursor.execute("INSERT INTO run VALUES (1)")
    except sqlite3.IntegrityError:
        pass
    ring = [cursor]
    ring.append(ring)

def write(on):
    try:
        on.execute("INSERT INTO run VALUES (3)")
        print("written", flush=True)
    except sqlite3.OperationalError as problem:
        print(problem, flush=True)

recorder, request = connected(), connected()
recorder.execute("CREATE TABLE run (number INTEGER PRIMARY KEY)")
recorder.execute("INSERT INTO run VALUES (1)")
garbage_with_a_failed_statement(recorder)
request.execute("BEGIN IMMEDIATE")
request.execute("INSERT INTO run VALUES (2)")
recording = threading.Thread(target=write, args=(recorder,))
recording.start()
time.sleep(0.5)
if sys.argv[2] == "beside":
    collect_beside(pause=0.01)
kept = [[] for _ in range(200_000)]
time.sleep(0.5)
request.execute("COMMIT")
recording.join()
"""


@pytest.mark.parametrize(("where", "happens"), [("beside", "written"), ("in the loop", "database is locked")])
def test_garbage_is_collected_where_waiting_keeps_nobody(tmp_path: Path, where: str, happens: str) -> None:
    told = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", STANDSTILL, str(tmp_path / "prefect.db"), where],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert told.stdout.split("\n")[0] == happens
