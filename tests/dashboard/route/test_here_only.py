"""The demo lets anybody be anybody, so nobody at another machine gets an answer, whatever name they ask by."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.oidc import insist_on_loopback
from dashboard.route.door import Door
from models.refusal import Refused
from models.settings import Settings

SECRET = "a secret of the tests that is long enough"  # noqa: S105
ROOT = Path(__file__).parents[3]
DEMO = Settings(sign_in="demo")
REAL = Settings(sign_in="oidc", secret=SECRET, host="0.0.0.0", base_url="https://vangnet.example")  # noqa: S104


def _status(settings: Settings, peer: str, host: str) -> int:
    app = Door(Starlette(routes=[Route("/", lambda _: PlainTextResponse("in"))]), settings)

    async def asked() -> int:
        transport = httpx.ASGITransport(app, client=(peer, 50_000))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
            return (await client.get("/")).status_code

    return asyncio.run(asked())


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1"])
def test_the_demo_answers_this_machine(peer: str) -> None:
    assert _status(DEMO, peer, "localhost") == 200


@pytest.mark.parametrize("peer", ["192.0.2.7", "10.0.0.4", "2001:db8::7", "somewhere"])
def test_the_demo_answers_no_other_machine_that_says_it_is_here(peer: str) -> None:
    assert _status(DEMO, peer, "localhost") == 421


def test_with_a_provider_other_machines_are_answered_by_its_own_name() -> None:
    assert _status(REAL, "192.0.2.7", "vangnet.example") == 200
    assert _status(REAL, "192.0.2.7", "elsewhere.example") == 421


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.0.2.7"])  # noqa: S104
def test_the_demo_does_not_start_where_others_could_reach_it(address: str | None) -> None:
    with pytest.raises(Refused, match="this machine only"):
        insist_on_loopback(DEMO, address)

    insist_on_loopback(REAL, address)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_the_demo_starts_on_this_machine(address: str) -> None:
    insist_on_loopback(DEMO, address)


@pytest.mark.parametrize("setting", [{"VANGNET_HOST": "0.0.0.0"}, {"VANGNET_BASE_URL": "https://vangnet.example"}])  # noqa: S104
def test_settings_of_a_demo_for_others_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, setting: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="this machine only"):
        Settings(home=tmp_path, **{name.removeprefix("VANGNET_").lower(): value for name, value in setting.items()})  # type: ignore[arg-type]


def test_a_server_of_the_demo_that_would_listen_everywhere_says_why_and_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "app.py"), "--server.headless=true"]
    environment = {**os.environ, "VANGNET_HOME": str(tmp_path), "VANGNET_LANGUAGE": "en", "VANGNET_SIGN_IN": "demo"}

    ended = subprocess.run(  # noqa: S603 - our own command
        [*command, "--server.port=0", "--server.address=0.0.0.0"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert ended.returncode != 0
    assert "it listens on this machine only" in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
