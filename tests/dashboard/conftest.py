"""What the tests of the dashboard share: an installation per test, at a moment that stands still, and eyes."""

import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.region import found_region
from flows.commands.register import register
from flows.commands.viewer import viewer_of
from flows.demo_clock import start_clock
from flows.engine.drain import drain
from flows.office import Office, office_of_this_process, open_office
from migrations.upgrade import upgrade
from models.access import Viewer
from models.settings import Settings
from models.tables import Agency, CaseFile, DemoClock, Wait

SECRET = "a secret of the tests that is long enough"  # noqa: S105
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FAR_AHEAD = datetime(9000, 1, 1, tzinfo=UTC)
"""The machine's clock never gets there, so the demo's stands still."""
ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "dashboard" / "script.py"

ILSE = "ilse.verhagen@aanmeldpunt.example"
RUBEN = "ruben.dijkzicht@aanmeldpunt.example"
MARGRIET = "margriet.oosterwold@aanmeldpunt.example"
WOUTER = "wouter.sluiskamp@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"
ELS = "els.merkelbeek@waalzicht.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
DENNIS = "dennis.culemborg@geldloket.example"
ANOUK = "anouk.beesd@ggd.example"
KARIN = "karin.lingeman@debrug.example"


@dataclass
class House:
    """One installation, and short ways to let things happen in it."""

    office: Office

    @property
    def now(self) -> datetime:
        return self.office.now()

    def viewer(self, email: str) -> Viewer:
        with self.office.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def professional(self, email: str) -> str:
        return f"professional:{self.viewer(email).professional_id}"

    def agency(self, code: str) -> str:
        with self.office.store.read(self.now) as tx:
            return f"agency:{tx.session.exec(select(Agency.id).where(Agency.code == code)).one()}"

    def youth(self, ref: str) -> str:
        with self.office.store.read(self.now) as tx:
            return f"person:{tx.session.exec(select(CaseFile.youth_id).where(CaseFile.ref == ref)).one()}"

    def go_on(self) -> None:
        """Carries everything that is due."""
        assert not [each for each in drain(self.office.store, self.now) if each.blocked]

    def later(self, **amount: float) -> None:
        """Moves the clock, and carries what is due then."""
        with self.office.store.write(self.now) as tx:
            clock = tx.session.get_one(DemoClock, 1)
            clock.demo_at += timedelta(**amount)
            tx.session.add(clock)
        self.go_on()

    def register(self, who: str, **fields: Any) -> str:
        told_on = (self.now - timedelta(days=1)).date().isoformat()
        content = {
            "given_name": "Noor",
            "family_name": "Veldwijk",
            "birth_on": "2008-03-01",
            "municipality": "Tielerwaard",
            "sector": "mbo",
            "told_youth_on": told_on,
            "told_youth_how": "talk",
            "ground": "legal task",
            "worry": "Schulden en steeds minder op school.",
            "wish": "Een eigen plek.",
            **fields,
        }
        ref = register(self.office.store, self.viewer(who), content, self.now).ref
        self.go_on()
        return ref

    def answer(self, ref: str, who: str, key: str, **fields: Any) -> None:
        answer(self.office.store, self.viewer(who), ref, key, fields, self.now)
        self.go_on()

    def open_keys(self, ref: str) -> set[str]:
        with self.office.store.read(self.now) as tx:
            case = tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one()
            found = select(Wait.key).where(Wait.case_id == case, Wait.status == "open", Wait.kind != "date")
            return set(tx.session.exec(found))

    def until_plan(self, *more: str) -> str:
        """Noor, from her registration until her plan is drawn up; Fatima is case manager, Ruben consultant.

        The debt counsellors call the landlord, and do what ``more`` says.
        """
        ref = self.register(BRAM, partners=[self.agency("geldloket")], school=self.agency("waalzicht"))
        self.answer(ref, ILSE, "weighing", decision="consultant", case_manager=self.professional(FATIMA))
        self.answer(ref, FATIMA, "case-manager")
        self.answer(ref, ILSE, "proposal", consultant=self.professional(RUBEN))
        self.answer(ref, RUBEN, "acceptance")
        self.answer(ref, RUBEN, "introduction", met_on=self.now.date().isoformat(), clicks=True)
        actions = [
            {"who": self.agency("geldloket"), "words": words, "due_on": "2026-12-01"}
            for words in ("Bellen met de verhuurder", *more)
        ]
        self.answer(
            ref,
            RUBEN,
            "plan",
            goals=[{"domain": "living", "words": "Een eigen kamer", "actions": actions}],
            marks=[{"domain": "living", "youth": 3, "professional": 4}],
            youth_agrees=True,
        )
        return ref


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of this version with the demo region; to be copied, never written."""
    home = tmp_path_factory.mktemp("founded")
    office = open_office(Settings(home=home, secret=SECRET), check=False)
    upgrade(office.store.engine)
    with office.store.write(MONDAY) as tx:
        found_region(tx, tomllib.loads((ROOT / "simulation" / "data" / "rivierland-oost.toml").read_text()))
    start_clock(office.store, MONDAY, FAR_AHEAD)
    whole = home / "whole.db"
    with office.store.engine.connect() as connection:
        connection.execute(text("ROLLBACK"))
        connection.execute(text(f"VACUUM INTO '{whole}'"))
    office.store.close()
    return whole


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Makes of a founded region one with a youth in it, whose plan is drawn up: for modules that all begin there."""

    def made(founded: Path) -> Path:
        home = tmp_path_factory.mktemp("planned")
        shutil.copy(founded, home / "vangnet.db")
        office = open_office(Settings(home=home, secret=SECRET))
        House(office).until_plan()
        with office.store.engine.connect() as connection:
            connection.execute(text("ROLLBACK"))
            connection.execute(text(f"VACUUM INTO '{home / 'whole.db'}'"))
        office.store.close()
        return home / "whole.db"

    return made


