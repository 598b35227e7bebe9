"""Prints the plain pages, and the headers that go with them: no script, nothing kept, nobody told where they came from.

Knows no question; what stands on a page is handed in.
"""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup
from starlette.responses import HTMLResponse

from models.speech import mark, say
from notifications.html_template import html_templates
from notifications.plain import Language

PAGES = Path(__file__).parent / "page"
_TEMPLATES = html_templates(PAGES)
STYLE = (PAGES / "style.css").read_text()
_STYLE_DIGEST = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_DIGEST}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}

WORDS: Mapping[str, str] = {
    "foot": mark("This page does not name the youth, on purpose. Please do not pass the link on."),
    "sign_in": mark("Sign in and answer"),
    "look_again": mark("Something needs another look"),
    "choose": mark("Choose"),
    "case": mark("Case"),
    "asked_by": mark("Asked by"),
    "answer_by": mark("Please answer by"),
    "star": mark("Fields with a star (*) must be filled in."),
    "otherwise": mark("Or say something else"),
    "whom": mark("Whom and what is this about?"),
    "whom_hint": mark("No name stands in a mail. We send a code to the address this mail came to."),
    "name": mark("Name"),
    "born": mark("Date of birth"),
    "not_known": mark("Your organisation may not know this yet: there is no yes for it. Ask who guides the case."),
    "own": mark("Give your own reference"),
}
"""What stands on every page, by the name the templates know it by."""


@cache
def _words(language: Language) -> Mapping[str, str]:
    return {name: say(sentence, language) for name, sentence in WORDS.items()}


def printed(
    page: str, language: Language, values: Mapping[str, object], status: int = 200, **headers: str
) -> HTMLResponse:
    """One page, in one language."""
    shared = {"language": language, "words": _words(language), "ref": "", "other": "", "done": "", "foot": ""}
    html = _TEMPLATES.get_template(page).render({**shared, "style": Markup(STYLE), **values})  # noqa: S704 - our own file
    return HTMLResponse(html, status, {**HEADERS, **headers})
