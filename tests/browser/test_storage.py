"""What a browser keeps of a file on a youth after it was closed: nothing, but what it restores its own windows by."""

import base64
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

MARKER = "Qzxwemarkering"
OF_THE_BROWSER = "Sessions"
"""Where Chromium keeps its windows to open them again: its own, and no page may forbid it (docs/security.md)."""


def forms_of(word: str) -> set[bytes]:
    """A word as it may lie in a file: plain, wide, escaped, or within something in base64."""
    plain = word.encode()
    within = [base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)]
    return {plain, word.encode("utf-16-le"), quote(word).encode(), json.dumps(word)[1:-1].encode(), *within}


def test_a_closed_browser_keeps_nothing_of_what_was_read_and_typed(
    browser: Browser, tmp_path: Path, address: str, worker: None, person: Callable[[], Any]
) -> None:
    seat_of = type(person())
    context = browser.browser_type.launch_persistent_context(
        str(tmp_path / "profile"), executable_path=shutil.which("chromium"), args=["--no-sandbox"], locale="nl-NL"
    )
    bram = seat_of(context.pages[0], address)
    bram.sit_down("Bram", at_an_agency=True)
    bram.menu("Jongere aanmelden")
    bram.type("Roepnaam *", f"{MARKER}a")
    bram.type("Achternaam *", f"{MARKER}b")
    bram.type("Wat is er aan de hand? *", f"{MARKER}c en schulden.")
    bram.leave_field()
    bram.see("Bewaard als concept")
    bram.press("Aanmelding versturen")
    bram.menu("Mijn vragen")
    bram.menu("Jongere aanmelden")
    stores = bram.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    kept = json.dumps(context.cookies()) + stores + bram.page.url
    context.close()

    assert MARKER not in kept
    files = [path for path in (tmp_path / "profile").rglob("*") if path.is_file() and not path.is_symlink()]
    files = [path for path in files if OF_THE_BROWSER not in path.parts]
    assert {path.name for path in files} >= {"Web Data", "History", "Cookies"}
    forms = forms_of(MARKER)
    assert [path.name for path in files if any(form in path.read_bytes() for form in forms)] == []


@pytest.mark.parametrize("shift", range(3))
def test_the_search_finds_a_word_in_every_form(shift: int) -> None:
    around = base64.b64encode(b"y" * shift + f"{MARKER} en meer".encode())

    assert any(form in around for form in forms_of(MARKER))
    assert any(form in f"het was {MARKER}".encode("utf-16-le") for form in forms_of(MARKER))
