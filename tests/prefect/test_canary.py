"""A marker in every word of every form, the whole way: it stands in the domain database, sealed, and nowhere else."""

import logging
import shutil
import socket
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from pydantic import ValidationError

from flows import demo_clock
from flows.commands.answer import answer
from flows.commands.region import found_region
from flows.commands.register import register
from flows.engine.drain import drain
from flows.messages.daily import queue_overviews
from flows.messages.deliver import deliver
from flows.office import open_office
from migrations.upgrade import upgrade
from models.code import WaitStatus
from models.forms import FORMS
from models.forms.form import Sheet
from models.forms.intake import Registration
from models.settings import Settings
from models.store import Store
from notifications.envelope import Sender
from notifications.smtp_door import SmtpDoor
from notifications.smtp_setting import smtp_setting

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
REGION = ROOT / "simulation" / "data" / "rivierland-oost.toml"
MARKER = "Qzxwmarkering"
ADDRESS = "Qzxwpostadresvanthuis"
"""Stands in mail addresses: a mail carries the one it goes to, and nothing else does."""
SWEEPS_EVERY = 10
"""Turns after which whoever walks lets Prefect look at terms and send mail; runs are carried at each."""
LONG_WAY = "a meeting, then a consultant"
"""Through all five stages."""
OTHER_WAYS = (
    "costs nobody settles", "consent ends, and nobody is reached", "parents say no first",
    "an agency contests its days",
    "it is not clear who pays", "paid otherwise", "help elsewhere", "registered before", "somebody does not know yet",
    "it is asked who has custody", "a partner joins later", "the youth asks to see the file",
    "consent ends, and the plan for 18", "at the edge of the target group", "somebody else guides the case",
    "a talk held elsewhere", "an objection", "a condition first", "somebody leaves school", "the table says nothing",
    "something is missing", "no longer needed", "nobody reached", "a pilot flame of more than a year",
    "the youth asks for another meeting",
)  # fmt: skip
"""Together with the long way, every form there is is answered on them."""
NOT_MARKED = frozenset({"municipality", "neighbourhood", "phone", "term", "conclusion"})
"""What is chosen from lists of the region, has no letters, or is a youth doctor's alone (walked in need_to_know)."""


def _leaves(annotation: Any) -> Iterator[Any]:
    yield from chain.from_iterable(map(_leaves, get_args(annotation))) if get_args(annotation) else [annotation]


