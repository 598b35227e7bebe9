"""A real dashboard on a port of its own, somebody who carries what is due, and browsers to look with."""

import itertools
import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import tomllib
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

import flows.stages  # noqa: F401 - every story is known
from flows import demo_clock
from flows.commands.answer import answer
from flows.commands.region import found_region
from flows.commands.register import register
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.office import Office, open_office
from flows.queries.upcoming import next_moment
from migrations.upgrade import upgrade
from models.access import Viewer
from models.refusal import NotOpen, Unknown
from models.settings import Settings
from simulation.rounds import Rounds

ROOT = Path(__file__).parents[2]
SECRET = "a secret of the tests that is long enough"  # noqa: S105
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LONGEST_START = 60.0
TRIES = 4
LOOKS = 20
MOST_STEPS = 60
LAST_SIGHT = os.environ.get("VANGNET_BROWSER_SHOTS")
"""A folder for a picture of every window as the test left it; for whoever looks why a test failed."""


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A demo of its own, with the region and a clock."""
    settings = Settings(home=tmp_path_factory.mktemp("home"), secret=SECRET, dashboard_port=_free_port())
    office = open_office(settings, check=False)
    upgrade(office.store.engine)
    with office.store.write(MONDAY) as tx:
        found_region(tx, tomllib.loads((ROOT / "simulation" / "data" / "rivierland-oost.toml").read_text()))
    demo_clock.start_clock(office.store, MONDAY, datetime.now(UTC))
    yield office
    office.store.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def address(office: Office) -> Iterator[str]:
    """Where the dashboard answers, once it does."""
    settings = office.settings
    environment = {
        **os.environ,
        "VANGNET_HOME": str(settings.home),
        "VANGNET_SECRET": SECRET,
        "VANGNET_DASHBOARD_PORT": str(settings.dashboard_port),
    }
    script = str(ROOT / "dashboard" / "app.py")
    options = [f"--server.port={settings.dashboard_port}", "--server.address=127.0.0.1", "--server.headless=true"]
    command = [sys.executable, "-m", "streamlit", "run", script, *options]
    log = (settings.home / "dashboard.log").open("wb")
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603 - our own command
    try:
        _wait_until_ready(settings.address, server)
        yield settings.address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
        log.close()


def _wait_until_ready(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the dashboard did not start")


@pytest.fixture(scope="module")
def worker(office: Office) -> Iterator[None]:
    """Carries what is due, sends mail and walks the demo's clock, as a worker does; without Prefect.

    It ends with its module: other tests of this process have other secrets, and what it reads would be sealed to it.
    """
    stop = threading.Event()
    thread = threading.Thread(target=_work, args=(office, stop), daemon=True)
    thread.start()
    yield
    stop.set()
    thread.join(20)


def _work(office: Office, stop: threading.Event) -> None:
    rounds = Rounds(office.store)
    while not stop.is_set():
        carried = sum(1 for _ in drain(office.store, office.now()))
        rounds.go(office.now())
        if not carried and not _walk(office):
            stop.wait(0.1)


def _walk(office: Office) -> bool:
    wall = office.wall()
    goal = demo_clock.towards(office.store, wall)
    if goal is None:
        return False
    with office.store.read(office.now()) as tx:
        upcoming = next_moment(tx)
    demo_clock.set_clock(office.store, min(upcoming, goal) if upcoming else goal, wall)
    return True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them drive a browser, so one process holds it: see the table of groups in the conftest of all tests."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("VANGNET_REQUIRE_BROWSER") == "1":
            pytest.fail("VANGNET_REQUIRE_BROWSER=1, and there is no chromium on the path")
        pytest.skip("there is no chromium on the path; install it to run the tests in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """Opens windows that know nothing of each other."""
    opened: list[BrowserContext] = []

    def new() -> BrowserContext:
        opened.append(browser.new_context(viewport={"width": 1280, "height": 1400}, locale="nl-NL"))
        return opened[-1]

    yield new
    for number, context in enumerate(opened):
        if LAST_SIGHT:
            context.pages[0].screenshot(path=f"{LAST_SIGHT}/window{number}.png", full_page=True)
        context.close()


@pytest.fixture(scope="session")
def found_by_axe() -> Callable[[Page], list[str]]:
    """What axe-core holds against a page; loaded by its path, since tests are no packages."""
    found: Callable[[Page], list[str]] = runpy.run_path(str(Path(__file__).parent / "axe.py"))["found_by_axe"]
    return found


BLINK = 60
"""Milliseconds in which the page hears of a click and sends it."""
LINE = Path(__file__).with_name("line.js")
IS_ANSWERED = "() => window.line.isAnswered()"
DRAWN = "() => new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 0))"
"""The page has drawn the last of what it was sent: that waits for the browser's next turn."""
PATIENCE = 15_000
"""Milliseconds a page may take on a machine that has other things to do."""
expect.set_options(timeout=PATIENCE)
SENDS = re.compile("^(Antwoord versturen|Antwoord vastleggen|Ja|(Versturen|Vastleggen) wat is ingevuld)$")


