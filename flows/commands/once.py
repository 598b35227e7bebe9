"""Doing a command once, by the key its form was drawn with: the same click twice gives what the first gave.

The key, the command and its result are kept in one transaction, so that a kill leaves all of it or nothing.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, delete

from flows.engine.matter import packed, unpacked
from models.access import Viewer
from models.store import Store, Tx
from models.tables import Command

T = TypeVar("T")

KEPT_FOR = timedelta(days=7)
"""Nobody sends a form again that was drawn longer ago than this."""


def once(store: Store, viewer: Viewer, key: str, name: str, now: datetime, do: Callable[[Store], T]) -> T:
    """Carries out a command unless this very form was sent before, and gives its result, now or as it was then.

    Args:
        store: the domain database.
        viewer: who sends the form; another person's key is another key.
        key: what the form was drawn with.
        name: the name of the command.
        now: the moment.
        do: the command, given the store it must write in; its result is text, a number, a day or nothing.

    Raises:
        Refused: whatever the command refuses; then the key is free again.
    """
    digest = hashlib.sha256(f"{viewer.professional_id}\0{name}\0{key}".encode()).hexdigest()
    with store.write(now) as tx:
        if not _is_first(tx, digest, name):
            done: T = unpacked(tx.session.get_one(Command, digest).result)
            return done
        tx.session.exec(delete(Command).where(col(Command.done_at) < now - KEPT_FOR))
        result = do(_Joined(store, tx))
        row = tx.session.get_one(Command, digest)
        row.result = packed(result)
        tx.session.add(row)
        return result


def _is_first(tx: Tx, digest: str, name: str) -> bool:
    """Keeps the key; who sends the same form at the same moment waits here until the first is done."""
    insert = postgresql.insert if tx.on_postgres else sqlite.insert
    row = {"key": digest, "name": name[:40], "result": packed(None), "done_at": tx.now}
    added = insert(Command).values(row).on_conflict_do_nothing().returning(col(Command.key))
    return tx.session.exec(added).first() is not None


class _Joined(Store):
    """The same database, inside a transaction that is open already: what is refused leaves nothing of its own."""

    def __init__(self, store: Store, tx: Tx) -> None:
        self.vault, self.engine, self._tx = store.vault, store.engine, tx

    @contextmanager
    def write(self, now: datetime) -> Iterator[Tx]:  # noqa: ARG002 - it is the moment of the whole
        with self._tx.session.begin_nested():
            yield self._tx
            self._tx.flush()

    @contextmanager
    def read(self, now: datetime) -> Iterator[Tx]:  # noqa: ARG002
        self._tx.flush()
        yield self._tx
