"""The domain database: all or nothing, one writer at a time, readers undisturbed; alike on both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Event

import pytest
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from models.prepared import Prepared
from models.secret import Vault
from models.store import Store, Tx
from models.tables import Ground, Region, Row

SECRET = "a secret of the tests, and long enough"  # noqa: S105
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
REGION, GROUND = Region.__table__, Ground.__table__  # type: ignore[attr-defined]
ADD = Prepared(
    insert(REGION)
    .values(code=bindparam("code"), name="R", school_region="middle", budget_cents=0)
    .returning(REGION.c.id)
)
READ = Prepared(select(REGION.c.budget_cents).where(REGION.c.code == bindparam("code")).with_for_update())
LOOK = Prepared(select(REGION.c.budget_cents).where(REGION.c.code == bindparam("code")))
SET = Prepared(update(REGION).where(REGION.c.code == bindparam("code")).values(budget_cents=bindparam("cents")))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty database of either kind."""
    on_sqlite = request.param == "sqlite"
    new: Callable[[str | None], str] = (
        (lambda _: f"sqlite:///{tmp_path}/deep/down/v.db") if on_sqlite else request.getfixturevalue("new_postgres")
    )
    store = Store(new(None), Vault([SECRET]), safe=not on_sqlite)
    Row.metadata.create_all(store.engine)
    yield store
    store.close()


def codes(store: Store) -> list[str]:
    with store.read(NOW) as tx:
        return sorted(tx.session.exec(select(col(Region.code))).scalars())  # type: ignore[call-overload]


def cents(store: Store) -> int:
    with store.read(NOW) as tx:
        found = tx.one(LOOK, code="one")
    return int(found[0]) if found else -1


def fails(tx: Tx) -> None:
    """Something that fails, and that somebody does not want to know about."""
    tx.session.add_all([Region(code="same", name="R"), Region(code="same", name="twice")])
    with pytest.raises(IntegrityError):
        tx.flush()


def test_what_is_written_is_kept(empty: Store) -> None:
    with empty.write(NOW) as tx:
        assert tx.now == NOW
        tx.one(ADD, code="hot")
        tx.session.add(Region(code="plain", name="R"))

    assert codes(empty) == ["hot", "plain"]


def test_when_anything_is_raised_nothing_is_kept(empty: Store) -> None:
    def breaks_off() -> None:
        with empty.write(NOW) as tx:
            tx.one(ADD, code="hot")
            tx.session.add(Region(code="plain", name="R"))
            tx.flush()
            raise InterruptedError

    with pytest.raises(InterruptedError):
        breaks_off()

    assert codes(empty) == []


def test_what_a_reader_writes_is_rolled_back(empty: Store) -> None:
    with empty.read(NOW) as tx:
        tx.one(ADD, code="hot")
        tx.session.add(Region(code="plain", name="R"))
        tx.flush()

    assert codes(empty) == []


def test_prepared_statements_see_what_the_session_holds(empty: Store) -> None:
    with empty.write(NOW) as tx:
        tx.session.add(Region(code="one", name="R", budget_cents=7))
        assert tx.one(READ, code="one") == (7,)
        assert tx.run(SET, code="one", cents=8) == 1
        assert tx.all(READ, code="one") == [(8,)]
        assert tx.run(SET, code="nobody", cents=8) == 0
        assert tx.one(READ, code="nobody") is None


def test_a_failure_that_somebody_looks_away_from_keeps_nothing_and_says_so(empty: Store) -> None:
    def looks_away() -> None:
        with empty.write(NOW) as tx:
            tx.one(ADD, code="one")
            fails(tx)

    with pytest.raises(RuntimeError, match="was rolled back"):
        looks_away()

    assert codes(empty) == []


def test_after_such_a_failure_nothing_more_is_written(empty: Store) -> None:
    def looks_away() -> None:
        with empty.write(NOW) as tx:
            fails(tx)
            tx.one(ADD, code="two")

    with pytest.raises(RuntimeError, match="nothing more can be done"):
        looks_away()

    assert codes(empty) == []


def test_a_part_may_fail_within_a_transaction_of_its_own(empty: Store) -> None:
    with empty.write(NOW) as tx:
        tx.one(ADD, code="one")
        with pytest.raises(IntegrityError), tx.session.begin_nested():
            tx.session.add(Region(code="one", name="twice"))
        tx.one(ADD, code="two")

    assert codes(empty) == ["one", "two"]


def test_what_points_nowhere_is_refused(empty: Store) -> None:
    with pytest.raises(IntegrityError), empty.write(NOW) as tx:
        tx.session.add(Ground(region_id=99, code="x", label_nl="x", label_en="x"))


def test_two_writers_wait_for_each_other_and_lose_nothing(empty: Store) -> None:
    with empty.write(NOW) as tx:
        tx.one(ADD, code="one")

    def add_ten(_: int) -> None:
        for _turn in range(10):
            with empty.write(NOW) as tx:
                found = tx.one(READ, code="one") or (0,)
                tx.run(SET, code="one", cents=found[0] + 1)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(add_ten, range(3)))

    assert cents(empty) == 30


def test_a_reader_keeps_one_view_while_somebody_writes(empty: Store) -> None:
    with empty.write(NOW) as tx:
        tx.one(ADD, code="one")

    with empty.read(NOW) as reader:
        assert reader.one(LOOK, code="one") == (0,)
        with empty.write(NOW) as writer:
            writer.run(SET, code="one", cents=5)
        assert reader.one(LOOK, code="one") == (0,)

    assert cents(empty) == 5


def test_a_reader_does_not_wait_for_a_writer(empty: Store) -> None:
    with empty.write(NOW) as tx:
        tx.one(ADD, code="one")

    with empty.write(NOW) as writer:
        writer.run(SET, code="one", cents=5)
        assert cents(empty) == 0


def test_a_writer_holds_its_lock_from_its_first_read(empty: Store) -> None:
    with empty.write(NOW) as tx:
        tx.one(ADD, code="one")
    both, first_is_in = Barrier(2), Event()

    def first() -> None:
        with empty.write(NOW) as tx:
            tx.one(READ, code="one")
            first_is_in.set()
            both.wait()
            tx.run(SET, code="one", cents=1)

    def second() -> tuple[int, ...] | None:
        first_is_in.wait()
        both.wait()
        with empty.write(NOW) as tx:
            return tx.one(READ, code="one")

    with ThreadPoolExecutor(2) as pool:
        pool.submit(first)
        assert pool.submit(second).result() == (1,)


def test_sqlite_is_opened_with_care(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/v.db", Vault([SECRET]))
    wanted = {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1, "synchronous": 2, "busy_timeout": 30_000}

    with store.read(NOW) as tx:
        found = {name: tx.connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}

    store.close()
    assert found == wanted


def test_a_connection_goes_back_clean(empty: Store) -> None:
    """A row that nobody fetched must not hold a view open into the next transaction."""
    with empty.write(NOW) as tx:
        for code in ("one", "two", "three"):
            tx.one(ADD, code=code)
    everything = Prepared(select(REGION.c.code))
    kept = []
    for turn in range(3):
        with empty.write(NOW) as tx:
            tx.one(everything)
            tx.run(SET, code="one", cents=turn)
            kept.append(tx)

    assert cents(empty) == 2
