"""The document every page begins in: which addresses it answers, what it says at once, and that Streamlit hears it."""

import asyncio
import re
from html.parser import HTMLParser
from typing import Any

import httpx
from starlette.applications import Starlette

from dashboard.route import document
from dashboard.route.document import EVERYWHERE, FIELDS, NEEDED, PICTURES, SCRIPTS, STATIC, WHERE
from dashboard.route.header import policy_of
from dashboard.route.streamlits_words import script
from dashboard.shell import FIRST, PAGES


class Read(HTMLParser):
    """What the document loads before anything is asked of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.language: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "html":
            self.language = found.get("lang")
        if found.get("rel") == "modulepreload":
            self.loaded.append(str(found["href"]))


def _get(*paths: str) -> list[httpx.Response]:
    async def got() -> list[httpx.Response]:
        transport = httpx.ASGITransport(Starlette(routes=document.ROUTES))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return [await client.get(path) for path in paths]

    return asyncio.run(got())


def test_it_answers_at_every_page_and_at_no_address_of_streamlits() -> None:
    addresses = ["/" if name == FIRST else f"/{name}" for name in PAGES]

    found = _get(*addresses, "/nowhere")
    assert {(each.status_code, each.headers["cache-control"]) for each in found} == {(200, "no-cache")}
    assert {
        each.status_code for each in _get("/favicon.png", "/oauth2callback", "/_stcore", "/overview/_stcore/health")
    } == {404}


def test_it_is_streamlits_with_a_word_more() -> None:
    own = (STATIC / "index.html").read_text(encoding="utf-8")
    (told,) = (each.text for each in _get("/cases"))
    loads = re.compile(r'<link rel="modulepreload" crossorigin href="[^"]*">')

    assert all(each in document.ours() for each in (WHERE, script(), "popstate", ".vn-rows"))
    assert loads.sub("", told.replace(document.ours(), "").replace('lang="nl"', 'lang="en"')) == loads.sub("", own)
    assert Read(told).language == "nl"


def test_what_it_loads_ahead_is_there_and_stands_in_it_once() -> None:
    plain, pictured = (Read(each.text).loaded for each in _get("/cases", "/results"))

    for loaded in (plain, pictured):
        assert len(loaded) == len(set(loaded))
        assert [each for each in loaded if not (STATIC / each).exists()] == []
    more = {re.sub(r"\..*", "", each.rpartition("/")[2]) for each in set(pictured) - set(plain)}
    assert {"ArrowVegaLiteChart", "embed"} <= more
    assert PAGES.keys() >= NEEDED.keys()
    assert len(Read(_get("/overview")[0].text).loaded) < len(plain)


def test_every_element_it_names_is_known_to_this_version_of_streamlit() -> None:
    missing = [each for each in (*EVERYWHERE, *FIELDS, *PICTURES) if not list(SCRIPTS.glob(f"{each}.*.js"))]

    assert missing == []


def test_streamlit_listens_to_what_it_says() -> None:
    """The names are those of Streamlit for who serves its pages from elsewhere; a version that drops one fails here."""
    heard = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("index.*.js"))

    for name in ("window.__streamlit", "BACKEND_BASE_URL", "HOST_CONFIG", "allowedOrigins", "useExternalAuthToken"):
        assert name in heard
    assert "_streamlit_xsrf" in heard


def test_the_policy_lets_its_scripts_run_and_no_other() -> None:
    known = re.findall(r"'sha256-[^']+'", policy_of("localhost:8501", secure=False)["script-src"])

    assert len(known) == len(set(known)) == 4


def test_another_document_of_streamlits_is_served_as_it_is(monkeypatch: Any, tmp_path: Any) -> None:
    (tmp_path / "index.html").write_text("<!DOCTYPE html><title>another</title>", encoding="utf-8")
    monkeypatch.setattr(document, "STATIC", tmp_path)

    assert document.document.__wrapped__(()) == "<!DOCTYPE html><title>another</title>"
