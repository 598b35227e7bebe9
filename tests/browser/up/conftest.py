"""`vangnet up` as anybody starts it: dashboard, Prefect server, worker, mail catcher and demo region; one a module."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import flows.stages  # noqa: F401 - every story is known
from flows.office import Office, open_office
from migrations.upgrade import upgrade
from models.settings import Settings
from simulation.demo import fill_demo

SECRET = "a secret of the tests that is long enough"  # noqa: S105
COMMAND = [sys.executable, "-c", "from cli.main import main; raise SystemExit(main())", "--language", "en", "up"]
PORTS = ("dashboard_port", "prefect_port", "smtp_port", "mail_port")
CASES, DAYS = 12, 60
"""A fifth of the region that `vangnet up` fills by itself; the six worked-out cases are among it as there."""
LONGEST_START = 180.0
PREFECT_IS_THERE = "  Prefect … "
PATIENCE = 60.0
"""Seconds in which what was asked of Prefect is done, on a machine that has other things to do."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An installation in which the demo region was filled before; `vangnet up` then has no need to."""
    ports = dict(zip(PORTS, _free_ports(), strict=True))
    settings = Settings(home=tmp_path_factory.mktemp("up"), secret=SECRET, **ports)
    office = open_office(settings, check=False)
    upgrade(office.store.engine)
    # While a browser is open an event loop runs in this thread; the mails of the history are sent in one of its own.
    with ThreadPoolExecutor(1) as filling:
        filling.submit(fill_demo, office.store, office.wall, cases=CASES, days=DAYS).result()
    yield office
    office.store.close()


def _free_ports() -> list[int]:
    doors = [socket.socket() for _ in PORTS]
    for door in doors:
        door.bind(("127.0.0.1", 0))
    ports = [int(door.getsockname()[1]) for door in doors]
    for door in doors:
        door.close()
    return ports


@pytest.fixture(scope="module")
def up(office: Office) -> Iterator["subprocess.Popen[bytes]"]:
    """The running system, once Prefect answers in it; its flows are deployed while one can look around already."""
    settings = office.settings
    environment = {
        **os.environ,
        "VANGNET_HOME": str(settings.home),
        "VANGNET_SECRET": SECRET,
        **{f"VANGNET_{name.upper()}": str(getattr(settings, name)) for name in PORTS},
    }
    said = settings.home / "said.txt"
    with said.open("wb") as words:
        running = subprocess.Popen(COMMAND, env=environment, stdout=words, stderr=words)  # noqa: S603 - our own
    try:
        _until(lambda: PREFECT_IS_THERE in said.read_text(), said, running)
        yield running
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 0
    finally:
        running.kill()
        running.wait()


def _until(holds: Callable[[], bool], said: Path, running: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + LONGEST_START
    while not holds():
        assert running.poll() is None, said.read_text()
        assert time.monotonic() < deadline, said.read_text()
        time.sleep(0.1)


@pytest.fixture(scope="module")
def address(office: Office, up: Any) -> str:
    return office.settings.address


@pytest.fixture(scope="module")
def worker(up: Any) -> None:
    """The one of `vangnet up`, which carries every run through Prefect."""


@pytest.fixture(scope="module")
def mail(office: Office, up: Any) -> str:
    """Where caught mail is read."""
    return f"http://127.0.0.1:{office.settings.mail_port}"


@dataclass(frozen=True)
class Prefect:
    """What the Prefect server tells over its API, and the processes of the server."""

    api: str
    up: int

    def ask(self, path: str, body: Mapping[str, Any]) -> Any:
        """Asks the API of the server, as its own pages do."""
        request = urllib.request.Request(  # noqa: S310 - our own address
            f"{self.api}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return json.load(answer)

    def runs(self, ref: str) -> list[tuple[str, str]]:
        """How the flow runs of a case ended, the oldest first: the name of the state, and its words."""
        asked = {"flow_runs": {"name": {"any_": [ref]}}, "sort": "START_TIME_ASC"}
        return [(run["state_name"], run["state"]["message"]) for run in self.ask("/flow_runs/filter", asked)]

    def waits(self, ref: str, step: str) -> None:
        """A run of the case was carried to its end, and waits for this step now; a worker does that within moments."""
        deadline, runs = time.monotonic() + PATIENCE, self.runs(ref)
        while not any(state == "Waiting" and f"; {words}".count(f"; {step}: ") for state, words in runs):
            assert time.monotonic() < deadline, "\n".join(map(str, runs))
            time.sleep(0.2)
            runs = self.runs(ref)

    @contextmanager
    def silent(self) -> Iterator[None]:
        """For a while the server says nothing: every process of the session it was started in stands still."""
        children = Path(f"/proc/{self.up}/task/{self.up}/children").read_text().split()
        (server,) = (pid for pid in children if b"cli.run.prefect_server" in Path(f"/proc/{pid}/cmdline").read_bytes())
        os.killpg(int(server), signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(int(server), signal.SIGCONT)


@pytest.fixture(scope="module")
def prefect(office: Office, up: "subprocess.Popen[bytes]") -> Prefect:
    return Prefect(office.settings.prefect_api, up.pid)
