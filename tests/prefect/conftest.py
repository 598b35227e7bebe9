"""One real Prefect server for all tests here, our flows deployed in it, and installations whose runs it shows."""

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName, TaskRunFilter, TaskRunFilterFlowRunId
from prefect.events.worker import EventsWorker
from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL, temporary_settings

from cli.run.pool import POOL, ensure_pool
from cli.run.system import PREFECT_SERVER, ROOT, common, prefect_server, tool
from flows.commands.answer import answer
from flows.commands.region import found_region
from flows.commands.register import register
from flows.commands.viewer import viewer_of
from flows.office import Office, office_of_this_process, open_office
from flows.worker import Worker, quick_flows
from migrations.upgrade import upgrade
from models.access import Viewer
from models.settings import Settings

LONGEST_START = 120.0
LONGEST_END = 30.0
REGION = ROOT / "simulation" / "data" / "rivierland-oost.toml"
BRAM, RUBEN = "bram.hoevelaar@waalzicht.example", "ruben.dijkzicht@aanmeldpunt.example"
MARKER = "Qzxwmarkering"
NOWHERE = "smtp://127.0.0.1:9?tls=off"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that needs the server runs in one test process, so that there is one server."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.prefect)


@dataclass(frozen=True)
class Server:
    """A Prefect server of the tests."""

    api: str
    home: Path
    log: Path

    def environment(self, settings: Settings) -> dict[str, str]:
        """What a process needs to work for an installation with this server."""
        ours = common(settings, "en") | {"PREFECT_HOME": str(self.home), "PREFECT_API_URL": self.api}
        ours |= {"VANGNET_DISPATCH": settings.dispatch, "VANGNET_SMTP_URL": settings.smtp_url}
        return {**os.environ, **ours}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server, with every flow of ``prefect.yaml`` deployed in it."""
    home, port = tmp_path_factory.mktemp("prefect"), _free_port()
    made = Server(f"http://127.0.0.1:{port}/api", home, home / "server.log")
    environment = made.environment(Settings(home=home)) | PREFECT_SERVER
    with made.log.open("wb") as log:
        running = subprocess.Popen(prefect_server(port), cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603
        try:
            _wait_until_up(f"{made.api}/health", running)
            ensure_pool(made.api)
            deploy = [tool("prefect"), "--no-prompt", "deploy", "--all"]
            subprocess.run(deploy, cwd=ROOT, env=environment, check=True, capture_output=True)  # noqa: S603 - our own
            yield made
        finally:
            running.terminate()
            running.wait(30)


@pytest.fixture(autouse=True, scope="module")
def nothing_goes_on() -> Iterator[None]:
    """What Prefect began in this process ends with the tests that needed it.

    Its line for events would live on beside the tests that follow, and draw a random number for every ping.
    """
    yield
    EventsWorker.drain_all(timeout=LONGEST_END, at_exit=False)


def _wait_until_up(address: str, running: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and running.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the Prefect server did not start")


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home folder of an installation with a region and no case; to be copied, never written."""
    home = tmp_path_factory.mktemp("founded") / "home"
    office = open_office(Settings(home=home), check=False)
    upgrade(office.store.engine)
    with office.store.write(datetime.now(UTC)) as tx:
        found_region(tx, tomllib.loads(REGION.read_text()))
    office.store.close()
    return home


