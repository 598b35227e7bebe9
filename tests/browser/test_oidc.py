"""Signing in at a real provider of OpenID Connect, in a real browser: who comes in, who does not, and when it ends."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import update
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.region import found_region, professional_by_email
from flows.commands.register import register
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.office import Office, open_office
from migrations.upgrade import upgrade
from models.code import Role
from models.settings import Settings
from models.tables import LogLine, Professional, ProfessionalRole, SignIn

ROOT = Path(__file__).parents[2]
SECRET = "a secret of the tests that is long enough"  # noqa: S105
CLIENT_SECRET = "what the provider knows us by"  # noqa: S105
FACTOR = {"amr": ["pwd", "mfa"]}
ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
RUBEN, WOUTER = "ruben.dijkzicht@aanmeldpunt.example", "wouter.sluiskamp@aanmeldpunt.example"
SVEN = "sven.asperen@werkplein.example"
STRANGER = "zoe.onbekend@elders.example"
PATIENCE = 60.0


@dataclass
class Site:
    """A dashboard behind a provider, and the provider."""

    office: Office
    provider: str

    @property
    def address(self) -> str:
        return self.office.settings.address

    def knows(self, email: str, **claims: Any) -> None:
        """The provider says this of whoever signs in there by that name."""
        said = {"email": email, "email_verified": True} | claims
        request = urllib.request.Request(  # noqa: S310 - our own address
            f"{self.provider}/users/{email}",
            json.dumps(said).encode(),
            {"Content-Type": "application/json"},
            method="PUT",
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            assert answer.status == 204

    def number(self, email: str) -> int:
        with self.office.store.read(self.office.now()) as tx:
            return professional_by_email(tx, email).id

    def change(self, statement: Any) -> None:
        with self.office.store.write(self.office.now()) as tx:
            tx.connection.execute(statement)

    def rows(self, email: str) -> list[SignIn]:
        with self.office.store.read(self.office.now()) as tx:
            found = select(SignIn).where(SignIn.professional_id == professional_by_email(tx, email).id)
            return list(tx.session.exec(found.order_by(col(SignIn.id))))

    def told(self) -> list[tuple[str, str | None, str | None]]:
        with self.office.store.read(self.office.now()) as tx:
            found = tx.session.exec(select(LogLine).order_by(col(LogLine.id))).all()
            return [(line.what.value, line.about, line.why) for line in found]

    def backdate(self, email: str, **ago: timedelta) -> None:
        """Moves the moments of somebody's sessions back, as if that time had passed."""
        row = self.rows(email)[-1]
        moved = {name: getattr(row, name) - by for name, by in ago.items()}
        self.change(update(SignIn).where(col(SignIn.id) == row.id).values(**moved))


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer")


ProviderCommand = Callable[[int, str], list[str]]
"""What to run for a provider on a port, for a client that comes back to an address."""