@pytest.fixture
def house(founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    shutil.copy(founded, tmp_path / "vangnet.db")
    for name, value in {"HOME": str(tmp_path), "SECRET": SECRET, "SIGN_IN": "demo", "DATABASE_URL": ""}.items():
        monkeypatch.setenv(f"VANGNET_{name}", value)
    office_of_this_process.cache_clear()
    house = House(office_of_this_process())
    yield house
    house.office.store.close()
    office_of_this_process.cache_clear()


Look = Callable[..., AppTest]


@pytest.fixture
def look(house: House) -> Look:
    """Opens a page as somebody, or as nobody."""

    def page(name: str, who: str | None = None, **query: str) -> AppTest:
        at = AppTest.from_file(SCRIPT, default_timeout=60)
        if who is not None:
            at.session_state["who"] = house.viewer(who).professional_id
        at.query_params.update(query)
        at._page_hash = calc_hash("" if name == "home" else name)
        at.run()
        assert not at.exception, [each.value for each in at.exception]
        return at

    return page


@pytest.fixture
def words() -> Callable[[AppTest], str]:
    """Everything a person could read on a page."""
    return all_words


def all_words(at: AppTest) -> str:
    """Every text of every element, and every option of every list."""
    found: list[str] = []
    for element in at.main.children.values():
        found += _words(element)
    for element in at.sidebar.children.values():
        found += _words(element)
    return "\n".join(found)


class Drawn(HTMLParser):
    """What a template drew, read: all its words in one line, and where each of its links leads, by its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._pieces: list[str] = []
        self._link: tuple[str, int] | None = None
        self.links: dict[str, str] = {}
        self.feed(html)
        self.words = " ".join(" ".join(self._pieces).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._link = (dict(attrs)["href"] or "", len(self._pieces))

    def handle_data(self, data: str) -> None:
        self._pieces.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            href, start = self._link
            self.links[" ".join(" ".join(self._pieces[start:]).split())] = href


@pytest.fixture
def links() -> Callable[[AppTest], dict[str, str]]:
    """Where each link in the lists and tables of a page leads, by its words."""

    def of_page(at: AppTest) -> dict[str, str]:
        return {words: href for each in at.main.get("html") for words, href in Drawn(each.proto.body).links.items()}

    return of_page


def _words(node: Any) -> Iterator[str]:
    if getattr(node, "type", None) == "html":
        yield Drawn(node.proto.body).words
    for name in ("value", "label", "help", "placeholder", "body"):
        held = getattr(node, name, None)
        if isinstance(held, str):
            yield held
    for option in getattr(node, "options", None) or ():
        yield str(option)
    for child in getattr(node, "children", {}).values():
        yield from _words(child)
