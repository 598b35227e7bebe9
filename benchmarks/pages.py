"""The pages at 100,000 cases, in a real browser at a real server, beside an empty page: on ``sqlite`` or ``postgres``.

What is slow the first time is shown first and then measured; each figure is the middle one of some. A second argument
names a folder in which the region is kept for another time.
"""

import json
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page
from sqlalchemy import func, select

from benchmarks.large import large_region, tell
from benchmarks.page_browser import QUIET, Window, chromium, context_of
from benchmarks.page_server import Server, dashboard, empty_page
from benchmarks.process import COORDINATOR
from dashboard.shell import FIRST, PAGES
from flows.commands.viewer import viewer_of
from flows.engine.hot import CASE, WAIT
from flows.office import open_office
from models.settings import Settings
from models.speech import say
from models.store import Tx
from models.tables import Person, Youth
from simulation.simulate import DEMO_DAY

TIMES, SESSIONS, WARM_SESSIONS = 7, 10, 2
PAIRS = 2
"""How many times as often the overview is opened: a ratio of two pages varies more than the time of one."""
REF = re.compile("^VN-")
MENU = ".vn-menu"
NOT_OPENED = frozenset({"queue", "clock"})
"""Pages that say nothing of the region, or are an errand of their own."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Who looks, and at what: cases from the lightest to the heaviest that is open, and the beginning of a name."""

    who: int
    refs: tuple[str, ...]
    name: str


def measured(settings: Settings, times: int = TIMES, sessions: int = SESSIONS) -> dict[str, float]:
    """All figures of one database."""
    looked = looked_at(settings, times)
    with chromium() as browser, dashboard(settings, looked.who) as real, empty_page(settings.home) as empty:
        # First, while no session that has ended is remembered yet.
        found = _memory(context_of(browser), real, sessions)
        context = context_of(browser)
        return {
            **_overview(context, real, empty, times),
            **_clicks(context, real, looked, times),
            **_bytes(context, real, looked.refs[-1]),
            **found,
        }


def looked_at(settings: Settings, times: int) -> Looked:
    """Who looks at this installation, and at which of its cases."""
    store = open_office(settings).store
    with store.read(DEMO_DAY) as tx:
        who = viewer_of(tx, COORDINATOR).professional_id
        found = Looked(who, tuple(_refs(tx, times)), _name(tx))
    store.close()
    return found


