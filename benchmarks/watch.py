"""``watch-terms`` over 100,000 open waits of which one in a hundred changes; and over 10,000 with as many changes.

Half of what changes comes near its last day, the rest climbs: a colleague, a team lead, a talk proposed. Each case in
which something changes is locked and written by itself, with the disk waited for.
"""

import json
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.process import NOW, open_store
from flows.engine.hot import CASE, RUN, WAIT
from flows.messages.watch import watch_terms
from models.store import Store

WAITS_OF_A_CASE = 10
CHANGES = 1_000
BATCH = 2_000
TODAY = NOW.date()
AHEAD = NOW + timedelta(days=9)
DUE = (TODAY + timedelta(days=2), TODAY + timedelta(days=1), TODAY - timedelta(days=5), TODAY - timedelta(days=30))
"""Last days of what changes: nearly due, and past it by so much that a step is due."""
AGENCY = 11


def main() -> None:
    """Prints the figures as JSON; the seconds of the small one show what the time grows with."""
    found = {f"watch_{waits}_s": _measured(waits) for waits in (10_000, 100_000)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**found, "watch_s": found["watch_100000_s"], "watch_mb": peak}))


def _measured(waits: int) -> float:
    """Seconds until everything that changed was looked at; and nothing is left to look at then."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "watch.db")
        _fill(store, waits)
        began = time.perf_counter()
        watched = watch_terms(store, NOW)
        seconds = time.perf_counter() - began
        if (watched.looked, watched.failed, watch_terms(store, NOW).looked) != (CHANGES, 0, 0):
            raise RuntimeError(f"not everything was looked at: {watched}")
        store.close()
    return seconds


def _fill(store: Store, waits: int) -> None:
    """Cases with open questions; the first question of the first cases is one that changes."""
    cases = waits // WAITS_OF_A_CASE
    for first in range(0, cases, BATCH // WAITS_OF_A_CASE):
        numbers = range(first, min(first + BATCH // WAITS_OF_A_CASE, cases))
        with store.write(NOW) as tx:
            tx.connection.execute(insert(CASE), [case_row(number) for number in numbers])
            tx.connection.execute(insert(RUN), [run_row(number) for number in numbers])
            tx.connection.execute(insert(WAIT), list(_waits(numbers, max(1, CHANGES // cases))))


def case_row(number: int) -> dict[str, Any]:
    """The row of a case."""
    return {
        "id": number + 1, "ref": f"VN-W{number:06d}", "region_id": 1, "youth_id": 1, "referrer_agency_id": AGENCY,
        "anonymous": False, "urgent": False, "worry": "-", "wish": "-", "budget_cents": 0, "opened_at": NOW,
        "reopened": 0,
    }  # fmt: skip


def run_row(number: int) -> dict[str, Any]:
    """The row of its one run."""
    return {
        "id": number + 1, "case_id": number + 1, "stage": "action", "number": 1, "version": 1, "status": "waiting",
        "started_at": NOW, "tries": 0,
    }  # fmt: skip


def _waits(numbers: range, changing: int) -> Iterator[dict[str, Any]]:
    for number in numbers:
        for place in range(WAITS_OF_A_CASE):
            changes = place < changing and number * changing + place < CHANGES
            due_on = DUE[(number + place) % len(DUE)] if changes else TODAY + timedelta(days=30)
            yield wait_row(number, place, due_on, NOW - timedelta(minutes=1) if changes else AHEAD)


def wait_row(number: int, place: int, due_on: date, look_at: datetime) -> dict[str, Any]:
    """The row of a question of that run."""
    return {
        "case_id": number + 1, "stage_run_id": number + 1, "key": f"action:{place}", "kind": "ask",
        "form": "ActionDone", "form_version": 1, "part": "invited", "agency_id": AGENCY, "professional_id": AGENCY + 10,
        "asked_at": NOW - timedelta(days=90), "due_on": due_on, "next_look_at": look_at, "status": "open", "turn": 1,
        "shifts": 0, "refused_by": 0, "step": 0,
    }  # fmt: skip


if __name__ == "__main__":
    main()
