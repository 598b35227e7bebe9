"""What the door keeps out, how often it opens, and the headers on all that passes, pages and files alike."""

import asyncio
import logging
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from streamlit.web.server.starlette import starlette_routes

from dashboard.route import door
from dashboard.route.door import CLOSED, CLOSED_BELOW, OFTEN, SELDOM_LIMITED, Door
from dashboard.route.header import ALWAYS, policy_of
from models.settings import Settings

DEMO = Settings(sign_in="demo")
REAL = Settings(
    sign_in="oidc", secret="a secret of the tests that is long enough", host="0.0.0.0", base_url="https://vangnet.example"  # noqa: S104,S106
)  # fmt: skip


def _in(_request: Request) -> Response:
    return PlainTextResponse("in", headers={"server": "a name and a version"})


async def _socket(line: WebSocket) -> None:
    await line.accept()
    await line.close()


def _behind(settings: Settings = DEMO) -> Door:
    methods = ["GET", "PUT", "POST"]
    routes = [WebSocketRoute("/_stcore/stream", _socket), Route("/{path:path}", _in, methods=methods)]
    return Door(Starlette(routes=routes), settings)


def _asked(app: Door, *paths: str, peer: str = "127.0.0.1", host: str = "localhost", method: str = "GET") -> list[Any]:
    async def asked() -> list[Any]:
        transport = httpx.ASGITransport(app, client=(peer, 50_000))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
            return [await client.request(method, path) for path in paths]

    return asyncio.run(asked())


@pytest.mark.parametrize(
    "path", [*CLOSED, *(f"/case{each}" for each in CLOSED), *(f"{each}x/y" for each in CLOSED_BELOW)]
)
@pytest.mark.parametrize("method", ["GET", "PUT", "POST"])
def test_what_streamlit_answers_to_anybody_is_closed(path: str, method: str, caplog: Any) -> None:
    with caplog.at_level(logging.WARNING):
        (answer,) = _asked(_behind(), path, method=method)

    assert (answer.status_code, answer.text) == (404, "")
    assert caplog.messages == ["refused at the door: a closed address"]


def test_every_address_of_streamlit_was_looked_at() -> None:
    """A release that adds one fails here, before anybody meets it in the open."""
    named = {
        name: value for name, value in vars(starlette_routes).items() if "ROUTE" in name and isinstance(value, str)
    }

    assert set(named.values()) == {
        "_stcore", "media", "_stcore/upload_file", "component", "static", "app/static", "_stcore/health",
        "_stcore/script-health-check", "_stcore/metrics", "_stcore/host-config", "media/{file_id:path}",
        "_stcore/upload_file/{session_id}/{file_id}", "component/{path:path}", "_stcore/bidi-components/{path:path}",
        "app/static/{path:path}",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/case", "/static/js/index.js", "/healthz", "/_stcore/health", "/media/a.csv"])
def test_every_answer_carries_every_header(path: str) -> None:
    (answer,) = _asked(_behind(), path)

    assert {name: answer.headers[name] for name in ALWAYS} == dict(ALWAYS)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "server" not in answer.headers


def test_a_refusal_carries_them_too() -> None:
    (answer,) = _asked(_behind(), "/_stcore/metrics")

    assert {name: answer.headers[name] for name in ALWAYS} == dict(ALWAYS)


def test_only_over_https_browsers_are_told_to_stay_there() -> None:
    (here,) = _asked(_behind(), "/")
    (away,) = _asked(_behind(REAL), "/", host="vangnet.example")

    assert "strict-transport-security" not in here.headers
    assert away.headers["strict-transport-security"].startswith("max-age=31536000")
    assert "connect-src 'self' wss://vangnet.example;" in away.headers["content-security-policy"]


def test_the_policy_lets_no_script_of_others_run() -> None:
    policy = policy_of("vangnet.example", secure=True)

    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"].split()
    assert not any("*" in value or "http:" in value or "https:" in value for value in policy.values())


@pytest.mark.parametrize("host", ["a;script-src *", "a b", "", "a/b", "a:1;x", "[::1];x"])
def test_no_name_of_a_host_writes_into_the_policy(host: str) -> None:
    assert policy_of(host, secure=False)["connect-src"] == "'self'"


@pytest.mark.parametrize("start", OFTEN)
def test_who_asks_too_often_waits_and_others_do_not(start: str, caplog: Any) -> None:
    app = _behind(REAL)
    path = f"{start}x" if start.endswith("/") else start
    if start == "/_stcore/stream":
        path = "/_stcore/stream/x"

    answers = _asked(app, *[path] * (OFTEN[start] + 1), peer="192.0.2.7", host="vangnet.example")
    (other,) = _asked(app, path, peer="192.0.2.8", host="vangnet.example")

    assert [each.status_code for each in answers] == [200] * OFTEN[start] + [429]
    assert answers[-1].headers["retry-after"] == "60"
    assert other.status_code == 200
    assert caplog.messages == ["refused at the door: too often"]


def test_all_else_is_limited_too_but_for_what_is_read_from_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SELDOM_LIMITED", 3)
    app = _behind()

    assert [each.status_code for each in _asked(app, *["/case"] * 4)] == [200, 200, 200, 429]
    assert [each.status_code for each in _asked(app, *["/static/js/a.js"] * 9)] == [200] * 9
    assert SELDOM_LIMITED > 500


@pytest.mark.parametrize(
    ("host", "said"), [("localhost", "websocket.accept"), ("elsewhere.example", "websocket.close")]
)
def test_the_line_a_page_talks_over_is_for_who_opened_the_page_here(host: str, said: str) -> None:
    scope = {
        "type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", host.encode())], "query_string": b"",
        "client": ("127.0.0.1", 50_000), "scheme": "ws", "subprotocols": [], "root_path": "", "http_version": "1.1",
    }  # fmt: skip
    sent: list[str] = []

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message["type"])

    asyncio.run(_behind()(scope, receive, send))

    assert sent[0] == said
