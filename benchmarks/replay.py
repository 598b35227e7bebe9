"""How long it takes to tell a run of 500 steps again, from its rows to where it must wait."""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.process import ADD_CASE, NOW, open_store
from flows.engine import hot
from flows.engine.advance import advance
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.step import add_run
from flows.engine.story import story

STEPS = 500


@story("bench long", version=1)
def bench_long(case: Case) -> Ending:
    """As many steps as a youth of some years has, then a question."""
    for number in range(1, STEPS + 1):
        case.decide(f"mark:{number}", lambda _, mark: mark, mark=number % 11)
    case.ask("last", of="coordinator", form="Acceptance", within="accept case")
    return case.end("helped")


def measure(times: int) -> float:
    """The median milliseconds of an advance that finds everything told already."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "replay.db")
        with store.write(NOW) as tx:
            row = tx.one(ADD_CASE, ref="VN-B000001", opened_at=NOW)
            run = add_run(tx, row[0] if row else 0, "bench long")
        advance(store, run, NOW)
        with store.read(NOW) as tx:
            assert tx.one(hot.READ_SEQ, run=run, step_key="last") == (STEPS, 0)
        taken = [_seconds(lambda: advance(store, run, NOW)) for _ in range(times)]
        store.close()
    return statistics.median(taken) * 1000


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


if __name__ == "__main__":
    json.dump({"replay_ms": measure(50)}, sys.stdout)
