"""Another secret: everything comes under it, nothing is lost at a kill, and the old one opens nothing any more."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.feed import make_feed
from flows.commands.region import professional_by_email
from flows.commands.register import register
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.queries.feed import has_feed, whose_feed
from flows.queries.log import verified
from flows.rounds import reseal as rounds
from flows.rounds.reseal import end_older_keys, left_over, reseal, sealed_columns
from flows.rounds.seal import seal_log
from models import secret
from models.link_pass import LinkPass, read, written
from models.secret import Remembered, Vault, WrongKey, digests_typed, use_vault
from models.store import Store
from models.tables import CaseFile, NameDigest, Person, RetiredKey, Row

OLD, NEW = "a secret of the tests, and long enough", "n" * 40
OPENED: list[Store] = []
BRAM = "bram.hoevelaar@waalzicht.example"


@pytest.fixture(autouse=True)
def _vault_put_back() -> Iterator[None]:
    before = secret._Keeper.vault
    yield
    secret._Keeper.vault = before
    while OPENED:
        OPENED.pop().close()


@pytest.fixture
def lived_in(either: Store, now: datetime) -> Store:
    """A region with two cases, their log sealed, under the old secret."""
    fields = {
        "birth_on": "2009-03-01", "municipality": "Tielerwaard", "sector": "mbo", "ground": "legal task",
        "told_youth_on": str(now.date()), "told_youth_how": "talk", "worry": "Uilenspiegel", "wish": "Vuurtoren",
        "custody": [{"given_name": "Hilde"}],
    }  # fmt: skip
    with either.read(now) as tx:
        bram = viewer_of(tx, BRAM)
    for name in ("Xandra", "Yara"):
        register(either, bram, {**fields, "given_name": name, "family_name": "Yperlaan"}, now)
    list(drain(either, now))
    seal_log(either, now)
    return either


def under(store: Store, *secrets: str) -> Store:
    """The same database, opened with these secrets."""
    opened = Store(store.engine.url.render_as_string(hide_password=False), Vault(secrets), safe=False)
    OPENED.append(opened)
    with opened.read(datetime(2026, 11, 23, 9).astimezone()) as tx:
        rows = tx.session.exec(select(RetiredKey)).all()
        opened.vault.remember(Remembered(row.signing, row.upto_meeting) for row in rows)
    return opened


def words(store: Store, now: datetime) -> list[Any]:
    """Every sealed value there is, opened."""
    use_vault(store.vault)
    with store.read(now) as tx:
        rows = [row for table in sealed_columns() for row in tx.connection.execute(table.select())]
        return [tuple(row) for row in rows]


def test_everything_comes_under_the_new_secret_and_reads_as_before(lived_in: Store, now: datetime) -> None:
    before = words(lived_in, now)
    both = under(lived_in, NEW, OLD)

    list(reseal(both, now, batch=3))

    assert left_over(both, now) == {}
    alone = under(lived_in, NEW)
    with alone.read(now) as tx:
        names = {person.given_name for person in tx.session.exec(select(Person))}
        assert names >= {"Xandra", "Yara", "Hilde"}
        assert "Uilenspiegel" in {file.worry for file in tx.session.exec(select(CaseFile))}
    assert len(words(alone, now)) == len(before) + 1
    with pytest.raises(WrongKey):
        words(under(lived_in, OLD), now)


def test_people_are_found_before_during_and_after(lived_in: Store, now: datetime) -> None:
    def found(store: Store) -> tuple[int, int]:
        with store.read(now) as tx:
            (word,) = digests_typed("Xand")
            people = tx.session.exec(select(NameDigest.person_id).where(col(NameDigest.digest).in_(word))).all()
            return professional_by_email(tx, BRAM).id, len(people)

    before = found(lived_in)
    both = under(lived_in, NEW, OLD)
    during = found(both)
    list(reseal(both, now))

    assert before == during == found(under(lived_in, NEW))
    assert before[1] == 1


def test_the_log_holds_with_seals_of_both_and_stays_so_without_the_old_secret(lived_in: Store, now: datetime) -> None:
    both = under(lived_in, NEW, OLD)
    list(reseal(both, now))
    end_older_keys(both, now)
    seal_log(both, now)
    alone = under(lived_in, NEW)

    with alone.read(now) as tx:
        verdict = verified(tx, alone.vault)
        assert (verdict.is_whole, verdict.unsealed) == (True, 0)
        alone.vault.remember([])
        assert not verified(tx, alone.vault).is_whole


def test_links_of_before_work_until_the_old_secret_is_taken_out(lived_in: Store) -> None:
    link = written(LinkPass(1, "agency:1"), lived_in.vault)

    assert read(link, under(lived_in, NEW, OLD).vault) == LinkPass(1, "agency:1")
    assert read(link, under(lived_in, NEW).vault) is None


def test_calendars_of_before_work_until_then_and_are_shown_as_ended(lived_in: Store, now: datetime) -> None:
    with lived_in.read(now) as tx:
        bram = viewer_of(tx, BRAM)
    token = make_feed(lived_in, bram, now)
    both = under(lived_in, NEW, OLD)
    list(reseal(both, now + timedelta(minutes=1)))
    with both.read(now) as tx:
        assert whose_feed(tx, token) is not None

    assert end_older_keys(both, now + timedelta(days=1)) == 1

    with under(lived_in, NEW).read(now) as tx:
        assert (whose_feed(tx, token), has_feed(tx, bram.professional_id)) == (None, False)
    assert end_older_keys(both, now + timedelta(days=2)) == 0


def test_it_may_stop_after_any_batch_and_go_on(lived_in: Store, now: datetime) -> None:
    whole = sum(1 for _ in reseal(under(lived_in, OLD), now, batch=4))
    both = under(lived_in, NEW, OLD)

    for stop in range(1, whole, max(whole // 6, 1)):
        for _, _seen in zip(range(stop), reseal(both, now, batch=4), strict=False):
            pass
        words(both, now)

    list(reseal(both, now))
    assert left_over(both, now) == {}
    with both.read(now) as tx:
        assert len(tx.session.exec(select(RetiredKey)).all()) == 1


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from flows.rounds import reseal
from models.secret import Vault
from models.store import Store
store, left = Store(sys.argv[1], Vault([sys.argv[2], sys.argv[3]])), [int(sys.argv[4])]
renew = reseal._renew
def then_dies(*given):
    renew(*given)
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
reseal._renew = then_dies
list(reseal.reseal(store, datetime.now(UTC), batch=20))
"""