@dataclass
class Person:
    """Somebody of the cast in a window of their own; they do what a person can do: read, click and type."""

    page: Page
    address: str

    def __post_init__(self) -> None:
        self.page.add_init_script(path=LINE)

    def sit_down(self, name: str, *, at_an_agency: bool = False, here: bool = False) -> "Person":
        """Opens the dashboard afresh as this member of the cast; or stays at the address they are at."""
        if not here:
            self.page.goto(self.address)
        self.page.get_by_text("Wie bent u vandaag?").wait_for()
        if at_an_agency:
            self.choose("Iemand bij een school of een andere organisatie", name)
        self.page.get_by_role("button", name="Verder" if at_an_agency else f"{name} zijn", exact=True).click()
        if not here:
            expect(self.page.get_by_role("heading", name="Goedendag")).to_be_visible()
        self.settled()
        return self

    def settled(self) -> None:
        """Waits until the server has answered the last that the page asked, and the page shows all of it."""
        self.page.wait_for_timeout(BLINK)
        self.page.wait_for_function(IS_ANSWERED, timeout=PATIENCE)
        self.page.evaluate(DRAWN)
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        self.page.evaluate(DRAWN)

    def menu(self, name: str) -> None:
        self.page.locator(".vn-menu").get_by_role("link", name=name, exact=True).click()
        expect(self.page.get_by_role("heading", name=name)).to_be_visible()
        self.settled()

    def open_case(self, ref: str) -> None:
        """By its number, from the list, as people do."""
        self.menu("Waar is iedereen?")
        self.page.get_by_label("Casusnummer").fill(ref)
        self.page.keyboard.press("Enter")
        self.settled()
        self.page.get_by_test_id("stMain").get_by_role("link", name=ref).last.click()
        expect(self.page.get_by_role("heading", name=ref)).to_be_visible()
        self.settled()

    def see(self, words: str) -> None:
        """Reads something; a page that is being written is looked at again."""
        expect(self.page.get_by_test_id("stMain").get_by_text(words).first).to_be_visible()

    def see_soon(self, words: str) -> None:
        """Looks at the case again, less and less often, until it shows something that a worker must do first."""
        for look in range(LOOKS):
            if self.shows(words):
                return
            self.page.wait_for_timeout(min(100 * look, 1000))
            self.look_again()
        self.see(words)

    def sees_not(self, *words: str) -> None:
        """None of this stands anywhere on the page."""
        shown = self.page.get_by_test_id("stMain").inner_text()
        assert [each for each in words if each in shown] == []

    def shows(self, words: str) -> bool:
        """Whether this stands on the page now."""
        return bool(self.page.get_by_test_id("stMain").get_by_text(words).count())

    def first_open(self, questions: Iterable[str]) -> str | None:
        """The first question that may be answered now; it is unfolded, unless nobody expects it yet."""
        shown = self.page.get_by_test_id("stMain").locator("h3").all_inner_texts()
        here = next((each for each in questions if each in shown), None)
        if here is not None:
            return here
        folded = self.page.locator("summary")
        for title in folded.all_inner_texts():
            found = next((each for each in questions if each in title and "vanaf" not in title), None)
            if found is not None:
                folded.filter(has_text=found).filter(has_not_text="vanaf").first.click()
                expect(self.page.locator("h3").filter(has_text=found).first).to_be_visible()
                self.settled()
                return found
        return None

    def finds(self, label: str, text: str) -> None:
        """A field holds what was typed before."""
        expect(self.page.get_by_test_id("stMain").get_by_label(label, exact=True).first).to_have_value(text)

    def finds_signs(self, label: str, number: int) -> None:
        """A field holds that many characters; the text itself is too long to be read to whoever looks."""
        field = self.page.get_by_test_id("stMain").get_by_label(label, exact=True).first
        assert field.evaluate("field => field.value.length") == number

    def later_until(self, step: str, happened: Callable[[], bool]) -> None:
        """Moves the demo's clock, a step after it arrived from the last one, until something happened."""
        self.menu("De klok van de demo")
        for _ in range(MOST_STEPS):
            self.page.get_by_role("button", name=step, exact=True).click()
            self.see("Het is nu ")
            self.settled()
            if happened():
                return
        raise AssertionError("it does not happen")

    def look_again(self) -> None:
        """What a worker did meanwhile is shown by the next look at the case."""
        self.tab("Tijdlijn")
        self.tab("Nu")

    def tab(self, name: str) -> None:
        """While a page is drawn anew, the tabs that were there stand beside the new ones for a moment, disabled."""
        self.page.get_by_role("tab", name=name, exact=True, disabled=False).click()
        self.settled()

    def about_people(self, command: str) -> None:
        """Unfolds something that can be done for the youth and the people of the case that is open."""
        self.tab("Iets doen")
        self.page.get_by_test_id("stButtonGroup").get_by_text("Jongere en mensen").click()
        self.settled()
        self.unfold(command)

    def to_the_table(self, ref: str) -> None:
        """From the calendar to the meeting of a case."""
        self.page.get_by_test_id("stMain").get_by_role("button", name=ref).first.click()
        expect(self.page).to_have_url(re.compile("meeting="))
        self.settled()

    def comes(self) -> None:
        """Says yes to the meeting that is open."""
        self.unfold("Komt u naar het overleg")
        self.pick("Komt u? *", "Ik kom")
        self.send()

    def begins_minutes(self) -> None:
        """Fills in what every report must hold, of a meeting to which no youth came."""
        self.see("Schrijf het verslag")
        self.pick("Het overleg *", "Ging door")
        self.choose_more("Wie erbij was", "Waalzicht")
        self.type("Besluiten", "Eerst praten met de verhuurder.")
        self.type("Waarom de jongere er niet was, en ook niemand met gezag", "Kwam niet.")

    def unfold(self, title: str) -> None:
        self.page.locator("summary").filter(has_text=title).first.click()
        self.settled()

    def type(self, label: str, text: str, place: int = 0) -> None:
        self.page.get_by_test_id("stMain").get_by_label(label, exact=True).nth(place).fill(text)

    def paste(self, label: str, text: str) -> None:
        """Puts a text in a field at once, as from a clipboard."""
        field = self.page.get_by_test_id("stMain").get_by_label(label, exact=True).first
        field.evaluate("(field, text) => { field.focus(); document.execCommand('insertText', false, text) }", text)
        self.settled()

    def leave_field(self) -> None:
        """Goes on to the next field, so that what was typed in this one is sent."""
        self.page.keyboard.press("Tab")
        self.settled()

    def day(self, label: str, day: date, place: int = 0) -> None:
        box = self.page.get_by_test_id("stDateInput").filter(has_text=label).nth(place)
        box.get_by_role("spinbutton").first.click()
        self.page.keyboard.type(day.strftime("%d%m%Y"))
        self.page.keyboard.press("Escape")

    def choose(self, label: str, option: str, place: int = 0) -> None:
        """A page that is drawn anew while the list is open folds it up; a person opens it once more."""
        for _ in range(TRIES):
            self._open_list(label, place)
            self.page.keyboard.type(option[:12])
            try:
                self.page.get_by_role("option", name=option).first.click(timeout=5_000)
            except NotInTime:
                self.settled()
            else:
                return
        raise AssertionError(f"{option} cannot be chosen for {label}")

    def _open_list(self, label: str, place: int) -> None:
        """A page that is drawn anew right then folds the list up again; a person clicks once more."""
        for _ in range(TRIES):
            self.page.get_by_role("combobox", name=label).nth(place).click()
            try:
                self.page.get_by_role("option").first.wait_for(timeout=5_000)
            except NotInTime:
                self.settled()
            else:
                return
        raise AssertionError(f"the list of {label} does not open")

    def choose_more(self, label: str, option: str) -> None:
        """One more of a list from which several are chosen; the list stays open, so it is closed."""
        self.choose(label, option)
        expect(self.page.get_by_test_id("stMultiSelect").filter(has_text=label).first).to_contain_text(option)
        self.leave_field()

    def pick(self, label: str, option: str, place: int = 0) -> None:
        group = self.page.get_by_role("radiogroup", name=label).nth(place)
        group.get_by_text(option, exact=True).click()

    def tick(self, label: str, place: int = 0) -> None:
        self.page.get_by_test_id("stCheckbox").filter(has_text=label).nth(place).locator("label").first.click()

    def press(self, button: str, place: int = 0) -> None:
        self.page.get_by_role("button", name=button, exact=True).nth(place).click()
        self.settled()

    def send(self) -> None:
        """Hands in the first form on the page; its last field is left by the click itself."""
        self.page.get_by_role("button", name=SENDS).first.click()
        self.see("Bedankt, uw antwoord is binnen.")
        self.settled()


