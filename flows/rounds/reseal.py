"""Brings everything that is sealed under the first secret, in batches; what was done stays done after a kill.

Each batch is one transaction that changes a value only where it is still the one that was read, so that people can go
on meanwhile. Going over it again changes nothing. Opens nothing to anybody.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Table, Text, and_, literal, tuple_, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import col, func, select

from flows.records.findable import found_by_name
from models.access import Viewer
from models.code import Logged
from models.look import Look
from models.secret import Sealed, SealedDate, Vault, digest_of_birth, digest_of_email, digests_of_name
from models.store import Store, Tx
from models.tables import CalendarFeed, Meeting, NameDigest, Person, Professional, RetiredKey, Row

BATCH = 500
MOST_PASSES = 20
"""A row somebody holds is passed over and looked at again; on a busy day more than once."""
NOBODY = Viewer(0, 0, frozenset())


def reseal(store: Store, now: datetime, batch: int = BATCH) -> Iterator[int]:
    """Goes over every sealed value and every digest; gives after each batch how many rows it looked at in all.

    Raises:
        WrongKey: something was sealed under a secret that is not at hand.
    """
    remember_older_keys(store, now)
    seen = 0
    for table, columns in sealed_columns().items():
        after: Any = None
        while found := _batch(store, now, table, columns, after, batch):
            after, looked = found
            seen += looked
            yield seen
    for model in (Professional, Person):
        for looked in _found_anew(store, now, model, batch):
            seen += looked
            yield seen


def left_over(store: Store, now: datetime) -> Mapping[str, int]:
    """Rows that hold something under an older secret, by table; nothing once all is done."""
    found: dict[str, int] = {}
    with store.read(now) as tx:
        for table, columns in sealed_columns().items():
            old = sum(
                1 for row in tx.connection.execute(_rows(table, columns)) if _old(store.vault, row[-len(columns) :])
            )
            if old:
                found[table.name] = old
    return found


@cache
def sealed_columns() -> Mapping[Table, Sequence[str]]:
    """Every table with something sealed in it, and which columns."""
    every = {
        table: tuple(column.name for column in table.columns if isinstance(column.type, Sealed | SealedDate))
        for table in Row.metadata.sorted_tables
    }
    return {table: columns for table, columns in every.items() if columns}


def _rows(table: Table, columns: Sequence[str]) -> Any:
    """What names each row, and what lies in it, as it lies there."""
    names = table.primary_key.columns
    return select_rows(*names, *(type_coerce(table.c[name], Text) for name in columns)).order_by(*names)


def _old(vault: Vault, values: Sequence[str | None]) -> bool:
    return any(value is not None and not vault.is_newest(value) for value in values)


def _batch(
    store: Store, now: datetime, table: Table, columns: Sequence[str], after: Any, batch: int
) -> tuple[Any, int] | None:
    names = list(table.primary_key.columns)
    rows = _rows(table, columns).limit(batch)
    if after is not None:
        rows = rows.where(tuple_(*names) > tuple_(*after))
    with store.write(now) as tx:
        # A row that somebody works on is passed over: waiting for it could be waiting for each other.
        found = tx.connection.execute(rows.with_for_update(skip_locked=True)).all()
        for row in found:
            this_row = and_(*(name == value for name, value in zip(names, row, strict=False)))
            _renew(tx, store.vault, table, this_row, dict(zip(columns, row[len(names) :], strict=True)))
    return (found[-1][: len(names)], len(found)) if found else None


def _renew(tx: Tx, vault: Vault, table: Table, this_row: Any, values: Mapping[str, str | None]) -> None:
    old = {name: value for name, value in values.items() if value is not None and not vault.is_newest(value)}
    if old:
        same = [type_coerce(table.c[name], Text) == value for name, value in old.items()]
        anew = {name: literal(vault.reseal(value), Text) for name, value in old.items()}
        tx.connection.execute(table.update().where(and_(this_row, *same)).values(anew))


def _found_anew(store: Store, now: datetime, model: Any, batch: int) -> Iterator[int]:
    """People are found by their digests under the first secret."""
    with store.read(now) as tx:
        numbers = list(tx.session.exec(select(model.id).order_by(col(model.id))))
    held: list[int] = []
    for start in range(0, len(numbers), batch):
        page = numbers[start : start + batch]
        held += set(page) - _find_anew(store, now, model, page, skip=True)
        yield len(page)
    for number in held:
        _find_anew(store, now, model, [number], skip=False)


def _find_anew(store: Store, now: datetime, model: Any, numbers: Sequence[int], *, skip: bool) -> set[int]:
    """Those of these that nobody held, and whose digests are right from now on."""
    with store.write(now) as tx:
        found = select(model).where(col(model.id).in_(numbers)).order_by(col(model.id))
        rows = tx.session.exec(found.with_for_update(skip_locked=skip)).all()
        for row in rows:
            _digest_anew(tx, row)
        return {row.id for row in rows}


def _digest_anew(tx: Tx, row: Professional | Person) -> None:
    if isinstance(row, Professional):
        row.email_digest = digest_of_email(row.email) if row.email else None
    else:
        row.birth_digest = digest_of_birth(row.birth_on) if row.birth_on else None
        there = set(tx.session.exec(select(NameDigest.digest).where(NameDigest.person_id == row.id)))
        if there and there != digests_of_name(row.given_name, row.prefix, row.family_name):
            found_by_name(tx, row)
    tx.session.add(row)


def remember_older_keys(store: Store, now: datetime) -> None:
    """Keeps the signing key of every secret behind the first one; each once."""
    with store.write(now) as tx:
        known = {row.signing for row in tx.session.exec(select(RetiredKey))}
        last = tx.session.exec(select(func.max(Meeting.id))).one() or 0
        fresh = [key for key in store.vault.older_signing_keys() if key not in known]
        tx.session.add_all(RetiredKey(signing=key, upto_meeting=last, replaced_at=now) for key in fresh)
        if fresh:
            tx.note(Look(NOBODY, Logged.COMMAND, about="new secret"))


def end_older_keys(store: Store, now: datetime) -> int:
    """Ends what older secrets still let in; gives how many calendar addresses ended. Their secrets can be taken out."""
    with store.write(now) as tx:
        since = tx.session.exec(
            select(func.max(RetiredKey.replaced_at)).where(col(RetiredKey.ended_at).is_(None))
        ).one()
        for row in tx.session.exec(select(RetiredKey).where(col(RetiredKey.ended_at).is_(None))):
            row.ended_at = now
            tx.session.add(row)
        open_ones = select(CalendarFeed).where(col(CalendarFeed.revoked_at).is_(None))
        feeds = tx.session.exec(open_ones.where(CalendarFeed.made_at <= since)).all() if since else []
        for feed in feeds:
            feed.revoked_at = now
            tx.session.add(feed)
        if since:
            tx.note(Look(NOBODY, Logged.COMMAND, about="old secret ended"))
    return len(feeds)
