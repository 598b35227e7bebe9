"""After destruction and cleaning no byte of a case is left in the database: rows, indexes, logs, free pages."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from flows.records.destruction import destroy, with_joined
from flows.rounds.cleaning import clean
from models.fate import FATES
from models.retention import Category
from models.secret import Vault
from models.store import Store, Tx
from models.tables import CaseFile, Destruction, Row
from simulation.simulate import START

LATER = START + timedelta(days=1_100)
DIGESTS = {"name_digest": "digest", "person": "birth_digest", "draft": "digest", "case_file": "ref"}
PART = slice(30, 70)
"""Of something sealed, what is searched for: half a word that was left behind is found too."""


def _at_rest(store: Store) -> set[bytes]:
    """A part of everything that is sealed, every digest of somebody and every number of a case, as it lies there."""
    columns = [(name, column) for name, row in FATES.items() for column in row.sealed]
    found = set()
    with store.engine.connect() as connection:
        for name, column in (*columns, *DIGESTS.items()):
            for value in connection.execute(text(f'SELECT "{column}" FROM "{name}"')).scalars():  # noqa: S608
                if value:
                    found.add((value[PART] if len(value) > PART.stop else value).encode())
    return found


def _destroy_half(store: Store) -> set[bytes]:
    """What was there and is not any more."""
    before = _at_rest(store)
    with store.read(LATER) as tx:
        cases = list(tx.session.exec(select(CaseFile.id).order_by(col(CaseFile.id))))
    for case in cases[::2]:
        with store.write(LATER) as tx:
            if tx.session.get(CaseFile, case) is not None:
                _keep_proof(tx, case)
    return before - _at_rest(store)


def _keep_proof(tx: Tx, case: int) -> None:
    gone = destroy(tx, with_joined(tx, case))
    proof = Destruction(category=Category.DRAFT, due_on=LATER.date(), listed_at=LATER, destroyed_at=LATER)
    proof.counts, proof.rest = json.dumps(gone.counts), gone.rest
    tx.session.add(proof)


def _bytes(folder: Path) -> Iterator[tuple[str, bytes]]:
    yield from ((path.name, path.read_bytes()) for path in folder.rglob("*") if path.is_file())


def _left(folder: Path, gone: set[bytes]) -> dict[str, int]:
    found = {name: sum(each in content for each in gone) for name, content in _bytes(folder)}
    return {name: number for name, number in found.items() if number}


def test_on_sqlite_no_byte_is_left_in_the_file_its_log_or_its_free_pages(
    played: Callable[[], Store], tmp_path: Path
) -> None:
    store = played()
    gone = _destroy_half(store)
    assert len(gone) > 100
    assert _left(tmp_path, gone)

    assert clean(store, LATER, ()) == (len(_proofs(store)), 0)

    assert _left(tmp_path, gone) == {}


def test_on_sqlite_a_reader_who_does_not_let_go_leaves_it_for_the_next_round(
    played: Callable[[], Store], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("models.compact.WAITS_MS", 50)
    store = played()
    gone = _destroy_half(store)
    with store.read(LATER) as tx:
        tx.session.exec(select(CaseFile)).first()
        done, left = clean(store, LATER, ())
        assert (done, left) == (0, len(_proofs(store)))

    assert clean(store, LATER, ())[1] == 0
    assert _left(tmp_path, gone) == {}


def _proofs(store: Store) -> list[Destruction]:
    with store.read(LATER) as tx:
        return list(tx.session.exec(select(Destruction)))


@pytest.mark.postgres
def test_on_postgresql_no_byte_is_left_in_the_files_of_its_tables(
    region_on_postgres: str, new_postgres: Callable[[str | None], str], vault_of_the_region: Vault
) -> None:
    store = Store(new_postgres(region_on_postgres), vault_of_the_region)
    gone = _destroy_half(store)

    assert clean(store, LATER, ())[1] == 0

    assert _in_files(store, gone) == {}
    store.close()


def _in_files(store: Store, gone: set[bytes]) -> dict[str, int]:
    """What is left in the files of every table and index of ours, as they lie on the disk after a checkpoint."""
    found = {}
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        names = connection.execute(
            text(
                "SELECT relname, pg_relation_filepath(oid) FROM pg_class"
                " WHERE relkind IN ('r', 'i', 't') AND oid > 16383"
            )
        ).all()
        for name, path in names:
            content = connection.execute(text("SELECT pg_read_binary_file(:path)"), {"path": path}).scalar_one()
            number = sum(each in bytes(content) for each in gone)
            if number:
                found[name] = number
    return found


def test_every_digest_of_somebody_is_looked_for() -> None:
    digests = {
        (name, column.name)
        for name, table in Row.metadata.tables.items()
        for column in table.columns
        if "digest" in column.name and FATES[name].fate.value.startswith("goes")
    }
    assert digests <= set(DIGESTS.items())