@pytest.fixture
def asks_on_own_page(address: str) -> Callable[[Page, Any], None]:
    """A youth opens their own page with the link and the code on their paper, and asks for another talk."""

    def asks(page: Page, link: Any) -> None:
        page.goto(f"{address}{link.path}")
        page.get_by_label("Code").fill(link.code)
        page.get_by_role("button", name="Open mijn pagina").click()
        expect(page.get_by_role("heading", name="Mijn plan")).to_be_visible()
        page.get_by_role("button", name="Ik wil een ander gesprek").click()
        expect(page.get_by_role("status")).to_contain_text("We hebben het gekregen")

    return asks


YOUTHS = (
    (name, str(date(2008, 12, 1) + timedelta(days=13 * place)))
    for place, name in enumerate(itertools.cycle(("Sam", "Jip", "Robin", "Bo", "Puck", "Mika", "Noa", "Teun")))
)
"""Another youth each time: who is registered again would join the case that is there."""


@pytest.fixture
def registered(office: Office) -> str:
    """The number of a case that waits to be weighed."""
    given_name, birth_on = next(YOUTHS)
    fields = {
        "given_name": given_name,
        "family_name": "Lindewater",
        "birth_on": birth_on,
        "municipality": "Tielerwaard",
        "sector": "mbo",
        "told_youth_on": "2026-11-22",
        "told_youth_how": "talk",
        "ground": "legal task",
        "worry": "Komt nauwelijks nog op school.",
        "wish": "Een kleinere klas.",
    }
    with office.store.read(office.now()) as tx:
        bram = viewer_of(tx, "bram.hoevelaar@waalzicht.example")
    return register(office.store, bram, fields, office.now()).ref


@pytest.fixture
def person(window: Callable[[], BrowserContext], address: str, worker: None) -> Callable[[], Person]:
    """A new window with nobody at it yet."""
    return lambda: Person(window().new_page(), address)


MOST_ROUNDS = 200


@dataclass
class Others:
    """Everybody who is at no window: they answer as soon as they are asked; a worker carries the case there first."""

    office: Office

    def viewer(self, email: str) -> Viewer:
        with self.office.store.read(self.office.now()) as tx:
            return viewer_of(tx, email)

    def token(self, email: str, *, agency: bool = False) -> str:
        """How a form names somebody, or where they work."""
        viewer = self.viewer(email)
        return f"agency:{viewer.agency_id}" if agency else f"professional:{viewer.professional_id}"

    def answer(self, email: str, ref: str, key: str, **fields: object) -> None:
        for _ in range(MOST_ROUNDS):
            try:
                answer(self.office.store, self.viewer(email), ref, key, fields, self.office.now())
            except (NotOpen, Unknown):
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"{key} is not asked")


@pytest.fixture
def others(office: Office) -> Others:
    return Others(office)