class Place:
    """An installation, what is done in it, and what Prefect shows of it."""

    def __init__(self, home: Path, server: Server, **settings: Any) -> None:
        self.server = server
        self.settings = Settings(home=home, **settings)
        self.ahead = timedelta()
        self.office = Office(open_office(self.settings).store, self.settings, lambda: datetime.now(UTC) + self.ahead)
        self.client: SyncPrefectClient = get_client(sync_client=True).__enter__()

    def viewer(self, email: str) -> Viewer:
        with self.office.store.read(self.office.now()) as tx:
            return viewer_of(tx, email)

    def fields(self, name: str = "Noor") -> dict[str, Any]:
        """A youth of seventeen, with a marker in everything personal."""
        return {
            "given_name": f"{name} {MARKER}",
            "family_name": f"{MARKER}huizen",
            "birth_on": (date(2009, 1, 1) + timedelta(days=zlib.crc32(name.encode()) % 300)).isoformat(),
            "municipality": "Tielerwaard",
            "sector": "mbo",
            "told_youth_on": (datetime.now(UTC) - timedelta(days=1)).date().isoformat(),
            "told_youth_how": "talk",
            "ground": "legal task",
            "worry": f"{MARKER} en schulden.",
            "wish": f"Een {MARKER} plek.",
            "custody": [{"given_name": f"Hilde {MARKER}", "email": f"{MARKER}@thuis.example"}],
        }

    def register(self, name: str = "Noor") -> str:
        return register(self.office.store, self.viewer(BRAM), self.fields(name), self.office.now()).ref

    def answer(self, ref: str, key: str, **fields: Any) -> None:
        answer(self.office.store, self.viewer(RUBEN), ref, key, fields, self.office.now())

    def work(self) -> int:
        """Carries what is due, in this process."""
        return Worker(self.office).work(until_idle=True)

    def tick(self) -> int:
        """Carries at most one run, in this process."""
        with quick_flows():
            return Worker(self.office).tick()

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        """A process that works for this installation."""
        environment = self.server.environment(self.settings)
        with (self.settings.home / "log.txt").open("ab") as log:
            return subprocess.Popen(list(command), cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603 - ours

    def worker(self, *more: str) -> "subprocess.Popen[bytes]":
        return self.start(sys.executable, "-c", "from cli.main import main; raise SystemExit(main())", "work", *more)

    def pool(self) -> None:
        """Any Prefect worker, that carries what the pool holds and ends."""
        command = ("worker", "start", "--pool", POOL, "--type", "process", "--run-once")
        assert self.start(tool("prefect"), *command).wait(180) == 0

    def shown(self, ref: str) -> Sequence[Any]:
        """The flow runs of a case, the oldest first."""
        named = FlowRunFilter(name=FlowRunFilterName(any_=[ref]))
        return sorted(self.client.read_flow_runs(flow_run_filter=named), key=lambda run: run.created)

    def states(self, ref: str) -> list[str]:
        return [run.state_name for run in self.shown(ref)]

    def tasks(self, run: Any) -> set[str]:
        """The names of the steps a flow run shows; the server writes them down a moment later."""
        mine = TaskRunFilter(flow_run_id=TaskRunFilterFlowRunId(any_=[run.id]))
        deadline = time.monotonic() + 20
        while not (found := self.client.read_task_runs(task_run_filter=mine)) and time.monotonic() < deadline:
            time.sleep(0.2)
        return {task.name for task in found}

    def spoil(self) -> None:
        """Makes the birth dates of all youths such that reading them fails, with a marker in the message."""
        sealed = self.office.store.vault.seal(MARKER)
        with self.office.store.write(self.office.now()) as tx:
            tx.connection.exec_driver_sql("UPDATE person SET birth_on = ? WHERE birth_on IS NOT NULL", (sealed,))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with self.office.store.read(self.office.now()) as tx:
            return [tuple(row) for row in tx.connection.exec_driver_sql(sql)]


@pytest.fixture
def place_of(
    server: Server, founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Place]]:
    """Makes the installation of a test, with a way of dispatching."""
    opened: list[Place] = []

    def made(dispatch: str = "here", region: Path = founded, smtp_url: str = NOWHERE) -> Place:
        home = tmp_path / "home"
        shutil.copytree(region, home)
        for name, value in {"VANGNET_HOME": str(home), "VANGNET_SMTP_URL": smtp_url}.items():
            monkeypatch.setenv(name, value)
        office_of_this_process.cache_clear()
        opened.append(Place(home, server, dispatch=dispatch, smtp_url=smtp_url))
        return opened[-1]

    with temporary_settings({PREFECT_API_URL: server.api, PREFECT_LOGGING_LEVEL: "ERROR"}):
        yield made
    for place in opened:
        place.client.__exit__(None, None, None)
        place.office.store.close()
    office_of_this_process.cache_clear()


@pytest.fixture
def place(place_of: Callable[..., Place]) -> Place:
    """An installation whose worker carries runs itself."""
    return place_of()


@pytest.fixture
def traces() -> Callable[..., list[str]]:
    """Names every file below some folders in which the marker lies: plain, wide, escaped, or within base64."""

    def found(*folders: Path, word: str = MARKER) -> list[str]:
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".sock"]
        return [path.name for path in files if _holds(path, word)]

    return found


def _holds(path: Path, word: str) -> bool:
    within = [base64.b64encode(b"x" * shift + word.encode())[4:-4] for shift in range(3)]
    plain = {word.encode(), word.encode("utf-16-le"), quote(word).encode(), json.dumps(word)[1:-1].encode()}
    content = path.read_bytes().lower()
    # Four letters stand by chance in any large file.
    return any(form.lower() in content for form in (*plain, *(each for each in within if len(each) >= 8)))