@contextmanager
def _site(home: Path, provides: ProviderCommand) -> Iterator[Site]:
    provider_port, port = _port(), _port()
    provider = f"http://127.0.0.1:{provider_port}"
    (home / "client-secret").write_text(CLIENT_SECRET)
    file = home / "providers.toml"
    file.write_text(
        f'[veilig]\nname = "Veilig inloggen"\nmetadata = "{provider}/.well-known/openid-configuration"\n'
        f'client_id = "vangnet"\nclient_secret_file = "{home}/client-secret"\n'
    )
    settings = Settings(home=home, secret=SECRET, sign_in="oidc", oidc_file=file, dashboard_port=port)
    office = open_office(settings, check=False)
    upgrade(office.store.engine)
    with office.store.write(office.now()) as tx:
        found_region(tx, tomllib.loads((ROOT / "simulation" / "data" / "rivierland-oost.toml").read_text()))
    environment = {
        **os.environ,
        "VANGNET_HOME": str(home),
        "VANGNET_SECRET": SECRET,
        "VANGNET_SIGN_IN": "oidc",
        "VANGNET_OIDC_FILE": str(file),
        "VANGNET_DASHBOARD_PORT": str(port),
    }
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    dashboard = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "app.py"), *options]
    commands = {
        f"{provider}/.well-known/openid-configuration": provides(provider_port, f"{settings.address}/oauth2callback"),
        f"{settings.address}/readyz": dashboard,
    }
    servers: list[subprocess.Popen[bytes]] = []
    with (home / "servers.log").open("wb") as log:
        try:
            for answers, command in commands.items():
                servers.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log))  # noqa: S603
                _wait(answers, servers[-1])
            yield Site(office, provider)
        finally:
            for server in servers:
                server.send_signal(signal.SIGTERM)
                server.wait(20)
            office.store.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    def provides(port: int, _callback: str) -> list[str]:
        return [sys.executable, "-m", "oidc_provider_mock", "-p", str(port)]

    with _site(tmp_path_factory.mktemp("oidc"), provides) as site:
        yield site


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same behind the certified provider of node, which insists on PKCE; skipped where it cannot be had."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("there is no npm here; the certified provider of OpenID Connect runs on node")
    home = tmp_path_factory.mktemp("certified")
    folder = shutil.copytree(ROOT / "tests" / "browser" / "provider", home / "provider")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        got = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        pytest.skip("npm could not fetch the certified provider within two minutes")
    if got.returncode:
        pytest.skip(f"npm could not fetch the certified provider; it ended with {got.returncode}")

    def provides(port: int, callback: str) -> list[str]:
        return [node, str(folder / "provider.mjs"), str(port), "vangnet", CLIENT_SECRET, callback]

    with _site(home, provides) as site:
        yield site


@pytest.fixture
def ref(site: Site) -> str:
    return _registered(site)


def _registered(site: Site) -> str:
    now = site.office.now()
    with site.office.store.read(now) as tx:
        bram = viewer_of(tx, BRAM)
    content = {
        "given_name": "Noor",
        "family_name": "Veldwijk",
        "birth_on": "2008-03-01",
        "municipality": "Tielerwaard",
        "sector": "mbo",
        "told_youth_on": (now - timedelta(days=1)).date().isoformat(),
        "told_youth_how": "talk",
        "ground": "legal task",
        "worry": "Schulden.",
        "wish": "Een eigen plek.",
    }
    found = register(site.office.store, bram, content, now).ref
    list(drain(site.office.store, now))
    return found


Window = Callable[[], BrowserContext]


def _sign_in(page: Page, site: Site, email: str, at: str = "", way: str = "Authorize") -> None:
    page.goto(f"{site.address}{at}")
    page.get_by_role("link", name="Inloggen met Veilig inloggen").click()
    page.get_by_placeholder("sub").fill(email)
    page.get_by_role("button", name=way).click()
    page.wait_for_url(f"{site.address}/**")


def _is_in(page: Page) -> None:
    """In, with the page written to its end: that end looks once more whether the session still holds."""
    expect(page.get_by_role("button", name="Uitloggen", exact=True)).to_be_visible(timeout=15_000)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=15_000)


def _is_out(page: Page, sentence: str) -> None:
    expect(page.get_by_test_id("stMain").get_by_text(sentence)).to_be_visible(timeout=15_000)
    expect(page.get_by_role("link", name="Inloggen met Veilig inloggen")).to_be_visible()
    expect(page.get_by_role("button", name="Uitloggen", exact=True)).to_have_count(0)


def _click(page: Page) -> None:
    """Something that draws the page anew, as any click does."""
    page.locator(".vn-menu").get_by_role("link", name="Mijn vragen", exact=True).click()


