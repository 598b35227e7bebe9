"""Draws every message there is as a picture, in both languages, light and dark: ``python -m cli.letters``.

One sheet per language and theme, in docs/letters/. Needs Chromium and the development dependencies. The examples are
invented; nothing of a case is here.
"""

import io
import shutil
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image

from flows.messages.called import title_of
from notifications.letter import write
from notifications.notice import NOTICES
from notifications.plain import LANGUAGES, Language

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
FOLDER = Path(__file__).parents[1] / "docs" / "letters"
ACROSS = 8
WIDE, TALL = 400, 840
"""Of the narrow client each mail is drawn in, in pixels; what is longer is cut off below."""
SCALE = 0.5
COLOURS = 16
"""As many as the mails have, about; a picture of four megabytes is too much for a repository."""


def main() -> int:
    """Writes every sheet; 1 where there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Have chromium on the path.", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here, and only for who develops

    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language in LANGUAGES:
            for theme in THEMES:
                _draw(browser, language, theme)
        browser.close()
    return 0


def sheet(language: Language) -> str:
    """One page with every message beside each other, each in a frame of its own."""
    frames = "".join(_frame(name, language) for name in NOTICES)
    style = (
        f"body{{margin:12px;background:#888;display:grid;grid-template-columns:repeat({ACROSS},{WIDE}px);gap:16px;"
        f"font:15px sans-serif;color:#fff}}iframe{{width:{WIDE}px;height:{TALL}px;border:0;display:block}}"
    )
    head = f"<meta charset='utf-8'><meta name='color-scheme' content='light dark'><style>{style}</style>"
    return f"<!doctype html><html lang='{language}'><head>{head}</head><body>{frames}</body></html>"


def _frame(name: str, language: Language) -> str:
    letter = write(NOTICES[name].example(), language)
    title = escape(title_of(name, language))
    return f'<div>{title}<iframe srcdoc="{escape(letter.html)}"></iframe></div>'


def _draw(browser: "Browser", language: Language, theme: Theme) -> None:
    page = browser.new_page(
        viewport={"width": ACROSS * (WIDE + 16) + 8, "height": 900}, color_scheme=theme, device_scale_factor=SCALE
    )
    page.set_content(sheet(language), wait_until="load")
    path = FOLDER / f"{language}-{theme}.png"
    drawn = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    page.close()
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"docs/letters/{path.name}")


if __name__ == "__main__":
    raise SystemExit(main())
