"""What the tests of destruction share: a small region that was played, whose families and people are bound together."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from models.code import Relation
from models.secret import Vault
from models.store import Store
from models.tables import (
    Action,
    CaseFile,
    Custody,
    Family,
    FamilyAgreement,
    FamilyMember,
    LegalHold,
    LifeNote,
    LinkCode,
    Note,
    OwnReference,
    Person,
    Row,
    Wait,
    Youth,
)
from simulation.simulate import SECRET, START, fill

CASES, DAYS, SEED = 9, 170, 11


def _play(store: Store) -> None:
    Row.metadata.create_all(store.engine)
    fill(store, CASES, DAYS, SEED, START + timedelta(days=DAYS))
    _bind_together(store)


def _bind_together(store: Store) -> None:
    """Brothers and sisters with one mother, an agreement of the family, and what simulated people leave out."""
    with store.write(START + timedelta(days=DAYS)) as tx:
        cases = tx.session.exec(select(CaseFile).order_by(col(CaseFile.id))).all()
        mother = Person(given_name="Hanneke", family_name="Vogelaar", email="hanneke@ouder.example")
        uncle = Person(given_name="Oom Sjaak")
        family = Family()
        tx.session.add_all([mother, uncle, family])
        tx.flush()
        tx.session.add(
            FamilyMember(family_id=family.id, given_name="Pim", relation="broertje", noted_at=tx.now, noted_by=1)
        )
        for case in cases[:3]:
            youth = tx.session.get_one(Youth, case.youth_id)
            youth.family_id = family.id
            tx.session.add_all(
                [youth, Custody(youth_id=youth.person_id, person_id=mother.id, relation=Relation.PARENT)]
            )
        for case in cases:
            tx.session.add_all(
                [
                    Note(case_id=case.id, kind="private", author_id=1, words="Onder ons.", noted_at=tx.now),
                    OwnReference(case_id=case.id, agency_id=3, reference="Z-2026-17", given_at=tx.now),
                    LegalHold(case_id=case.id, why="Klacht.", held_at=tx.now, held_by=1, ended_at=tx.now, ended_by=1),
                    LifeNote(
                        case_id=case.id, person_id=uncle.id, domain="support", kind="offer", words=".", noted_at=tx.now
                    ),
                ]
            )
        wait = tx.session.exec(select(Wait).where(Wait.case_id == cases[0].id)).first()
        action = tx.session.exec(select(Action).order_by(col(Action.id))).first()
        assert wait is not None
        assert action is not None
        tx.session.add(LinkCode(wait_id=wait.id, holder="agency:1", asked_at=tx.now))
        tx.session.add(FamilyAgreement(action_id=action.id, family_id=family.id, shared_at=tx.now, shared_by=1))


@pytest.fixture(scope="session")
def region_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The region in a file; to be copied, never written."""
    folder = tmp_path_factory.mktemp("played")
    store = Store(f"sqlite:///{folder}/first.db", Vault([SECRET]), safe=False)
    _play(store)
    whole = folder / "whole.db"
    with store.engine.connect() as connection:
        connection.execute(text("ROLLBACK"))
        connection.execute(text(f"VACUUM INTO '{whole}'"))
    store.close()
    return whole


@pytest.fixture
def played(region_file: Path, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Copies of the region, as many as a test asks for."""
    made: list[Store] = []

    def new() -> Store:
        path = tmp_path / f"played-{len(made)}.db"
        shutil.copy(region_file, path)
        made.append(Store(f"sqlite:///{path}", Vault([SECRET]), safe=False))
        return made[-1]

    yield new
    for store in made:
        store.close()


@pytest.fixture(scope="session")
def region_on_postgres(new_postgres: Callable[[str | None], str]) -> str:
    """The address of the region on PostgreSQL; to be copied, never written."""
    address = new_postgres(None)
    store = Store(address, Vault([SECRET]))
    _play(store)
    store.close()
    return address


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either_played(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The region, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("played")()
        return
    new: Callable[[str | None], str] = request.getfixturevalue("new_postgres")
    store = Store(new(request.getfixturevalue("region_on_postgres")), Vault([SECRET]))
    yield store
    store.close()


@pytest.fixture
def vault_of_the_region() -> Vault:
    """Opens what the region holds."""
    return Vault([SECRET])