def test_who_signs_in_comes_back_to_the_page_of_the_link(site: Site, window: Window, ref: str) -> None:
    site.knows(ILSE, **FACTOR)
    page = window().new_page()

    _sign_in(page, site, ILSE, f"/case?ref={ref}")

    _is_in(page)
    assert page.url == f"{site.address}/case?ref={ref}"
    expect(page.get_by_role("heading", name=ref)).to_be_visible()
    assert ("command", "sign in", None) in site.told()
    assert oct((site.office.settings.home / "streamlit-secrets.toml").stat().st_mode)[-3:] == "600"


def test_without_a_second_factor_nobody_sees_personal_data(site: Site, window: Window, ref: str) -> None:
    site.knows(RUBEN, amr=["pwd"])
    page = window().new_page()

    _sign_in(page, site, RUBEN, f"/case?ref={ref}")

    _is_out(page, "Log in met een tweede stap")
    expect(page.get_by_role("heading", name=ref)).to_have_count(0)
    assert site.rows(RUBEN) == []
    assert ("refused", "sign in", "no second factor") in site.told()


def test_who_is_not_known_here_stays_out_and_may_try_another_account(site: Site, window: Window) -> None:
    site.knows(STRANGER, **FACTOR)
    page = window().new_page()

    _sign_in(page, site, STRANGER)

    _is_out(page, "Niemand hier heeft uw mailadres")
    assert ("refused", "sign in", "unknown") in site.told()
    site.knows(ILSE, **FACTOR)
    _sign_in(page, site, ILSE)
    _is_in(page)


def test_an_address_nobody_verified_lets_nobody_in(site: Site, window: Window) -> None:
    site.knows(ILSE, email_verified=False, amr=["mfa"])
    page = window().new_page()

    _sign_in(page, site, ILSE)

    _is_out(page, "staat niet in voor uw mailadres")


def test_a_role_given_during_the_session_counts_at_the_next_click(site: Site, window: Window) -> None:
    """A role of numbers at an agency without a case needs no second factor; the role that was given does."""
    site.knows(SVEN, amr=["pwd"])
    number = site.number(SVEN)
    held = col(ProfessionalRole.professional_id) == number
    site.change(update(ProfessionalRole).where(held).values(role=Role.MANAGER))
    page = window().new_page()
    _sign_in(page, site, SVEN)
    _is_in(page)

    site.change(update(ProfessionalRole).where(held).values(role=Role.PROFESSIONAL))
    _click(page)
    _is_out(page, "Log in met een tweede stap")

    site.change(update(ProfessionalRole).where(held).values(role=Role.MANAGER))
    page.reload()
    _is_in(page)


def test_a_leaver_is_out_within_a_minute_without_a_click(site: Site, window: Window) -> None:
    site.knows(WOUTER, **FACTOR)
    page = window().new_page()
    _sign_in(page, site, WOUTER)
    _is_in(page)
    number = site.number(WOUTER)

    site.change(update(Professional).where(col(Professional.id) == number).values(active=False))

    expect(page.get_by_role("link", name="Inloggen met Veilig inloggen")).to_be_visible(timeout=60_000)
    _is_out(page, "U werkt hier niet meer.")
    site.change(update(Professional).where(col(Professional.id) == number).values(active=True))


@pytest.mark.parametrize(
    "ago",
    [
        {"made_at": timedelta(hours=1), "seen_at": timedelta(minutes=31)},
        {"made_at": timedelta(hours=10, minutes=1)},
    ],
    ids=["half an hour without a click", "ten hours"],
)
def test_a_session_ends_by_itself(site: Site, window: Window, ago: dict[str, timedelta]) -> None:
    site.knows(ILSE, **FACTOR)
    page = window().new_page()
    _sign_in(page, site, ILSE)
    _is_in(page)

    site.backdate(ILSE, **ago)
    _click(page)

    _is_out(page, "Uw sessie is voorbij")
    page.reload()
    _is_out(page, "Uw sessie is voorbij")


