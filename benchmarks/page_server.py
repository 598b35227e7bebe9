"""A Streamlit server of its own for the measurements: the dashboard with somebody at the desk, or an empty page."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.large import SECRET
from benchmarks.prefect_flow import free_port
from benchmarks.whole import LONGEST_START, answers, until
from models.settings import Settings

HERE = Path(__file__).parent
WHO = "BENCH_WHO"
"""Whose desk it is: the number of a professional."""
END = 20.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    address: str
    pid: int

    @property
    def megabytes(self) -> float:
        """What it holds in memory now."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


@contextlib.contextmanager
def dashboard(settings: Settings, who: int) -> Iterator[Server]:
    """The real dashboard on this installation, with this professional signed in, wherever it is opened."""
    port = free_port()
    known = {
        "VANGNET_HOME": str(settings.home.resolve()),
        "VANGNET_DATABASE_URL": settings.database_url,
        "VANGNET_SECRET": SECRET,
        "VANGNET_DASHBOARD_PORT": str(port),
        WHO: str(who),
    }
    with _served(
        HERE / "seated_app.py", port, known, settings.home / "dashboard.log", HERE.parent / "dashboard"
    ) as server:
        yield server


@contextlib.contextmanager
def empty_page(folder: Path) -> Iterator[Server]:
    """A page of Streamlit with one line on it."""
    with _served(HERE / "empty_page.py", free_port(), {}, folder / "empty.log") as server:
        yield server


@contextlib.contextmanager
def _served(script: Path, port: int, known: Mapping[str, str], log: Path, beside: Path = HERE) -> Iterator[Server]:
    """A server of this script, with the options that stand in a folder."""
    options = {
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *flags]
    with log.open("wb") as written:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            cwd=beside,
            env={**os.environ, **known, "PYTHONPATH": str(HERE.parent)},
            stdout=written,
            stderr=written,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            until(lambda: process.poll() is not None or answers(f"{address}/_stcore/health"), LONGEST_START)
            if process.poll() is not None:
                raise RuntimeError(log.read_text())
            yield Server(address, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(END)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(END)
