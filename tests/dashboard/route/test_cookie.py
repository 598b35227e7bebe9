"""Cookies at the door: short, over https only outside this machine; and the way back after a sign-in."""

import asyncio
import stat
import tomllib
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard.oidc import FILE, prepare, secrets_file
from dashboard.page.providers import address_of
from dashboard.route.door import Door
from dashboard.route.sign_in import COOKIE, HERE
from models.provider import Provider
from models.refusal import Refused
from models.settings import Settings

SECRET = "a secret of the tests that is long enough"  # noqa: S105
AWAY = {"host": "0.0.0.0", "base_url": "https://vangnet.example"}  # noqa: S104 - behind a proxy


def _came_back(request: Request) -> Response:
    answer = RedirectResponse("/", status_code=302)
    if "stays" in request.cookies:
        answer.delete_cookie("_streamlit_user")
        return answer
    answer.set_cookie("_streamlit_user", "who", max_age=30 * 24 * 3600, httponly=True, samesite="lax")
    answer.set_cookie("_streamlit_user_tokens", "tokens", max_age=30 * 24 * 3600, httponly=True, samesite="lax")
    return answer


def _get(path: str, cookie: str | None = None, **settings: Any) -> httpx.Response:
    chosen = Settings(secret=SECRET, sign_in="oidc", **settings)
    app = Door(Starlette(routes=[Route("/oauth2callback", _came_back), Route("/other", _came_back)]), chosen)
    headers = {"cookie": cookie} if cookie else {}

    async def got() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=chosen.address) as client:
            return await client.get(path, headers=headers)

    return asyncio.run(got())


def _cookies(answer: Any) -> list[str]:
    return [cookie for cookie in answer.headers.get_list("set-cookie") if cookie.startswith("_streamlit")]


def test_outside_this_machine_every_cookie_goes_over_https_only_and_lasts_no_longer_than_a_session() -> None:
    cookies = _cookies(_get("/oauth2callback", **AWAY))

    assert len(cookies) == 2
    assert all("; Secure" in each and "Max-Age=36000" in each and "HttpOnly" in each for each in cookies)


def test_on_this_machine_a_cookie_may_go_over_http() -> None:
    cookies = _cookies(_get("/oauth2callback"))

    assert [each for each in cookies if "Secure" in each] == []
    assert all("Max-Age=36000" in each for each in cookies)


@pytest.mark.parametrize(
    ("cookie", "goes_to"),
    [
        ("%2Fcase%3Fref%3DVN-TEST222", "/case?ref=VN-TEST222"),
        (None, "/"),
        ("%2F%2Felsewhere.example", "/"),
        ("https%3A%2F%2Felsewhere.example", "/"),
        ("%2Fcase%0D%0ASet-Cookie%3Aa%3Db", "/"),
        ("%2F%5Celsewhere.example", "/"),
    ],
)
def test_who_comes_back_goes_to_the_page_they_wanted_and_never_elsewhere(cookie: str | None, goes_to: str) -> None:
    answer = _get("/oauth2callback", f"{COOKIE}={cookie}" if cookie else None)

    assert answer.headers["location"] == goes_to
    assert any(each.startswith(f"{COOKIE}=; Max-Age=0") for each in answer.headers.get_list("set-cookie"))


@pytest.mark.parametrize(
    ("query", "goes_to"),
    [
        ("?error=access_denied&state=s", "/case?ref=VN-TEST222&sign_in=failed"),
        ("?code=stolen&state=s", "/case?ref=VN-TEST222&sign_in=failed"),
        ("", "/case?ref=VN-TEST222"),
        ("?state=signed-out", "/case?ref=VN-TEST222"),
    ],
)
def test_who_did_not_come_in_is_told_so_at_the_page_they_wanted(query: str, goes_to: str) -> None:
    answer = _get(f"/oauth2callback{query}", f"{COOKIE}=%2Fcase%3Fref%3DVN-TEST222; stays=out")

    assert answer.headers["location"] == goes_to


def test_other_answers_lead_where_they_led() -> None:
    answer = _get("/other", f"{COOKIE}=%2Fcase")

    assert answer.headers["location"] == "/"
    assert COOKIE not in "".join(answer.headers.get_list("set-cookie"))


def test_the_address_of_a_page_is_one_the_way_back_takes() -> None:
    wanted = address_of("case", {"ref": "VN-TEST222", "q": "a b&c=d/ë"})

    assert wanted.startswith("/case?ref=VN-TEST222&q=a+b%26c")
    assert HERE.fullmatch(wanted)
    assert address_of("", {}) == "/"


def _provider(**more: Any) -> Provider:
    base = {"name": "S", "metadata": "https://provider.example/m", "client_id": 'van"gnet', "client_secret_env": "SURF"}
    return Provider.model_validate(base | more)


def test_what_streamlit_reads_holds_the_providers_and_a_key_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURF", 'se"cret\\')
    settings = Settings(secret=SECRET, sign_in="oidc", **AWAY)  # type: ignore[arg-type]

    auth = tomllib.loads(secrets_file(settings, {"surf": _provider(acr=["urn:mfa", "urn:two"])}))["auth"]

    assert auth["redirect_uri"] == "https://vangnet.example/oauth2callback"
    assert len(auth["cookie_secret"]) == 32
    assert SECRET not in auth["cookie_secret"]
    assert (auth["surf"]["client_id"], auth["surf"]["client_secret"]) == ('van"gnet', 'se"cret\\')
    assert auth["surf"]["client_kwargs"] == {"scope": "openid email profile", "prompt": "login"}
    assert auth["surf"]["authorize_params"] == {"acr_values": "urn:mfa urn:two"}


def test_another_secret_signs_cookies_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURF", "x")
    one, other = (Settings(secret=each, sign_in="oidc") for each in (SECRET, SECRET[::-1]))

    assert secrets_file(one, {"surf": _provider()}) != secrets_file(other, {"surf": _provider()})


def test_the_file_is_for_us_only_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURF", "x")
    chosen: dict[str, Any] = {}
    monkeypatch.setattr("streamlit.config.set_option", chosen.__setitem__)
    file = tmp_path / "providers.toml"
    file.write_text('[s]\nname="S"\nmetadata="https://p.example/m"\nclient_id="v"\nclient_secret_env="SURF"\n')
    settings = Settings(home=tmp_path / "home", secret=SECRET, sign_in="oidc", oidc_file=file)

    for _ in range(2):
        prepare(settings)

    path = tmp_path / "home" / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert chosen == {"secrets.files": [str(path)]}
    assert [each.name for each in path.parent.iterdir()] == [FILE]


def test_without_its_secret_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SURF", raising=False)
    file = tmp_path / "providers.toml"
    file.write_text('[s]\nname="S"\nmetadata="https://p.example/m"\nclient_id="v"\nclient_secret_env="SURF"\n')

    with pytest.raises(Refused, match="client secret of S"):
        prepare(Settings(home=tmp_path, secret=SECRET, sign_in="oidc", oidc_file=file))

    assert not (tmp_path / FILE).exists()


def test_the_demo_tells_streamlit_nothing(tmp_path: Path) -> None:
    prepare(Settings(home=tmp_path))

    assert list(tmp_path.iterdir()) == []
