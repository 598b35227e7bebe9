"""A Prefect flow run that carries a case one new step, beside an empty one: same server, same process, in turns."""

import json
import os
import socket
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from cli.run.system import System, common
from models.settings import Settings
from models.speech import DEFAULT

SECRET = "a secret of the benchmark that is long enough"  # noqa: S105
WARM_UP = 3


def measure(times: int) -> dict[str, float]:
    """Median milliseconds of both, and the median of their ratio; with a Prefect server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder), prefect_port=free_port())
        os.environ |= {**common(settings, DEFAULT), "VANGNET_SECRET": SECRET}
        system = System(settings, DEFAULT)
        system.start("prefect")
        try:
            system.wait_for("prefect", f"{settings.prefect_api}/health")
            return _measured(times)
        finally:
            system.end()


def _measured(times: int) -> dict[str, float]:
    from benchmarks.one_step import carried, empty, open_runs  # noqa: PLC0415 - Prefect reads the environment
    from flows.lost import marked  # noqa: PLC0415
    from flows.office import office_of_this_process  # noqa: PLC0415
    from flows.worker import quick_flows  # noqa: PLC0415

    taken: dict[Any, list[float]] = {empty: [], carried: []}
    runs = open_runs(times + WARM_UP)
    with quick_flows(), marked(office_of_this_process()):
        for run in runs:
            for each, seconds in taken.items():
                seconds.append(_seconds(each, run))
    short, long = (seconds[WARM_UP:] for seconds in taken.values())
    return {
        "empty_flow_ms": statistics.median(short) * 1000,
        "advance_flow_ms": statistics.median(long) * 1000,
        "advance_per_empty": statistics.median(b / a for a, b in zip(short, long, strict=True)),
    }


def _seconds(each: Any, run: int) -> float:
    began = time.perf_counter()
    state = each(run, return_state=True)
    taken = time.perf_counter() - began
    assert state.is_completed(), state.message
    return taken


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    json.dump(measure(30), sys.stdout)
