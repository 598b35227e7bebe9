"""Every setting that is not safe is named, with what to do; and a safe installation hears nothing."""

from pathlib import Path
from typing import Any

import pytest

from cli.check.finding import Level
from cli.check.safety import safety
from models.settings import Settings
from models.settings_file import MAY_BE_FILES
from models.web_option import MOST, SAFE

SECRET = "a secret of the tests that is long enough".replace(" ", "-")
AWAY: dict[str, Any] = {"secret": SECRET, "sign_in": "oidc"}


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in MAY_BE_FILES:
        monkeypatch.delenv(f"VANGNET_{name.upper()}_FILE", raising=False)
    monkeypatch.delenv("PREFECT_API_AUTH_STRING", raising=False)
    tmp_path.chmod(0o700)


def _unsafe(home: Path, **chosen: Any) -> list[str]:
    return [each.text("en") for each in safety(Settings(home=home, **chosen)) if each.level == Level.WRONG]


def test_a_safe_installation_hears_that_nothing_is_unsafe(tmp_path: Path) -> None:
    found = list(safety(Settings(home=tmp_path, **AWAY)))

    assert [each.text("en") for each in found if each.level == Level.WELL] == ["No setting is unsafe."]
    assert _unsafe(tmp_path, **AWAY) == []


UNSAFE: dict[str, tuple[dict[str, Any], str]] = {
    "mail in the clear": ({"smtp_url": "smtp://mail.example:25?tls=off"}, "Mail goes to another machine in the clear"),
    "database in the clear": ({"database_url": "postgresql+psycopg://v@db.example/v"}, "sslmode=verify-full"),
    "database that may fall back": (
        {"database_url": "postgresql+psycopg://v@db.example/v?sslmode=prefer"},
        "sslmode=verify-full",
    ),
    "prefect in the clear": ({"PREFECT_API_URL": "http://prefect.example/api"}, "use https:// and a password"),
    "prefect open to anybody": ({"PREFECT_API_URL": "https://prefect.example/api"}, "Prefect lets anybody in"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_a_setting_that_is_not_safe_is_named(tmp_path: Path, name: str) -> None:
    chosen, sentence = UNSAFE[name]

    assert any(sentence in each for each in _unsafe(tmp_path, **AWAY, **chosen))


SAFE_LINES: tuple[dict[str, Any], ...] = (
    {"smtp_url": "smtp://mail.example:587?tls=start"},
    {"smtp_url": "smtp://127.0.0.1:25?tls=off"},
    {"database_url": "postgresql+psycopg://v@db.example/v?sslmode=verify-full"},
    {"database_url": "postgresql+psycopg://v@127.0.0.1/v"},
    {"database_url": "postgresql+psycopg:///v?host=/run/postgresql"},
    {"PREFECT_API_URL": "http://127.0.0.1:4200/api"},
)


@pytest.mark.parametrize("chosen", SAFE_LINES, ids=lambda chosen: next(iter(chosen.values())))
def test_a_safe_line_is_not(tmp_path: Path, chosen: dict[str, Any]) -> None:
    assert _unsafe(tmp_path, **AWAY, **chosen) == []


@pytest.mark.parametrize("what", ["home", "secret", "named"])
def test_a_file_that_others_may_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    path = tmp_path / "secret" if what == "secret" else tmp_path / "given"
    path.write_text(SECRET)
    path.chmod(0o644)
    if what == "named":
        monkeypatch.setenv("VANGNET_SMTP_URL_FILE", str(path))
    if what == "home":
        path = tmp_path
        path.chmod(0o755)

    assert [each for each in _unsafe(tmp_path, **AWAY, smtp_url="") if str(path) in each][:1] != []


@pytest.mark.parametrize("option", [*SAFE, *MOST])
def test_an_option_of_streamlit_that_lets_something_in_is_named_by_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    safe = SAFE.get(option)
    variable = (
        "STREAMLIT_" + "".join(f"_{each}" if each.isupper() else each for each in option).replace(".", "_").upper()
    )
    value = {True: "false", False: "true"}.get(safe, "full") if option in SAFE else "200"
    monkeypatch.setenv(variable.replace("C_O_R_S", "CORS").replace("X_S_R_F", "XSRF"), str(value))

    (said,) = _unsafe(tmp_path, **AWAY)

    assert "so it does not start" in said


def test_a_secret_from_before_is_named_as_a_note(tmp_path: Path) -> None:
    chosen = {**AWAY, "secret": f"{SECRET}-new,{SECRET}"}

    assert any("secret from before" in each.text("en") for each in safety(Settings(home=tmp_path, **chosen)))
