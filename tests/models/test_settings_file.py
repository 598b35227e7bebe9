"""A secret given by the name of a file is read from there, and never from two places at once."""

from pathlib import Path

import pytest

from models.refusal import Refused
from models.settings import Settings, read_settings, secrets_of
from models.settings_file import MAY_BE_FILES

SECRET = "a secret of the tests, and long enough"  # noqa: S105


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in MAY_BE_FILES:
        monkeypatch.delenv(f"VANGNET_{name.upper()}", raising=False)
        monkeypatch.delenv(f"VANGNET_{name.upper()}_FILE", raising=False)


def test_a_secret_is_read_from_the_file_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    new, old = "n" * 40, "o" * 40
    (tmp_path / "given").write_text(f"{new},\n{old}\n")
    monkeypatch.setenv("VANGNET_SECRET_FILE", str(tmp_path / "given"))

    assert secrets_of(Settings(home=tmp_path)) == [new, old]


@pytest.mark.parametrize("name", MAY_BE_FILES)
def test_what_holds_a_password_can_be_given_by_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    text = {"database_url": "postgresql+psycopg://v:p@127.0.0.1/v"}.get(name, SECRET)
    (tmp_path / "given").write_text(f"{text}\n")
    monkeypatch.setenv(f"VANGNET_{name.upper()}_FILE", str(tmp_path / "given"))
    if name == "database_url":
        monkeypatch.setenv("VANGNET_SECRET", SECRET)

    found = getattr(read_settings(), name)

    assert (found.get_secret_value() if name == "secret" else found) == text


def test_a_setting_given_both_ways_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "given").write_text(SECRET)
    monkeypatch.setenv("VANGNET_SECRET", SECRET)
    monkeypatch.setenv("VANGNET_SECRET_FILE", str(tmp_path / "given"))

    with pytest.raises(Refused, match="VANGNET_SECRET and VANGNET_SECRET_FILE are both set"):
        read_settings()


@pytest.mark.parametrize("content", [None, b"", b"  \n", b"\xff\xfe"])
def test_a_file_that_is_missing_empty_or_no_text_is_refused_without_saying_what_is_in_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "given"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("VANGNET_SMTP_URL_FILE", str(path))

    with pytest.raises(Refused, match="the file that VANGNET_SMTP_URL_FILE names"):
        read_settings()
