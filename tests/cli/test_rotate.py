"""``vangnet rotate``: from one secret to another without losing a word, and the old one is gone at the end."""

from pathlib import Path
from typing import Any

import pytest

from cli.run.place import hold
from models.secret import Vault
from models.settings import Settings, secret_texts

OLD, NEW = "o" * 40, "n" * 40


def _secrets(vangnet: Any) -> list[str]:
    return secret_texts(Settings(home=vangnet.home))


def _raw(vangnet: Any) -> bytes:
    return b"".join(path.read_bytes() for path in vangnet.home.glob("vangnet.db*"))


def test_the_embedded_default_gets_another_secret_and_keeps_every_word(vangnet: Any) -> None:
    ref = vangnet.register()
    (old,) = _secrets(vangnet)
    assert vangnet.facts("rotate")["under_older"] == {}

    new, before = _secrets(vangnet)
    assert (before, new == old) == (old, False)
    assert vangnet.facts("show", ref)["waiting"]
    assert vangnet("rotate", "--retire") == 0
    assert _secrets(vangnet) == [new]
    assert vangnet.facts("show", ref)["waiting"]
    assert vangnet("log", "--verify", "--as", "ilse.verhagen@aanmeldpunt.example") == 0
    assert (vangnet.home / "secret").stat().st_mode & 0o777 == 0o600


def test_what_the_old_secret_sealed_is_in_no_page_of_the_file_any_more(vangnet: Any) -> None:
    vangnet.register()
    office = vangnet.office()
    with office.store.read(office.now()) as tx:
        sealed = [row[0] for row in tx.connection.exec_driver_sql("SELECT worry FROM case_file")]
    office.store.close()
    assert all(each.encode() in _raw(vangnet) for each in sealed)

    vangnet("rotate")

    assert not any(each.encode() in _raw(vangnet) for each in sealed)


def test_a_second_time_it_goes_on_with_the_same_new_secret(vangnet: Any) -> None:
    vangnet("rotate")
    first = _secrets(vangnet)

    assert vangnet("rotate") == 0

    assert _secrets(vangnet) == first
    assert vangnet("rotate", "--check") == 0
    assert "the others can go" in vangnet.said


def test_a_secret_of_ones_own_is_put_in_front_by_hand(vangnet: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (old,) = _secrets(vangnet)
    monkeypatch.setenv("VANGNET_SECRET", old)

    assert vangnet("rotate") == 1
    assert "Put a new one in front" in vangnet.complained
    monkeypatch.setenv("VANGNET_SECRET", f"{NEW},{old}")
    assert vangnet("rotate", "--check") == 1
    assert vangnet("rotate") == 0
    assert "Everything" in vangnet.said
    assert vangnet("rotate", "--retire") == 0
    assert "take the others out" in vangnet.said
    monkeypatch.setenv("VANGNET_SECRET", NEW)
    assert vangnet("rotate", "--check") == 0
    assert "the one secret there is" in vangnet.said
    monkeypatch.setenv("VANGNET_SECRET", old)
    assert vangnet("cases") == 1


def test_while_vangnet_runs_here_nothing_is_changed(vangnet: Any) -> None:
    before = _secrets(vangnet)

    with hold(vangnet.home):
        assert vangnet("rotate") == 1

    assert "already runs" in vangnet.complained
    assert _secrets(vangnet) == before


def test_a_new_secret_can_be_asked_for(vangnet: Any, tmp_path: Path) -> None:
    assert vangnet("rotate", "--new") == 0

    assert Vault([vangnet.said.strip()]).seal("Noor")