def _refs(tx: Tx, number: int) -> Iterator[str]:
    """Open cases by how much was asked in them, evenly from the lightest to the heaviest."""
    asked = (
        select(CASE.c.ref)
        .join(WAIT, WAIT.c.case_id == CASE.c.id)
        .where(CASE.c.closed_at.is_(None))
        .group_by(CASE.c.id, CASE.c.ref)
        .order_by(func.count(), CASE.c.id)
    )
    refs = tx.connection.execute(asked).scalars().all()
    yield from (refs[place * (len(refs) - 1) // max(number - 1, 1)] for place in range(number))


def _name(tx: Tx) -> str:
    """What somebody types who looks for a youth: a family name that many have."""
    person = tx.session.get_one(Person, tx.connection.execute(select(func.max(Youth.person_id))).scalar_one())
    return (person.family_name or person.given_name or "")[:6].lower()


@contextmanager
def _at(context: BrowserContext, address: str, *, counts: bool = False) -> Iterator[Window]:
    window = Window(context, counts=counts)
    try:
        window.open(address)
        yield window
    finally:
        window.close()


def _overview(context: BrowserContext, real: Server, empty: Server, times: int) -> dict[str, float]:
    """In turns, so that neither has a warmer machine; each in a session of its own."""
    tell("overview beside an empty page")
    addresses = (empty.address, f"{real.address}/overview")
    first = _opened(context, addresses[1])
    _opened(context, addresses[0])
    pairs = [tuple(_opened(context, address) for address in addresses) for _ in range(PAIRS * times)]
    return {
        "overview_per_empty": statistics.median(ours / bare for bare, ours in pairs),
        "overview_s": statistics.median(ours for _, ours in pairs),
        "empty_page_s": statistics.median(bare for bare, _ in pairs),
        "overview_first_s": first,
    }


def _opened(context: BrowserContext, address: str) -> float:
    window = Window(context)
    try:
        return window.open(address)
    finally:
        window.close()


def _clicks(context: BrowserContext, real: Server, looked: Looked, times: int) -> dict[str, float]:
    """Seconds from a click until the page shows what was asked."""
    found = {}
    with _at(context, f"{real.address}/overview") as window:
        ways = (_follows(say(words, "nl")) for words in ("Only what waits longer than agreed", "Show all questions"))
        found["overview_click_s"] = _in_turns("overview, a filter", window, times, *ways)
    with _at(context, f"{real.address}/results") as window:
        window.after(_tab("How long it took"))
        tabs = (_tab("Targets"), _tab("How long it took"))
        found["results_click_s"] = _in_turns("results, a tab", window, times, *tabs)
    with _at(context, f"{real.address}/cases") as window:
        found["list_filter_s"] = _in_turns("list, a filter", window, times, _ticks("Longer than agreed"))
    found |= _searched(context, real, looked)
    with _at(context, f"{real.address}/case?ref={looked.refs[-1]}") as window:
        found["case_click_s"] = _in_turns("case, a tab", window, times, _tab("Plan"), _tab("Timeline"))
    return found


def _in_turns(what: str, window: Window, times: int, *acts: Callable[[Page], object]) -> float:
    taken = [window.after(acts[turn % len(acts)]) for turn in range(times)]
    tell(f"{what}: {' '.join(f'{each:.2f}' for each in taken)}")
    return statistics.median(taken)


def _searched(context: BrowserContext, real: Server, looked: Looked) -> dict[str, float]:
    """The list searched by number and by name, and the case that was found opened from it."""
    numbers, opened = [], []
    for ref in looked.refs:
        with _at(context, f"{real.address}/cases") as window:
            numbers.append(window.after(_types("Case number", ref)))
            opened.append(window.after(_follows(ref)))
    with _at(context, f"{real.address}/cases") as window:
        window.page.locator("summary").filter(has_text=say("More filters", "nl")).click()
        begun = (looked.name[: 3 + place % 4] for place in range(len(looked.refs)))
        names = [window.after(_types("Name of the youth", each)) for each in begun]
    for what, taken in (("by number", numbers), ("a case", opened), ("by name", names)):
        tell(f"{what}: {' '.join(f'{each:.2f}' for each in taken)}")
    return {
        "list_number_s": statistics.median(numbers),
        "list_name_s": statistics.median(names),
        "case_s": statistics.median(opened),
        "case_slowest_s": max(opened),
    }


def _ticks(label: str) -> Callable[[Page], object]:
    def act(page: Page) -> None:
        box = page.get_by_test_id("stMain").get_by_test_id("stCheckbox").filter(has_text=say(label, "nl"))
        box.locator("label").first.click()

    return act


def _tab(name: str) -> Callable[[Page], object]:
    return lambda page: page.get_by_role("tab", name=say(name, "nl"), exact=True).click()


def _follows(name: str | re.Pattern[str]) -> Callable[[Page], object]:
    return lambda page: page.get_by_test_id("stMain").get_by_role("link", name=name).last.click()


def _types(label: str, text: str) -> Callable[[Page], object]:
    def act(page: Page) -> None:
        page.get_by_test_id("stMain").get_by_label(say(label, "nl"), exact=True).fill(text)
        page.keyboard.press("Enter")

    return act


def _bytes(context: BrowserContext, real: Server, ref: str) -> dict[str, float]:
    """What each page is sent when it is opened, in kilobytes."""
    sent = {}
    for name in _whose(context, real):
        with _at(context, f"{real.address}/{_address(name, ref)}", counts=True) as window:
            window.page.wait_for_timeout(QUIET)
            sent[name] = window.received / 1000
    tell(
        "kilobytes: "
        + ", ".join(f"{name} {each:.0f}" for name, each in sorted(sent.items(), key=lambda each: -each[1]))
    )
    return {"sent_most_kb": max(sent.values()), "sent_overview_kb": sent["overview"], "sent_case_kb": sent["case"]}


def _whose(context: BrowserContext, real: Server) -> list[str]:
    """The pages whoever looks has: those of the menu, and that of a case."""
    with _at(context, real.address) as window:
        links = window.page.locator(f"{MENU} a").evaluate_all("all => all.map(each => each.pathname)")
    return sorted({"case", *(link.strip("/") or FIRST for link in links)} - NOT_OPENED)


def _address(name: str, ref: str) -> str:
    return {FIRST: "", "case": f"case?ref={ref}"}.get(name, name)


def _memory(context: BrowserContext, real: Server, sessions: int) -> dict[str, float]:
    """How much a session more takes that has seen three pages and stays open, in megabytes; on a server just begun."""
    tell("memory of sessions")
    for _ in range(WARM_SESSIONS):
        _wandered(context, real)
    before = real.megabytes
    for _ in range(sessions):
        _wandered(context, real)
    after = real.megabytes
    tell(f"memory: {before:.0f} MB, with {sessions} sessions more {after:.0f} MB")
    context.close()
    return {"session_mb": (after - before) / sessions, "dashboard_mb": after}


def _wandered(context: BrowserContext, real: Server) -> None:
    """Somebody who looks at the overview, at the list, and at a case."""
    window = Window(context)
    window.open(f"{real.address}/overview")
    window.after(lambda page: page.locator(MENU).get_by_role("link", name=say(PAGES["cases"].title, "nl")).click())
    window.after(_follows(REF))


@contextmanager
def _region(which: str, home: Path) -> Iterator[Settings]:
    if which == "sqlite":
        yield large_region(home)
        return
    from benchmarks.postgres import postgres  # noqa: PLC0415 - only where it is asked for

    with postgres(home / "postgres") as url:
        yield large_region(home, url)


def main(which: str, folder: str = "") -> None:
    """Prints the figures of a database as JSON."""
    with tempfile.TemporaryDirectory() as scratch, _region(which, Path(folder or scratch)) as settings:
        found = measured(settings)
        print(json.dumps({f"{which}_{name}": value for name, value in found.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
