"""A large region, made out of a small one."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from flows.engine.rehearse import check
from models.secret import Vault, digests_typed
from models.store import Store
from models.tables import CaseFile, NameDigest, Row, Wait, Youth
from simulation.invariant import breaches
from simulation.multiply import multiply
from simulation.simulate import fill

PLAYED, WANTED, SECRET = 8, 60, "a secret for tests that is long enough"
UNTIL = datetime.fromisoformat("2026-11-23T08:00:00+00:00")


def _large(url: str) -> Iterator[Store]:
    store = Store(url, Vault([SECRET]), safe=False)
    Row.metadata.create_all(store.engine)
    fill(store, PLAYED, 120, 3, UNTIL)
    multiply(store, WANTED, UNTIL)
    yield store
    store.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    yield from _large(f"sqlite:///{tmp_path_factory.mktemp('large') / Path('vangnet.db')}")


def test_what_holds_of_the_cases_that_were_played_holds_of_all(large: Store) -> None:
    with large.read(UNTIL) as tx:
        assert tx.session.exec(select(func.count(col(CaseFile.id)))).one() >= WANTED
        assert breaches(tx) == []


def test_every_open_run_of_a_copy_goes_on_from_where_it_stands(large: Store) -> None:
    assert [each.diagnosis for each in check(large, UNTIL, all_runs=True) if each] == []


def test_no_two_cases_share_a_number_or_a_youth(large: Store) -> None:
    with large.read(UNTIL) as tx:
        every = tx.session.exec(select(CaseFile)).all()
        assert len({case.ref for case in every}) == len(every)
        assert len({case.youth_id for case in every}) == len(every)
        assert tx.session.exec(select(func.count(col(Youth.person_id)))).one() == len(every)


def test_who_was_copied_is_found_by_a_name_of_their_own(large: Store) -> None:
    [digests] = digests_typed("groenoever")
    with large.read(UNTIL) as tx:
        assert tx.session.exec(select(NameDigest.person_id).where(col(NameDigest.digest).in_(digests))).first()


def test_nothing_is_made_out_of_nothing(store: Store, region: int, now: datetime) -> None:
    assert region
    with pytest.raises(ValueError, match="no case to copy"):
        multiply(store, 5, now)


@pytest.mark.postgres
def test_a_region_on_postgres_takes_new_cases_after_it_was_multiplied(
    new_postgres: Callable[[str | None], str],
) -> None:
    for store in _large(new_postgres(None)):
        with store.read(UNTIL) as tx:
            assert breaches(tx) == []
            most = tx.session.exec(select(func.max(col(Wait.id)))).one()
        fill(store, 1, 20, 5, UNTIL + timedelta(days=30))
        with store.read(UNTIL) as tx:
            assert tx.session.exec(select(func.max(col(Wait.id)))).one() > most
