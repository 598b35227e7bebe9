"""The processes of the embedded default, as a table: what each runs, in which environment, and when it is ready."""

import http.client
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cli.run.child import Child
from cli.run.pool import POOL
from models.refusal import Refused
from models.settings import Settings
from models.speech import DEFAULT, mark

ROOT = Path(__file__).parents[2]
"""The folder with the stage files, ``prefect.yaml`` and the dashboard."""
LONGEST_START = 180.0
"""Seconds before a process that is not ready counts as failed."""
LASTING = frozenset({"prefect", "dashboard", "mail"})
"""What others work with; ended last."""


def common(settings: Settings, language: str) -> dict[str, str]:
    """What every process of ours must agree on, wherever it is started."""
    return {
        "VANGNET_HOME": str(settings.home.resolve()),
        # A database named by a file stays there: its password is in nobody's environment.
        **({} if os.environ.get("VANGNET_DATABASE_URL_FILE") else {"VANGNET_DATABASE_URL": settings.url}),
        "VANGNET_LANGUAGE": language,
        "PREFECT_HOME": str((settings.home / "prefect").resolve()),
        "PREFECT_API_URL": settings.prefect_api,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "DO_NOT_TRACK": "1",
        "PYTHONUNBUFFERED": "1",
    }


PREFECT_SERVER = {
    # On SQLite its writer collides with every other write and makes each next flow run two seconds slower.
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
}


@dataclass
class System:
    """The processes that run now."""

    settings: Settings
    language: str = DEFAULT
    children: dict[str, Child] = field(default_factory=dict)
    _starting: bool = False
    _told_to_stop: bool = False

    def start(self, name: str) -> Child:
        """Starts one process of the table.

        Raises:
            KeyboardInterrupt: it was told to stop meanwhile; the process is known by then, and can be ended.
        """
        command, extra = PROCESSES[name](self.settings)
        log = self.settings.home / "logs" / f"{name}.log"
        self._starting = True
        child = Child(name, command, {**common(self.settings, self.language), **extra}, ROOT, log)
        self.children[name] = child
        self._starting = False
        if self._told_to_stop:
            raise KeyboardInterrupt
        return child

    def stop(self) -> None:
        """Breaks off whatever is being waited for, but never between starting a process and knowing of it.

        Raises:
            KeyboardInterrupt: at once, or as soon as the process being started is known.
        """
        self._told_to_stop = True
        if not self._starting:
            raise KeyboardInterrupt

    def wait_for(self, name: str, address: str) -> None:
        """Waits until a page of a process answers.

        Raises:
            Refused: the process ended, or takes too long; with its last words.
        """
        deadline = time.monotonic() + LONGEST_START
        while not answers(address):
            ended = self.children[name].ended() if name in self.children else None
            if ended is not None or time.monotonic() > deadline:
                raise Refused(
                    mark("{name} did not start; the end of {log} says:\n{words}"),
                    name=name,
                    log=str(self.children[name].log),
                    words=self.children[name].last_words(),
                )
            time.sleep(0.1)

    def first_ended(self) -> Child | None:
        """A process that ended although nobody asked it to."""
        return next((child for child in self.children.values() if child.ended() is not None), None)

    def end(self) -> None:
        """Ends every process: who works first, then what they work with."""
        at_work = [child for name, child in self.children.items() if name not in LASTING]
        lasting = [child for name, child in self.children.items() if name in LASTING]
        for wave in (at_work, lasting):
            for child in wave:
                child.ask_to_end()
            for child in wave:
                child.end()


def answers(address: str) -> bool:
    """Whether a page is there and well."""
    url = urlsplit(address)
    connection = http.client.HTTPConnection(url.hostname or "", url.port, timeout=2)
    try:
        connection.request("GET", url.path or "/")
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


Process = Callable[[Settings], tuple[list[str], Mapping[str, str]]]


def _mail(settings: Settings) -> tuple[list[str], Mapping[str, str]]:
    folder = str((settings.home / "mail").resolve())
    ports = [str(settings.smtp_port), str(settings.mail_port)]
    return [sys.executable, "-m", "cli.run.mail_catcher", folder, *ports], {}


def _prefect(settings: Settings) -> tuple[list[str], Mapping[str, str]]:
    return prefect_server(settings.prefect_port), PREFECT_SERVER


def _dashboard(settings: Settings) -> tuple[list[str], Mapping[str, str]]:
    options = {
        "server.address": settings.host,
        "server.port": str(settings.dashboard_port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [tool("streamlit"), "run", str(ROOT / "dashboard" / "app.py"), *flags], {}


def _worker(_settings: Settings) -> tuple[list[str], Mapping[str, str]]:
    return [tool("vangnet"), "work"], {}


def _pool_worker(_settings: Settings) -> tuple[list[str], Mapping[str, str]]:
    return [tool("prefect"), "worker", "start", "--pool", POOL, "--type", "process", "--limit", "1"], {}


def _deploy(_settings: Settings) -> tuple[list[str], Mapping[str, str]]:
    return [tool("prefect"), "--no-prompt", "deploy", "--all"], {}


def _demo(_settings: Settings) -> tuple[list[str], Mapping[str, str]]:
    return [sys.executable, "-m", "simulation.demo"], {}


PROCESSES: Mapping[str, Process] = {
    "mail": _mail,
    "prefect": _prefect,
    "dashboard": _dashboard,
    "worker": _worker,
    "pool-worker": _pool_worker,
    "deploy": _deploy,
    "demo": _demo,
}


def prefect_server(port: int) -> list[str]:
    """The command that runs Prefect's server on a port of loopback."""
    return [sys.executable, "-m", "cli.run.prefect_server", str(port)]


def tool(name: str) -> str:
    """A command of this very installation, also when its folder is not on the path."""
    beside = Path(sys.executable).parent / name
    return str(beside) if os.access(beside, os.X_OK) else name
