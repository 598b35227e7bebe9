"""The watch over the processes of `vangnet up`: what stopped is started again, unless that cannot help."""

import sys
from pathlib import Path

import pytest

from cli.run.child import Child
from cli.run.system import System
from cli.run.watch import RESTARTS, Watch
from models.refusal import Refused
from models.settings import Settings


class Small(System):
    """A system whose only process ends at once."""

    def start(self, name: str) -> Child:
        """Starts it, and waits until it ended."""
        child = Child(name, [sys.executable, "-c", ""], {}, self.settings.home, self.settings.home / f"{name}.log")
        child.end()
        self.children[name] = child
        return child


@pytest.fixture
def system(tmp_path: Path) -> Small:
    """With a process that stopped by itself."""
    small = Small(Settings(home=tmp_path), "en")
    small.start("mail")
    return small


def full(home: Path) -> None:
    """As on a disk with no room left."""
    raise Refused("The disk is full: 0 MB left in {home}.", home=str(home))


def test_what_stopped_is_started_again(system: Small, capsys: pytest.CaptureFixture[str]) -> None:
    before = system.children["mail"]

    Watch(system, insist_on_room=lambda _: None).look()

    assert system.children["mail"] is not before
    assert capsys.readouterr().out == "  mail stopped and is started again.\n"


def test_what_keeps_stopping_ends_everything(system: Small) -> None:
    watch = Watch(system, clock=lambda: 0.0, insist_on_room=lambda _: None)
    for _ in range(RESTARTS):
        watch.look()

    with pytest.raises(Refused, match="mail keeps stopping"):
        watch.look()


def test_where_the_disk_is_full_that_is_said_instead(system: Small, capsys: pytest.CaptureFixture[str]) -> None:
    before = system.children["mail"]

    with pytest.raises(Refused, match="The disk is full"):
        Watch(system, insist_on_room=full).look()

    assert system.children["mail"] is before
    assert capsys.readouterr().out == ""
