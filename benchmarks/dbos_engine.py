"""DBOS on the same process: one durable workflow that waits four times for a message, on SQLite, untuned."""

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from dbos import DBOS, DBOSConfig, SetWorkflowID

WAITS = 4
LONGEST_WAIT = 30.0


@DBOS.step()
def told(stage: int) -> int:
    """What a stage does."""
    return stage


@DBOS.workflow()
def five_stages() -> str:
    """Five stages, four waits on people."""
    for stage in range(WAITS):
        told(stage)
        if DBOS.recv(f"answer {stage}", timeout_seconds=LONGEST_WAIT) is None:
            raise RuntimeError("nobody answered")
    told(WAITS)
    return "helped"


def measure(cases: int) -> tuple[float, float]:
    """Cases a second with all of them running side by side, and the median milliseconds of one resume."""
    with tempfile.TemporaryDirectory() as folder:
        config: DBOSConfig = {
            "name": "bench",
            "system_database_url": f"sqlite:///{Path(folder) / 'dbos.db'}",
            "log_level": "ERROR",
        }
        DBOS(config=config)
        DBOS.launch()
        try:
            resumes = [_resume(number) for number in range(3)]
            began = time.perf_counter()
            handles = [_start(f"case {number}") for number in range(cases)]
            for stage in range(WAITS):
                for number in range(cases):
                    DBOS.send(f"case {number}", "yes", f"answer {stage}")
            for handle in handles:
                handle.get_result()
            return cases / (time.perf_counter() - began), statistics.median(resumes) * 1000
        finally:
            DBOS.destroy()


def _resume(number: int) -> float:
    """From an answer to the next wait of one case, seen from outside."""
    handle = _start(f"alone {number}")
    began = time.perf_counter()
    for stage in range(WAITS):
        DBOS.send(f"alone {number}", "yes", f"answer {stage}")
    handle.get_result()
    return (time.perf_counter() - began) / WAITS


def _start(name: str) -> Any:
    with SetWorkflowID(name):
        return DBOS.start_workflow(five_stages)
