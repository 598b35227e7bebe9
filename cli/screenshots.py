"""Takes the pictures of the README anew, of a demo that is up: ``vangnet up``, then ``python -m cli.screenshots``.

Needs Chromium, poppler and the development dependencies. Looks and clicks as a visitor does: it moves the demo's clock
two weeks on, and begins one draft. Reads no database. ``python -m cli.screenshots calendar results`` takes two of them,
and leaves the clock.
"""

import io
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

from PIL import Image

from cli.booth import Booth
from cli.pictures import PICTURES, Picture
from models.settings import Settings, read_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
COLOURS = 256
"""More than most pages have; in full colour the pictures of all pages are too much for a repository."""
WEEKS = 2
LONGEST = 900_000
"""Milliseconds the clock may take for a week of a whole region."""


def main(names: Iterable[str] = ()) -> int:
    """Writes every picture, or those named; 1 where the demo is not up or there is no Chromium."""
    wanted = {name: PICTURES[name] for name in names} or PICTURES
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    settings = read_settings()
    if chromium is None or not _is_up(settings.address):
        print("Start the demo with `vangnet up` first, and have chromium on the path.", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here, and only for who develops

    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        if wanted is PICTURES:
            _weeks_later(browser, settings)
        for name, picture in wanted.items():
            _take(browser, settings, name, picture)
        browser.close()
    return 0


def _is_up(address: str) -> bool:
    try:
        with urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except OSError:
        return False


def _window(browser: "Browser", settings: Settings, size: tuple[int, int]) -> Booth:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="nl-NL")
    return Booth(page, settings.address, f"http://{settings.host}:{settings.mail_port}")


def _take(browser: "Browser", settings: Settings, name: str, picture: Picture) -> None:
    booth = _window(browser, settings, picture.size)
    booth.sit_down(picture.who, picture.where)
    drawn = picture.show(booth) if picture.show else None
    _save(drawn or _shot(booth), name)
    booth.page.close()


def _shot(booth: Booth) -> bytes:
    if booth.main.count():
        booth.top()
    booth.page.mouse.move(2, 2)
    booth.page.wait_for_timeout(500)
    return booth.page.screenshot()


def _save(drawn: bytes, name: str) -> None:
    path = FOLDER / f"{name}.png"
    picture = Image.open(io.BytesIO(drawn)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"docs/screenshots/{path.name}: {path.stat().st_size // 1000} kB")


def _weeks_later(browser: "Browser", settings: Settings) -> None:
    """Two weeks in which nobody of the demo answers, so that some wait longer than agreed."""
    booth = _window(browser, settings, (1280, 860))
    booth.sit_down("Ilse", "clock")
    for _ in range(WEEKS):
        booth.press("Een week verder")
        booth.page.get_by_text("Onderweg naar").wait_for()
        booth.page.get_by_role("button", name="Een week verder", exact=True).wait_for(timeout=LONGEST)
    booth.page.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
