"""A stolen file without its secret says nothing, nor does a stolen secret without the file."""

import base64
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from flows.commands.region import professional_by_email
from models.secret import Vault, WrongKey, digests_typed, use_vault
from models.store import Store

BRAM, ILSE = "bram.hoevelaar@waalzicht.example", "ilse.verhagen@aanmeldpunt.example"
MARKER = "Qzxwemarkering"
FIELDS = ("given_name", "family_name", "worry", "wish", "neighbourhood", "level", "siblings")


def _forms(word: str) -> set[bytes]:
    """A word as it may lie in a file: plain, wide, escaped, or within something in base64."""
    within = [base64.b64encode(b"x" * shift + word.encode())[4:-4] for shift in range(3)]
    return {word.encode(), word.encode("utf-16-le"), quote(word).encode(), json.dumps(word)[1:-1].encode(), *within}


def _holds(home: Path) -> set[tuple[str, bytes]]:
    """In which files of an installation the marker lies, in which form; pages that were freed and the WAL too."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return {(path.name, form) for path in files for form in _forms(MARKER) if form.lower() in path.read_bytes().lower()}


@pytest.fixture
def marked(house: Any) -> str:
    """A case of which every word that was typed is a marker, weighed with one, written about, and put right."""
    people = [{"given_name": f"Hilde{MARKER}", "email": f"{MARKER}@thuis.example", "phone": "0612345678"}]
    ref = house.register(BRAM, **{field: f"{MARKER}{field[:2]}" for field in FIELDS}, custody=people)
    house.answer(ref, ILSE, "weighing", decision="no ground", why=f"{MARKER} woont elders.")
    return str(ref)


def test_the_database_its_wal_and_its_free_pages_hold_no_name_and_no_sentence(house: Any, marked: str) -> None:
    home = house.office.settings.home
    assert _holds(home) == set()

    with house.office.store.write(house.now) as tx:
        for table in ("name_digest", "statement"):
            tx.connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own names
        tx.connection.exec_driver_sql("UPDATE case_file SET worry = wish")

    assert {path.name for path in home.glob("vangnet.db*")} >= {"vangnet.db", "vangnet.db-wal"}
    assert _holds(home) == set()


def test_the_search_would_find_it(tmp_path: Path) -> None:
    for number, form in enumerate(_forms(MARKER)):
        (tmp_path / str(number)).write_bytes(b"before " + form + b" after")

    assert len({name for name, _ in _holds(tmp_path)}) == len(_forms(MARKER))


def test_with_another_secret_the_file_gives_no_word_and_finds_nobody(house: Any, marked: str) -> None:
    mine = house.office.store.vault
    thief = Store(house.office.settings.url, Vault(["z" * 40]))
    try:
        with thief.read(house.now) as tx:
            for sql in (
                "SELECT given_name FROM person",
                "SELECT worry FROM case_file",
                "SELECT email FROM professional",
            ):
                for (sealed,) in tx.connection.exec_driver_sql(sql):
                    if sealed is not None:
                        with pytest.raises(WrongKey):
                            thief.vault.unseal(sealed)
            known = {row[0] for row in tx.connection.exec_driver_sql("SELECT digest FROM name_digest")}
            assert known
            assert not known & {digest for word in digests_typed(MARKER) for digest in word}
    finally:
        thief.close()
        use_vault(mine)
    with house.office.store.read(house.now) as tx:
        assert professional_by_email(tx, BRAM).id
