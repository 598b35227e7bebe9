"""Prefect's own state through its door: a server that answers, one that is away, and one that answers nonsense."""

import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from flows.prefect_health import Pool, nobody_there, over_http, prefect_health

SAYS: Mapping[str, Any] = {
    "/api/health": True,
    "/api/flow_runs/count": 3,
    "/api/work_pools/filter": [{"name": "vangnet", "status": "NOT_READY", "is_paused": False}],
    "/api/work_queues/filter": [{"name": "default", "status": "READY", "is_paused": True}],
}


class _Server(BaseHTTPRequestHandler):
    """Says what a Prefect server would; remembers who asked."""

    asked: list[str] = []  # noqa: RUF012 - of the one server of a test

    def _say(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.asked.append(self.headers.get("Authorization", ""))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(SAYS[self.path]).encode())

    do_GET = do_POST = _say  # noqa: N815 - as the server calls them

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Says nothing."""


@pytest.fixture
def api() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api"
    server.shutdown()
    server.server_close()


def test_a_server_that_answers_says_what_is_late_and_how_its_pools_are(api: str) -> None:
    health = prefect_health(over_http(api))

    assert (health.answers, health.late, health.crashed) == (True, 3, 3)
    assert health.pools == (Pool("vangnet", "NOT_READY", paused=False),)
    assert health.queues == (Pool("default", "READY", paused=True),)


def test_the_shared_credential_of_the_server_goes_with_each_question(api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", "admin:geheim")
    _Server.asked.clear()

    prefect_health(over_http(api))

    assert set(_Server.asked) == {"Basic YWRtaW46Z2VoZWlt"}


def test_of_a_server_that_is_away_nothing_is_known_but_that(api: str) -> None:
    away = prefect_health(nobody_there)

    assert not away.answers
    assert prefect_health(over_http(f"{api}/nowhere")) == away
    assert prefect_health(over_http("http://127.0.0.1:9/api")) == away


def test_what_a_server_says_in_another_shape_is_no_answer() -> None:
    assert not prefect_health(lambda _path, _body: {"name": "what"}).answers
