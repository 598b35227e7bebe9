"""The engine beside the same rows in raw sqlite3, and beside SpiffWorkflow and DBOS where they are installed."""

import json
import statistics
import sys
from importlib.util import find_spec

from benchmarks import engine, raw

ROUNDS = 5
CASES = 120


def beside_raw() -> dict[str, float]:
    """Cases a second of both, in turns, and the median of their ratio: what the machine does meanwhile hits both."""
    speeds, floors = [], []
    for _ in range(ROUNDS):
        floors.append(raw.measure(CASES))
        speeds.append(engine.measure(CASES))
    return {
        "engine_cases_s": statistics.median(speed.cases_per_second for speed in speeds),
        "engine_resume_ms": statistics.median(speed.resume_ms for speed in speeds),
        "raw_cases_s": statistics.median(floors),
        "engine_per_raw": statistics.median(
            speed.cases_per_second / floor for speed, floor in zip(speeds, floors, strict=True)
        ),
    }


def beside_others() -> dict[str, float]:
    """SpiffWorkflow and DBOS on the same process, untuned; nothing where they are not installed."""
    found: dict[str, float] = {}
    if find_spec("SpiffWorkflow"):
        from benchmarks import spiff  # noqa: PLC0415 - an optional dependency

        found["spiff_cases_s"], found["spiff_resume_ms"] = spiff.measure(CASES)
    if find_spec("dbos"):
        from benchmarks import dbos_engine  # noqa: PLC0415 - an optional dependency

        found["dbos_cases_s"], found["dbos_resume_ms"] = dbos_engine.measure(20)
    return found


MEASURED = {"raw": beside_raw, "others": beside_others}

if __name__ == "__main__":
    json.dump(MEASURED[sys.argv[1]](), sys.stdout)