def test_signing_out_everywhere_ends_every_window(site: Site, window: Window) -> None:
    site.knows(ILSE, **FACTOR)
    here, there = window().new_page(), window().new_page()
    for page in (here, there):
        _sign_in(page, site, ILSE)
        _is_in(page)

    here.get_by_role("button", name="Overal uitloggen").click()
    expect(here.get_by_role("button", name="Overal uitloggen")).to_have_count(0)
    _click(there)

    _is_out(there, "Uw sessie is voorbij")
    assert all(row.ended_at is not None for row in site.rows(ILSE)[-2:])
    assert ("command", "sign out everywhere", None) in site.told()


def test_a_cookie_kept_from_before_signing_out_opens_nothing(site: Site, window: Window) -> None:
    site.knows(ILSE, **FACTOR)
    context = window()
    page = context.new_page()
    _sign_in(page, site, ILSE)
    _is_in(page)
    kept = context.cookies(site.address)
    page.get_by_role("button", name="Uitloggen", exact=True).click()
    expect(page.get_by_role("button", name="Uitloggen", exact=True)).to_have_count(0)
    thief = window()
    thief.add_cookies([{name: each[name] for name in ("name", "value", "domain", "path")} for each in kept])  # type: ignore[misc]

    page = thief.new_page()
    page.goto(f"{site.address}/cases")

    _is_out(page, "Uw sessie is voorbij")
    assert max(each["expires"] for each in kept) < datetime.now(UTC).timestamp() + 10 * 3600 + 60


def test_a_word_of_a_provider_that_was_not_asked_for_lets_nobody_in(site: Site, window: Window) -> None:
    """A forged way back: without the state that this browser was given, no cookie is set."""
    context = window()
    page = context.new_page()

    page.goto(f"{site.address}/oauth2callback?code=stolen&state=made-up")

    expect(page.get_by_role("link", name="Inloggen met Veilig inloggen")).to_be_visible(timeout=15_000)
    assert not [each for each in context.cookies() if each["name"].startswith("_streamlit_user")]


@pytest.mark.parametrize("wanted", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"])
def test_no_link_leads_elsewhere_after_a_sign_in(site: Site, window: Window, wanted: str) -> None:
    site.knows(ILSE, **FACTOR)
    page = window().new_page()

    page.goto(f"{site.address}/sign-in/veilig?to={urllib.parse.quote(wanted, safe='')}")
    page.get_by_placeholder("sub").fill(ILSE)
    page.get_by_role("button", name="Authorize").click()

    _is_in(page)
    assert page.url == f"{site.address}/"


def test_a_provider_nobody_named_is_not_found(site: Site) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{site.address}/sign-in/elders", timeout=10)  # noqa: S310 - our own address


def test_at_a_certified_provider_somebody_comes_in_with_two_steps_and_not_with_one(
    certified: Site, window: Window
) -> None:
    ref = _registered(certified)
    careless, careful = window().new_page(), window().new_page()

    _sign_in(careless, certified, RUBEN, way="Only a password")
    _is_out(careless, "Log in met een tweede stap")

    _sign_in(careful, certified, ILSE, f"/case?ref={ref}")
    _is_in(careful)
    assert careful.url == f"{certified.address}/case?ref={ref}"
    assert [line[:2] for line in certified.told() if line[1] == "sign in"] == [
        ("refused", "sign in"),
        ("command", "sign in"),
    ]


def test_who_breaks_off_at_the_provider_is_told_that_they_did_not_come_in(site: Site, window: Window) -> None:
    page = window().new_page()
    page.goto(f"{site.address}/cases")
    page.get_by_role("link", name="Inloggen met Veilig inloggen").click()

    page.get_by_role("button", name="Deny").click()

    _is_out(page, "Inloggen is niet gelukt")


def test_signing_out_here_leads_past_the_certified_provider(certified: Site, window: Window) -> None:
    page = window().new_page()
    _sign_in(page, certified, ILSE)
    _is_in(page)

    page.get_by_role("button", name="Uitloggen", exact=True).click()

    page.wait_for_url(f"{certified.provider}/session/end**")
    assert certified.rows(ILSE)[-1].ended_at is not None
