"""A case that is destroyed leaves nothing of itself, and leaves every other case whole."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.engine.rehearse import check
from flows.records.destruction import Gone, destroy, is_proof_of, proof_of, with_joined
from models.fate import FATES, Fate
from models.store import Store
from models.tables import CaseFile, Family, FamilyMember, Person, Row, Youth
from simulation.invariant import breaches
from simulation.simulate import START

LATER = START + timedelta(days=1_100)
Rows = dict[str, set[tuple[Any, ...]]]


def _rows(store: Store) -> Rows:
    """Every row of every table as it lies there, sealed."""
    with store.engine.connect() as connection:
        return {
            name: {tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))}  # noqa: S608
            for name in Row.metadata.tables
        }


def _cases(store: Store) -> list[int]:
    with store.read(LATER) as tx:
        return list(tx.session.exec(select(CaseFile.id).order_by(col(CaseFile.id))))


def _destroyed(store: Store, cases: Collection[int]) -> Gone:
    with store.write(LATER) as tx:
        return destroy(tx, with_joined(tx, *cases))


def _is_whole(store: Store) -> bool:
    with store.read(LATER) as tx:
        broken = [] if tx.on_postgres else tx.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        wrong = [each for each in breaches(tx) if "no next step" not in each]
    return not broken and not wrong and not any(check(store, LATER, all_runs=True))


def test_whatever_case_goes_every_row_of_every_other_stays_as_it_was(played: Callable[[], Store]) -> None:
    for case in _cases(played()):
        store = played()
        before = _rows(store)
        gone = _destroyed(store, {case})
        after = _rows(store)

        assert {name: len(before[name] - after[name]) for name in before if before[name] - after[name]} == gone.counts
        assert not any(after[name] - before[name] for name in after)
        assert set(gone.counts) <= {name for name, row in FATES.items() if row.fate in {Fate.GOES, Fate.PEOPLE}}
        assert _is_whole(store)


def with_joined_in(store: Store, case: int) -> frozenset[int]:
    with store.read(LATER) as tx:
        return with_joined(tx, case)


def test_after_the_last_case_nobody_is_left_and_only_the_region_and_the_log_stay(either_played: Store) -> None:
    for case in reversed(_cases(either_played)):
        if case in _cases(either_played):
            _destroyed(either_played, {case})

    left = {name for name, rows in _rows(either_played).items() if rows}
    assert {FATES[name].fate for name in left - {"message"}} == {Fate.NUMBERS, Fate.STAYS}
    with either_played.read(LATER) as tx:
        to_nobody = tx.connection.execute(
            text("SELECT count(*) FROM message WHERE case_id IS NOT NULL OR to_person_id IS NOT NULL")
        )
        assert to_nobody.scalar_one() == 0
    assert _is_whole(either_played)


def test_a_mother_and_what_the_family_shares_stay_until_the_last_brother_or_sister_goes(either_played: Store) -> None:
    first, second, third, *_ = _cases(either_played)
    for case in (first, second):
        _destroyed(either_played, {case})
        with either_played.read(LATER) as tx:
            assert _hanneke(tx) is not None
            assert tx.session.exec(select(FamilyMember.given_name)).one() == "Pim"

    gone = _destroyed(either_played, {third})

    with either_played.read(LATER) as tx:
        assert _hanneke(tx) is None
        assert not tx.session.exec(select(FamilyMember)).all()
        assert not tx.session.exec(select(Family)).all()
    assert "hanneke@ouder.example" in gone.addresses


def _hanneke(tx: Any) -> Person | None:
    return next((each for each in tx.session.exec(select(Person)) if each.given_name == "Hanneke"), None)


def test_a_youth_with_another_case_stays_with_everybody_around(either_played: Store) -> None:
    first, second, *_ = _cases(either_played)
    with either_played.write(LATER) as tx:
        kept, gone = (tx.session.get_one(CaseFile, each) for each in (first, second))
        youth = gone.youth_id = kept.youth_id
        tx.session.add(gone)

    counts = _destroyed(either_played, {second}).counts

    assert "youth" not in counts
    with either_played.read(LATER) as tx:
        assert tx.session.get(Youth, youth) is not None


def test_a_case_that_was_joined_with_another_goes_with_it(either_played: Store) -> None:
    first, second, *_ = _cases(either_played)
    with either_played.write(LATER) as tx:
        double = tx.session.get_one(CaseFile, second)
        double.merged_into_id = first
        tx.session.add(double)

    both = with_joined_in(either_played, first)

    assert {first, second} <= both
    assert len(_destroyed(either_played, {first}).refs) == len(both)


def test_the_number_of_a_destroyed_case_is_given_to_no_other(either_played: Store) -> None:
    last = _cases(either_played)[-1]
    with either_played.read(LATER) as tx:
        like = tx.session.get_one(CaseFile, last).model_dump(exclude={"id", "ref"})
        youth = tx.session.get_one(CaseFile, 1).youth_id
    _destroyed(either_played, {last})

    with either_played.write(LATER) as tx:
        again = CaseFile(**{**like, "youth_id": youth}, ref="VN-NEXT222")
        tx.session.add(again)
        tx.flush()
        assert again.id > last


def test_who_knows_the_number_finds_the_proof_and_the_proof_gives_no_number(either_played: Store) -> None:
    assert either_played.vault
    proof = proof_of("VN-7K3M9Q")

    assert is_proof_of("VN-7K3M9Q", proof)
    assert not is_proof_of("VN-7K3M9R", proof)
    assert "7K3M9Q" not in proof
