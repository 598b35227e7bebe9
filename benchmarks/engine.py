"""Our engine on the process: cases a second, and how long one resume takes."""

import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.process import NOW, STAGES, coordinator, open_case, open_store
from flows.commands.answer import answer
from flows.engine.advance import advance
from models.store import Store


class Speed(NamedTuple):
    """What was measured."""

    cases_per_second: float
    resume_ms: float


def measure(cases: int) -> Speed:
    """Whole cases one after another: registered, and each question answered by command."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "engine.db")
        viewer = coordinator(store)
        for number in range(20):
            whole_case(store, viewer, number, [])
        resumes: list[float] = []
        began = time.perf_counter()
        for number in range(20, 20 + cases):
            whole_case(store, viewer, number, resumes)
        seconds = time.perf_counter() - began
        store.close()
    return Speed(cases / seconds, statistics.median(resumes) * 1000)


def whole_case(store: Store, viewer: object, number: int, resumes: list[float]) -> None:
    """One case through the five stages; adds how long each resume took."""
    run = open_case(store, number)
    ref = f"VN-B{number:06d}"
    for name in STAGES[:-1]:
        advance(store, run, NOW)
        answer(store, viewer, ref, f"{name} asks", {}, NOW)  # type: ignore[arg-type]
        began = time.perf_counter()
        advance(store, run, NOW)
        resumes.append(time.perf_counter() - began)
        run += 1
    advance(store, run, NOW)
