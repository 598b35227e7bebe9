"""Whole processes, measured from outside: the command's help, a simulated region, and the system starting up."""

import contextlib
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from benchmarks.prefect_flow import free_port
from cli.run.system import tool
from models.settings import Settings

SIMULATION = ("simulate", "--cases", "200", "--days", "540", "--seed", "7", "--json")
LONGEST_START, LONGEST_FILL = 240.0, 300.0
PORTS = ("VANGNET_DASHBOARD_PORT", "VANGNET_PREFECT_PORT", "VANGNET_SMTP_PORT", "VANGNET_MAIL_PORT")
SETTLED = 20.0
"""Seconds after the page answers at which memory is read a first time; the demo region is being filled then."""


def help_seconds(times: int = 5) -> dict[str, float]:
    """The median seconds ``vangnet --help`` takes."""
    return {"help_s": statistics.median(_run(("--help",))[0] for _ in range(times))}


def simulation() -> dict[str, float]:
    """Wall seconds and peak memory of the region that issue after issue is measured on."""
    seconds, megabytes = _run(SIMULATION)
    return {"simulation_s": seconds, "simulation_mb": megabytes}


def _run(arguments: tuple[str, ...]) -> tuple[float, float]:
    began = time.perf_counter()
    process = subprocess.Popen([tool("vangnet"), *arguments], stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return time.perf_counter() - began, used.ru_maxrss / 1000


def starting_up() -> dict[str, float]:
    """Seconds until the dashboard answers, the first time and after; and what all processes together need at most."""
    with tempfile.TemporaryDirectory() as folder:
        first, most = _up(Path(folder), wait_for_demo=True)
        second, again = _up(Path(folder), wait_for_demo=False)
    return {"up_first_s": first, "up_again_s": second, "up_memory_mb": max(most, again)}


def _up(home: Path, *, wait_for_demo: bool) -> tuple[float, float]:
    environment = {**os.environ, "VANGNET_HOME": str(home), **{name: str(free_port()) for name in PORTS}}
    address = Settings(home=home, dashboard_port=int(environment[PORTS[0]])).address
    began = time.perf_counter()
    process = subprocess.Popen([tool("vangnet"), "up"], env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        until(lambda: answers(f"{address}/readyz"), LONGEST_START)
        taken = time.perf_counter() - began
        time.sleep(SETTLED)
        most = megabytes(process.pid)
        if wait_for_demo:
            until(lambda: not _runs(process.pid, "simulation.demo"), LONGEST_FILL)
            most = max(most, megabytes(process.pid))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
    return taken, most


def until(holds: Callable[[], bool], longest: float) -> None:
    """Waits until something holds.

    Raises:
        TimeoutError: it does not within so many seconds.
    """
    deadline = time.monotonic() + longest
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.1)


def answers(address: str) -> bool:
    """Whether a page is there."""
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except OSError:
        return False


def _family(pid: int) -> list[int]:
    """A process and everything it started, by their numbers."""
    found = [pid]
    for each in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def _runs(pid: int, module: str) -> bool:
    for each in _family(pid):
        with contextlib.suppress(OSError):
            if module.encode() in Path(f"/proc/{each}/cmdline").read_bytes():
                return True
    return False


def megabytes(pid: int) -> float:
    """What a process and all it started need, shared pages counted once."""
    kilobytes = 0
    for each in _family(pid):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
            kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1000


MEASURED = {"help": help_seconds, "simulation": simulation, "up": starting_up}

if __name__ == "__main__":
    json.dump(MEASURED[sys.argv[1]](), sys.stdout)