@pytest.mark.parametrize("rows", [1, 17, 60])
def test_killed_in_the_middle_of_a_batch_it_leaves_what_both_secrets_open(
    lived_in: Store, now: datetime, rows: int
) -> None:
    address = lived_in.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", KILLED, address, NEW, OLD, str(rows)]

    ended = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own

    assert (ended.returncode, ended.stderr) == (-9, "")
    both = under(lived_in, NEW, OLD)
    before = len(words(both, now))
    assert left_over(both, now) != {}
    list(reseal(both, now))
    assert (left_over(both, now), len(words(both, now))) == ({}, before)


def test_what_somebody_changes_meanwhile_is_not_written_over(
    lived_in: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite nobody can; the compare-and-set is what guards it elsewhere."""
    both = under(lived_in, NEW, OLD)
    renew = rounds._renew

    def changed_just_before(tx: Any, vault: Vault, table: Any, this_row: Any, values: Any) -> None:
        if table.name == "case_file":
            changed = vault.seal("Gewijzigd")
            tx.connection.execute(text("UPDATE case_file SET worry = :words").bindparams(words=changed))
        renew(tx, vault, table, this_row, values)

    monkeypatch.setattr(rounds, "_renew", changed_just_before)
    list(reseal(both, now))

    with both.read(now) as tx:
        assert {file.worry for file in tx.session.exec(select(CaseFile))} == {"Gewijzigd"}


def test_every_sealed_column_is_known_to_it() -> None:
    sealed = {
        (table.name, column.name)
        for table in Row.metadata.sorted_tables
        for column in table.columns
        if type(column.type).__name__.startswith("Sealed")
    }

    assert {(table.name, name) for table, names in sealed_columns().items() for name in names} == sealed
