"""An installation in a folder of its own with the demo region, and calls of the command `vangnet` in it."""

import json
import shutil
import socket
import tomllib
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import flows.stages  # noqa: F401 - every story is known
from cli.main import main
from flows import demo_clock
from flows.commands.region import found_region
from flows.engine.drain import drain
from flows.office import Office, open_office
from migrations.upgrade import upgrade
from models.settings import Settings

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REGION = Path(__file__).parents[2] / "simulation" / "data" / "rivierland-oost.toml"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home folder of an installation with a region and no case; to be copied, never written.

    It has the demo's clock, so that no test depends on the day it is run: after eleven at night it is another day in
    Amsterdam than in the clock of the machine.
    """
    home = tmp_path_factory.mktemp("founded") / "home"
    office = open_office(Settings(home=home), check=False)
    upgrade(office.store.engine)
    with office.store.write(MONDAY) as tx:
        found_region(tx, tomllib.loads(REGION.read_text()))
    demo_clock.start_clock(office.store, MONDAY, datetime.now(UTC))
    office.store.close()
    return home


class Shell:
    """Calls the command as a person would, and looks at what it says."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys
        self.language = "en"
        self.said = self.complained = ""

    def __call__(self, *arguments: str) -> int:
        try:
            code = main(["--language", self.language, *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        self.said, self.complained = self._capsys.readouterr()
        return code

    def facts(self, *arguments: str) -> Any:
        """What a command prints as JSON, where it succeeds."""
        code = self(*arguments, "--json")
        assert code == 0, self.complained
        return json.loads(self.said)

    def file(self, content: Any, name: str = "form.json") -> str:
        path = self.home.parent / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    def registration(self, **more: Any) -> dict[str, Any]:
        """A youth of seventeen, and the whole of a form."""
        return {
            "referrer": "bram.hoevelaar@waalzicht.example",
            "given_name": "Noor",
            "family_name": "Veldwijk",
            "birth_on": "2009-03-01",
            "municipality": "Tielerwaard",
            "sector": "mbo",
            "told_youth_on": "2026-11-22",
            "told_youth_how": "talk",
            "ground": "legal task",
            "worry": "Schulden en steeds minder op school.",
            "wish": "Een eigen plek.",
            "custody": [{"given_name": "Hilde"}],
            **more,
        }

    def register(self, **more: Any) -> str:
        """A case whose first question is open."""
        ref = self.facts("register", self.file(self.registration(**more)))["ref"]
        self.carry()
        return str(ref)

    def carry(self) -> None:
        """Carries what is due, without Prefect."""
        office = self.office()
        list(drain(office.store, office.now()))
        office.store.close()

    def office(self) -> Office:
        return open_office(Settings(home=self.home))


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder that is not there yet, ports of its own beside a demo that runs, and no other setting."""
    for name in ("SECRET", "DATABASE_URL", "SMTP_URL", "LANGUAGE", "DISPATCH"):
        monkeypatch.delenv(f"VANGNET_{name}", raising=False)
    monkeypatch.setenv("VANGNET_HOME", str(tmp_path / "home"))
    with ExitStack() as held:
        for name in ("DASHBOARD", "PREFECT", "SMTP", "MAIL"):
            probe = held.enter_context(socket.socket())
            probe.bind(("127.0.0.1", 0))
            monkeypatch.setenv(f"VANGNET_{name}_PORT", str(probe.getsockname()[1]))
    return tmp_path / "home"


@pytest.fixture
def empty(bare: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Calls of the command where nothing was installed."""
    return Shell(bare, capsys)


@pytest.fixture
def vangnet(bare: Path, founded: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Calls of the command where there is a region."""
    shutil.copytree(founded, bare)
    return Shell(bare, capsys)