def marked(sheet: type[Sheet], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a form with the marker in every one that holds words: in its lines, and in what was left out too.

    What does not go together with the rest, such as a reason for what was not chosen, is left out again.
    """
    words, kept = dict[str, Any](), dict[str, Any]()
    for name in sheet.model_fields.keys() - {*sheet.journaled_fields(), *NOT_MARKED}:
        [*leaves] = _leaves(sheet.model_fields[name].annotation)
        line = next((each for each in leaves if isinstance(each, type) and issubclass(each, Sheet)), None)
        if line is None and str in leaves:
            words[name] = f"{ADDRESS}@thuis.example" if "mail" in name else f"{MARKER} {name}"
        elif line is not None and fields.get(name):
            several = isinstance(fields[name], list)
            kept[name] = [marked(line, each) for each in fields[name]] if several else marked(line, fields[name])
    said = {name: words[name] for name in words.keys() & fields.keys()}
    return next(each for each in ({**fields, **kept, **words}, {**fields, **kept, **said}) if _fits(sheet, each))


def _fits(sheet: type[Sheet], fields: Mapping[str, Any]) -> bool:
    try:
        sheet.model_validate({name: value for name, value in fields.items() if value is not None})
    except ValidationError:
        return False
    return True


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The walks that golden journals are recorded from; tests are no packages, so they are found by their path."""
    monkeypatch.syspath_prepend(GOLDEN)
    import walks  # noqa: PLC0415

    return walks


@pytest.fixture
def mails(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A mail server, and the folder in which it keeps what it took."""
    folder = tmp_path / "mails"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(Mailbox(str(folder)), hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}?tls=off", folder
    controller.stop()


@pytest.fixture
def everything_said(tmp_path: Path) -> Iterator[Path]:
    """A file in which every logger writes every line, however small."""
    path, root = tmp_path / "every.log", logging.getLogger()
    handler, level = logging.FileHandler(path), root.level
    handler.addFilter(lambda line: line.name != "mail.log")  # the test's own mail server
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield path
    root.setLevel(level)
    root.removeHandler(handler)
    handler.close()


@pytest.fixture(scope="module")
def region_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home folder of a demo with a region, on the day on which walks begin; to be copied, never written."""
    home = tmp_path_factory.mktemp("canary") / "home"
    office = open_office(Settings(home=home), check=False)
    upgrade(office.store.engine)
    begins_at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    with office.store.write(begins_at) as tx:
        found_region(tx, tomllib.loads(REGION.read_text()))
    demo_clock.start_clock(office.store, begins_at, office.wall())
    office.store.close()
    return home


def walker(store: Store, walk: Any, carry: Callable[[datetime], None]) -> Any:
    """Somebody who walks as they do for the golden journals, with the marker in every word, and another carrier."""
    import walk as paths  # noqa: PLC0415 - on the path where walks are asked for

    class Marking(paths.Walker):  # type: ignore[misc,name-defined,unused-ignore]
        def _registered(self, letter: str) -> str:
            differ = self.walk.registers(self) if callable(self.walk.registers) else self.walk.registers
            usual = {**paths.usual.registration(self), **differ}
            fields = {**marked(Registration, usual), "siblings": f"{MARKER} {letter}"}
            bram = self.viewer(paths.REFERRER)
            return str(register(self.store, bram, fields, self.now, choose=lambda _: letter).ref)

        def _answer(self, wait: Any, fields: Mapping[str, Any]) -> None:
            given = fields if "cannot" in fields or "new_date" in fields else marked(FORMS[wait.form], fields)
            kept = {name: value for name, value in given.items() if value is not None}
            answer(self.store, self._speaker(wait), self.ref, wait.key, kept, self.now, wait=wait.id)

        def _carry(self) -> None:
            carry(self.now)

    return Marking(store, walk)


def _forms_answered(walked: Any) -> set[str]:
    return {str(wait.form) for wait in walked.waits() if wait.status == WaitStatus.GIVEN and wait.form}


def _carry(store: Store, door: SmtpDoor, now: datetime) -> None:
    list(drain(store, now))
    queue_overviews(store, now)
    deliver(store, door, Sender("post@vangnet.example"), now, now)


def test_on_every_way_the_marker_stands_sealed_in_the_domain_database_and_nowhere_else(
    walks: ModuleType, region_home: Path, mails: tuple[str, Path], everything_said: Path, tmp_path: Path, traces: Any
) -> None:
    door, taken = SmtpDoor(smtp_setting(mails[0])), mails[1]
    answered = set[str]()
    for number, name in enumerate((*OTHER_WAYS, LONG_WAY)):
        home = shutil.copytree(region_home, tmp_path / f"home{number}")
        store = open_office(Settings(home=home)).store
        answered |= _forms_answered(walker(store, walks.WALKS[name], partial(_carry, store, door)).go())
        store.close()

    assert FORMS.keys() - answered == {"Registration"}
    assert len(list(taken.rglob("*"))) > 100
    assert traces(tmp_path) == []
    assert set(traces(tmp_path, word=ADDRESS)) == {mail.name for mail in taken.rglob("*") if _is_to_a_home(mail)}


def _is_to_a_home(mail: Path) -> bool:
    return mail.is_file() and f"To: {ADDRESS}@thuis.example" in mail.read_text()


def test_prefect_carries_all_five_stages_and_sees_nothing_of_it_also_when_a_run_fails(
    walks: ModuleType,
    region_home: Path,
    mails: tuple[str, Path],
    everything_said: Path,
    place_of: Callable[..., Any],
    traces: Any,
    tmp_path: Path,
) -> None:
    place = place_of("here", region_home, mails[0])
    turns = 0

    def carry(now: datetime) -> None:
        nonlocal turns
        turns += 1
        demo_clock.set_clock(place.office.store, now, place.office.wall())
        while place.tick():
            pass
        if turns % SWEEPS_EVERY == 0:
            place.work()

    walked = walker(place.office.store, walks.WALKS[LONG_WAY], carry).go()
    assert {run.stage for run in walked.runs()} >= {"intake", "meeting", "assignment", "aftercare", "tapering"}
    assert len(place.shown(walked.ref)) >= len(walked.runs())

    failing = place.register("Sem")
    place.spoil()
    place.work()

    assert "Failed" in place.states(failing)
    assert traces(tmp_path, place.server.home) == []
