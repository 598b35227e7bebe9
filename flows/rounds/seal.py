"""Chains the log: each seal holds a digest of the lines since the one before, and of that one. Reads no line's meaning.

Not per line, so that looking at a page costs one row and no waiting for others. Source: NEN 7513: a log is guarded as
well as what it is about.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import col, select

from models.secret import Vault
from models.store import Store, Tx
from models.tables import LogLine, LogSeal

MOST_LINES = 20_000
"""In one seal, so that a long absence is caught up with in steps."""

START = "0" * 32
_KIND = "log"


def seal_log(store: Store, now: datetime) -> int:
    """Seals every line that is not sealed yet, and gives how many that were."""
    sealed = 0
    while True:
        with store.write(now) as tx:
            lines = _seal_next(tx, store.vault)
        sealed += lines
        if lines < MOST_LINES:
            return sealed


def _seal_next(tx: Tx, vault: Vault) -> int:
    _wait_for_writers(tx)
    last = tx.session.exec(select(LogSeal).order_by(col(LogSeal.id).desc())).first()
    since = last.upto_id if last else 0
    rows = select(LogLine).where(col(LogLine.id) > since).order_by(col(LogLine.id)).limit(MOST_LINES)
    lines = list(tx.session.exec(rows))
    if lines:
        digest = chained(vault, last.digest if last else START, lines)
        tx.session.add(LogSeal(upto_id=lines[-1].id, lines=len(lines), digest=digest, sealed_at=tx.now))
    return len(lines)


def _wait_for_writers(tx: Tx) -> None:
    """Numbers are given before a commit: a line that is still being written may have a lower one than the last seen."""
    if tx.on_postgres:
        tx.connection.execute(text("LOCK TABLE log_line IN SHARE MODE"))
        tx.connection.execute(text("LOCK TABLE log_seal IN EXCLUSIVE MODE"))


def chained(vault: Vault, before: str, lines: Iterable[LogLine]) -> str:
    """The digest of these lines behind that of the seal before; nobody makes one without the secret."""
    return vault.sign(_KIND, "\n".join([before, *map(_told, lines)]))


def is_chained(vault: Vault, before: str, lines: Iterable[LogLine], digest: str) -> bool:
    """Whether a seal was made of these lines, under any secret this installation had."""
    return vault.is_signed(_KIND, "\n".join([before, *map(_told, lines)]), digest)


def _told(line: LogLine) -> str:
    values: tuple[Any, ...] = (
        line.id, line.at.timestamp(), line.professional_id, line.agency_id, line.for_id, line.case_id,
        line.what.value, line.about, line.why,
    )  # fmt: skip
    return repr(values)
