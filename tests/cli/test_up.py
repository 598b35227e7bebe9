"""`vangnet up` for real: everything on loopback, one at a time, and nothing left behind. Without Prefect's flows."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

COMMAND = [sys.executable, "-c", "from cli.main import main; raise SystemExit(main())", "--language", "en", "up"]
PORTS = ("VANGNET_DASHBOARD_PORT", "VANGNET_PREFECT_PORT", "VANGNET_SMTP_PORT", "VANGNET_MAIL_PORT")
LISTENS = "0A"
pytestmark = pytest.mark.prefect


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home of its own, and ports nobody uses."""
    doors = [socket.socket() for _ in PORTS]
    for door in doors:
        door.bind(("127.0.0.1", 0))
    ports = {name: str(door.getsockname()[1]) for name, door in zip(PORTS, doors, strict=True)}
    for door in doors:
        door.close()
    return {**os.environ, **ports, "VANGNET_HOME": str(tmp_path / "home")}


@pytest.fixture
def up(environment: dict[str, str], tmp_path: Path) -> Iterator[Any]:
    """The running system, once one can look around; and what it said."""
    said = tmp_path / "said.txt"
    with said.open("wb") as words:
        running = subprocess.Popen(COMMAND, env=environment, stdout=words, stderr=words)  # noqa: S603 - our own
    try:
        _until(lambda: "Ctrl-C stops" in said.read_text(), running)
        yield running, said
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()


def _until(holds: Any, running: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 90
    while not holds():
        assert running.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _listening(ports: set[int]) -> set[tuple[int, str]]:
    """The addresses at which anybody listens on these ports, as the kernel writes them."""
    lines = [
        line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]
    ]
    found = {(int(line[1].split(":")[1], 16), line[1].split(":")[0]) for line in lines if line[3] == LISTENS}
    return {(port, address) for port, address in found if port in ports}


def test_the_whole_system_runs_on_loopback_once_and_ends_without_a_trace(up: Any, environment: dict[str, str]) -> None:
    running, said = up
    ports = {int(environment[name]) for name in PORTS}
    addresses = re.findall(r"http://127\.0\.0\.1:\d+\S*", said.read_text())
    assert len(addresses) == 4
    with urllib.request.urlopen(addresses[3], timeout=10) as health:  # noqa: S310 - our own address
        assert health.status == 200

    _until(lambda: "Filling the demo region" in said.read_text(), running)
    _until(lambda: len(_listening(ports)) == len(ports), running)
    assert {address for _, address in _listening(ports)} == {"0100007F"}

    second = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    assert (second.returncode, second.stdout) == (1, "")
    assert "already runs from" in second.stderr

    catcher = next(pid for pid in _children(running.pid) if "mail_catcher" in Path(f"/proc/{pid}/cmdline").read_text())
    os.kill(catcher, signal.SIGKILL)
    _until(lambda: "mail stopped and is started again." in said.read_text(), running)

    children = {pid: Path(f"/proc/{pid}/cmdline").read_text() for pid in _children(running.pid)}
    running.send_signal(signal.SIGTERM)
    assert running.wait(40) == 0
    assert said.read_text().splitlines()[-1] == "Stopped; what was done is kept."
    assert [command for pid, command in children.items() if Path(f"/proc/{pid}").exists()] == []
    assert _listening(ports) == set()
