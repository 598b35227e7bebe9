"""The floor under every engine: the same rows in the same transactions, in plain sqlite3 and nothing else.

The tables are the real ones, with their indexes and checks. Reads are left out, and so is everything that decides.
A test holds the number of statements against what our engine writes (``tests/benchmarks``).
"""

import sqlite3
import tempfile
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

from benchmarks.process import NOW, STAGES, open_store

AT = NOW.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
SEALED = "gAAAAAB" + "x" * 93
DUE = date(2026, 11, 25).isoformat()
ANSWER = '{"kind":"given","who":"professional:1","code":null,"values":{"statement":1}}'

CASE = (
    "INSERT INTO case_file (ref, region_id, youth_id, referrer_agency_id, anonymous, urgent, worry, wish, budget_cents,"
    " opened_at, reopened) VALUES (?, 1, 1, 2, 0, 0, ?, ?, 0, ?, 0)"
)
RUN = (
    "INSERT INTO stage_run (case_id, stage, number, status, started_at, tries) VALUES (?, ?, 1, 'ready', ?, 0)"
    " RETURNING id"
)
WAKE = "INSERT INTO wake_up (stage_run_id, reason, not_before) VALUES (?, ?, ?)"
DROP_DUE = "DELETE FROM wake_up WHERE stage_run_id = ? AND not_before <= ?"
DROP = "DELETE FROM wake_up WHERE stage_run_id = ?"
WAIT = (
    "INSERT INTO wait (case_id, stage_run_id, key, kind, form, form_version, part, agency_id, professional_id,"
    " asked_at, term, term_amount, term_unit, term_kind, due_on, next_look_at, status, turn, shifts, refused_by, step)"
    " VALUES (?, ?, ?, 'ask', 'Acceptance', 1, 'coordinator', 1, 1, ?, 'accept case', 2, 'working_days', 'agreed',"
    " ?, ?, 'open', 1, 0, 0, 0) RETURNING id"
)
MESSAGE = (
    "INSERT INTO message (case_id, wait_id, notice, to_professional_id, content, queued_at, not_before, status, tries)"
    " VALUES (?, ?, ?, 1, '{\"waits\":[1]}', ?, ?, 'queued', 0)"
)
GOES_ON = "UPDATE stage_run SET status = 'waiting', version = 1, lease_until = NULL, tries = 0 WHERE id = ?"
SAID = (
    "INSERT INTO statement (case_id, stage_run_id, wait_id, kind, key, form, form_version, words, said_at,"
    " recorded_at, said_by_professional_id, said_by_agency_id, recorded_by_id) VALUES (?, ?, ?,"
    " 'answer', ?, 'Acceptance', 1, ?, ?, ?, 1, 1, 1) RETURNING id"
)
GIVEN = (
    "UPDATE wait SET status = 'given', closed_at = ?, value = '{\"statement\":1}', next_look_at = NULL"
    " WHERE id = ? AND status = 'open'"
)
ENTRY = (
    "INSERT INTO entry (stage_run_id, seq, key, kind, form, form_version, value, settled_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
LOGGED = (
    "INSERT INTO log_line (at, professional_id, agency_id, for_id, case_id, what, about, why)"
    " VALUES (?, 1, 1, NULL, ?, 'answer', ?, 'coordinator')"
)
CLOSE_WAITS = "UPDATE wait SET status = 'withdrawn', closed_at = ?, code = ? WHERE stage_run_id = ? AND status = 'open'"
ENDED = "UPDATE stage_run SET status = 'ended', version = 1, outcome = ?, ended_at = ?, tries = 0 WHERE id = ?"
CLOSED = "UPDATE case_file SET closed_at = ?, outcome = 'helped', retain_until = '2028-11-23', look_at = ? WHERE id = ?"


def measure(cases: int) -> float:
    """Cases a second."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "raw.db"
        open_store(path).close()
        connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        for number in range(5):
            whole_case(connection, number)
        began = time.perf_counter()
        for number in range(5, 5 + cases):
            whole_case(connection, number)
        return cases / (time.perf_counter() - began)


def whole_case(db: sqlite3.Connection, number: int) -> None:
    """One case through the five stages."""
    db.execute("BEGIN IMMEDIATE")
    case = db.execute(CASE, (f"VN-R{number:06d}", SEALED, SEALED, AT)).lastrowid
    run = _start(db, case, STAGES[0])
    db.execute("COMMIT")
    for name, following in pairwise(STAGES):
        wait = _ask(db, case, run, name)
        _answer(db, case, run, wait, name)
        run = _go_on(db, case, run, following)
    _close(db, case, run)


def _start(db: sqlite3.Connection, case: int | None, name: str) -> int:
    run = int(db.execute(RUN, (case, name, AT)).fetchone()[0])
    db.execute(WAKE, (run, "started", AT))
    return run


def _ask(db: sqlite3.Connection, case: int | None, run: int, name: str) -> int:
    db.execute("BEGIN IMMEDIATE")
    db.execute(DROP_DUE, (run, AT))
    wait = int(db.execute(WAIT, (case, run, f"{name} asks", AT, DUE, AT)).fetchone()[0])
    db.execute(MESSAGE, (case, wait, "QuestionAsked", AT, AT))
    db.execute(GOES_ON, (run,))
    db.execute("COMMIT")
    return wait


def _answer(db: sqlite3.Connection, case: int | None, run: int, wait: int, name: str) -> None:
    db.execute("BEGIN IMMEDIATE")
    db.execute(SAID, (case, run, wait, f"{name} asks", SEALED, AT, AT)).fetchone()
    db.execute(GIVEN, (AT, wait))
    db.execute(ENTRY, (run, 1, f"{name} asks", "ask", "Acceptance", 1, ANSWER, AT))
    db.execute(WAKE, (run, "settled", AT))
    db.execute(LOGGED, (AT, case, f"{name} asks"))
    db.execute("COMMIT")


def _go_on(db: sqlite3.Connection, case: int | None, run: int, following: str) -> int:
    db.execute("BEGIN IMMEDIATE")
    db.execute(DROP_DUE, (run, AT))
    db.execute(ENTRY, (run, 2, "go_to", "go_to", None, None, f'"{following}"', AT))
    _end(db, run, f"to {following}")
    started = _start(db, case, following)
    db.execute("COMMIT")
    return started


def _close(db: sqlite3.Connection, case: int | None, run: int) -> None:
    db.execute("BEGIN IMMEDIATE")
    db.execute(DROP_DUE, (run, AT))
    db.execute(ENTRY, (run, 1, "end", "end", None, None, '"helped"', AT))
    _end(db, run, "helped")
    db.execute(CLOSED, (AT, AT, case))
    for notice in ("CaseEnded", "CaseClosed"):
        db.execute(MESSAGE, (case, None, notice, AT, AT))
    db.execute("COMMIT")


def _end(db: sqlite3.Connection, run: int, outcome: str) -> None:
    db.execute(CLOSE_WAITS, (AT, "the stage ended", run))
    db.execute(DROP, (run,))
    db.execute(ENDED, (outcome, AT, run))
