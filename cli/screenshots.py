"""Takes the pictures of the README anew, of a demo that is up: ``vangnet up``, then ``python -m cli.screenshots``.

Needs Chromium and the development dependencies. Looks and clicks as a visitor does: it moves the demo's clock two weeks
on, and begins one draft. Reads no database.
"""

import re
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

from models.settings import read_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
SIZE = {"width": 1280, "height": 860}
CASE = re.compile(r"^VN-\w{7}$")
WEEKS = 2
LONGEST = 600_000
"""Milliseconds the clock may take for a week of a whole region."""


def main() -> int:
    """Writes every picture; 1 where the demo is not up or there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    settings = read_settings()
    if chromium is None or not _is_up(settings.address):
        print("Start the demo with `vangnet up` first, and have chromium on the path.", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here, and only for who develops

    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        _weeks_later(_window(browser, settings.address))
        for name, show in PICTURES.items():
            page = _window(browser, settings.address)
            show(page)
            _save(page, name)
        mail = browser.new_page(viewport=SIZE, locale="nl-NL")  # type: ignore[arg-type]
        mail.goto(f"http://{settings.host}:{settings.mail_port}")
        mail.locator('a[href*="/mail/"]').first.click()
        _save(mail, "mail")
        browser.close()
    return 0


def _is_up(address: str) -> bool:
    try:
        with urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except OSError:
        return False


def _window(browser: "Browser", address: str) -> "Page":
    page = browser.new_page(viewport=SIZE, locale="nl-NL")  # type: ignore[arg-type]
    page.goto(address)
    return page


def _save(page: "Page", name: str) -> None:
    _settle(page)
    page.mouse.move(SIZE["width"] - 2, SIZE["height"] - 2)
    page.wait_for_timeout(500)
    page.screenshot(path=str(FOLDER / f"{name}.png"))
    print(f"docs/screenshots/{name}.png")


def _settle(page: "Page") -> None:
    page.wait_for_timeout(300)
    if page.get_by_test_id("stApp").count():
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
    page.wait_for_timeout(300)


def _be(page: "Page", name: str) -> None:
    """One of the region by their card, anybody else from the list."""
    page.get_by_role("heading", name="Wie bent u vandaag?").wait_for(timeout=60_000)
    _settle(page)
    card = page.get_by_role("button", name=f"{name} zijn", exact=True)
    if card.count():
        card.click()
    else:
        page.get_by_role("combobox").focus()
        page.keyboard.type(name)
        page.get_by_role("option", name=name).first.click()
        page.get_by_role("button", name="Verder", exact=True).click()
    page.get_by_role("heading", name="Goedendag").wait_for()
    _settle(page)


def _menu(page: "Page", name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_text(name).click(delay=80)
    page.get_by_role("heading", name=name).first.wait_for()
    _settle(page)


def _weeks_later(page: "Page") -> None:
    """Two weeks in which nobody of the demo answers, so that some wait longer than agreed."""
    _be(page, "Ilse")
    _menu(page, "De klok van de demo")
    for _ in range(WEEKS):
        page.get_by_role("button", name="Een week verder", exact=True).click()
        page.get_by_text("Onderweg naar").wait_for()
        page.get_by_role("button", name="Een week verder", exact=True).wait_for(timeout=LONGEST)
    page.close()


def _everybody(page: "Page") -> None:
    _be(page, "Margriet")
    _menu(page, "Waar is iedereen?")


def _case(page: "Page") -> None:
    _be(page, "Ilse")
    _menu(page, "Waar is iedereen?")
    page.get_by_test_id("stCheckbox").filter(has_text="Langer dan afgesproken").locator("label").first.click()
    _settle(page)
    page.get_by_test_id("stMain").get_by_role("link", name=CASE).last.click()
    page.get_by_role("heading", name="Op wie wachten we").wait_for()


def _questions(page: "Page") -> None:
    _be(page, "Lotte")
    _menu(page, "Mijn vragen")


def _registration(page: "Page") -> None:
    _be(page, "Bram")
    _menu(page, "Jongere aanmelden")
    for label, words in {"Roepnaam *": "Sam", "Achternaam *": "Lindewater", "Gemeente *": "Tielerwaard"}.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("Wat is er aan de hand? *", exact=True).fill("Komt sinds de herfst nauwelijks nog op school.")
    page.get_by_label("Wat wil de jongere? *", exact=True).fill("Weer naar school, maar dan een kleinere klas.")
    page.keyboard.press("Tab")
    _settle(page)
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")


def _my_day(page: "Page") -> None:
    _be(page, "Ilse")


def _one_after_another(page: "Page") -> None:
    _be(page, "Ilse")
    page.get_by_role("link", name="na elkaar").click()
    page.get_by_role("heading", name="Na elkaar").wait_for()


def _process(page: "Page") -> None:
    _be(page, "Margriet")
    _menu(page, "Het proces")


PICTURES: Mapping[str, Callable[["Page"], None]] = {
    "my-day": _my_day,
    "one-after-another": _one_after_another,
    "process": _process,
    "where-is-everybody": _everybody,
    "case": _case,
    "my-questions": _questions,
    "registration": _registration,
}
"""Each picture, and the way to it."""


if __name__ == "__main__":
    sys.exit(main())
