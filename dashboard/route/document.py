"""The document in which every page of the dashboard begins: Streamlit's own, told at once what it finds out later.

Streamlit's page first asks where its server is and what that allows, at the address it was opened at and again at the
one above, and fetches what an element needs when the first such element comes. Here the document says both from the
start. Where Streamlit's document is not as it was when this was written, it is served as it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import streamlit
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from dashboard.part.drawing import DRAWN
from dashboard.route.streamlits_words import script
from models.speech import DEFAULT

STATIC = Path(streamlit.__file__).parent / "static"
SCRIPTS = STATIC / "static" / "js"
EVERYWHERE = ("ButtonGroup", "Button", "LinkButton", "Html")
"""The elements beside every page, and in nearly every one."""
FIELDS = ("PageLink", "Selectbox", "Checkbox")
"""Those of pages that ask for something."""
PICTURES = ("ArrowVegaLiteChart", "embed")
"""What draws pictures; large, so only for the pages that begin with one."""
NEEDED: Mapping[str, tuple[str, ...]] = {"overview": (), "results": (*FIELDS, *PICTURES)}
"""What a page needs besides; fields, where it is not named."""
WHERE = (
    "window.__streamlit={BACKEND_BASE_URL:location.origin};"
    "if(document.cookie.includes('_streamlit_xsrf='))"
    "window.__streamlit.HOST_CONFIG={allowedOrigins:[location.origin],useExternalAuthToken:false}"
)
"""Where the server is; and once its cookie is there, that its line may be opened at once, without asking."""
IMPORTS_WITHIN = 10_000
"""Letters at the beginning of a script within which it says what it imports."""
_BEGIN, _LANGUAGE = "<head>", '<html lang="en">'
LINKS = Path(__file__).parent / "page" / "links.js"
STYLE = DRAWN / "style.css"
"""How links in a list that is drawn as one are followed, and how such a list looks."""
_STATIC_IMPORT = re.compile(r"""(?:from|import)\s*["']\./([^"']+\.js)["']""")


def _show(request: Request) -> HTMLResponse:
    page = request.url.path.strip("/")
    return HTMLResponse(document(NEEDED.get(page, FIELDS)), headers={"Cache-Control": "no-cache"})


class _OneWord(Convertor[str]):
    """An address of one word, as those of pages are; but the one to which a provider sends people back."""

    regex = "(?!oauth2callback$)[A-Za-z0-9-]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("word", _OneWord())
ROUTES = (Route("/", _show, methods=["GET"]), Route("/{page:word}", _show, methods=["GET"]))
"""The addresses of the pages, and of pages that are not there: the document says so. They come after all others."""


@cache
def document(elements: tuple[str, ...]) -> str:
    """The document for pages that need these elements besides those of every page."""
    own = (STATIC / "index.html").read_text(encoding="utf-8")
    names = _with_all_they_import(EVERYWHERE + elements)
    loads = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in sorted(names) if name not in own
    )
    return own.replace(_BEGIN, f"{_BEGIN}{ours()}{loads}", 1).replace(_LANGUAGE, f'<html lang="{DEFAULT}">', 1)


def ours() -> str:
    """The scripts and the style that stand in it besides Streamlit's own."""
    scripts = (WHERE, LINKS.read_text(encoding="utf-8"), script())
    style = STYLE.read_text(encoding="utf-8")
    return "".join(f"<script>{each}</script>" for each in scripts) + f"<style>{style}</style>"


def _with_all_they_import(elements: Iterable[str]) -> set[str]:
    """The files of these elements, and all that these load with them."""
    found: set[str] = set()
    ahead = [path.name for element in elements for path in SCRIPTS.glob(f"{element}.*.js")]
    while ahead:
        name = ahead.pop()
        if name not in found and (SCRIPTS / name).exists():
            found.add(name)
            ahead += _imports(name)
    return found


def _imports(name: str) -> Iterator[str]:
    with (SCRIPTS / name).open(encoding="utf-8") as script:
        return iter(_STATIC_IMPORT.findall(script.read(IMPORTS_WITHIN)))
