"""Statements compiled once: values go in and come out as with plain SQLModel, on both databases."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable
from sqlmodel import select as select_model

from models.code import AgencyKind
from models.prepared import Prepared
from models.secret import Vault
from models.store import Store
from models.tables import Agency, DemoClock, Person, Region, Row

SECRET = "a secret of the tests, and long enough"  # noqa: S105
NOW = datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)
AGENCY, PERSON, CLOCK = Agency.__table__, Person.__table__, DemoClock.__table__  # type: ignore[attr-defined]

COLUMNS = ("region_id", "code", "name", "kind", "mailbox", "signed_on", "active")
ADD_AGENCY = Prepared(insert(AGENCY).values({name: bindparam(name) for name in COLUMNS}).returning(AGENCY.c.id))
READ_AGENCY = Prepared(select(*(AGENCY.c[name] for name in COLUMNS)).where(AGENCY.c.kind == bindparam("of_kind")))
SCHOOLS = Prepared(select(AGENCY.c.code).where(AGENCY.c.kind == AgencyKind.SCHOOL, AGENCY.c.active))
ADD_CLOCK = Prepared(insert(CLOCK).values(id=1, demo_at=bindparam("at"), wall_at=bindparam("at")))
READ_CLOCK = Prepared(select(CLOCK.c.demo_at, CLOCK.c.towards_at).where(CLOCK.c.demo_at <= bindparam("at")))
ADD_PERSON = Prepared(
    insert(PERSON)
    .values(
        given_name=bindparam("given"),
        birth_on=bindparam("born"),
        birth_digest="x",
        language="nl",
        secret_address=False,
        turn=0,
    )
    .returning(PERSON.c.id, PERSON.c.given_name, PERSON.c.family_name, PERSON.c.birth_on)
)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty region, on either database."""
    on_sqlite = request.param == "sqlite"
    new: Callable[[str | None], str] = (
        (lambda _: f"sqlite:///{tmp_path}/v.db") if on_sqlite else request.getfixturevalue("new_postgres")
    )
    store = Store(new(None), Vault([SECRET]), safe=not on_sqlite)
    Row.metadata.create_all(store.engine)
    with store.write(NOW) as tx:
        tx.session.add(Region(code="r", name="R"))
    yield store
    store.close()


def agency(**differs: Any) -> dict[str, Any]:
    usual = {"region_id": 1, "code": "a", "name": "Ägypten ünïcode", "kind": AgencyKind.SCHOOL, "mailbox": None}
    return {**usual, "signed_on": None, "active": False, **differs}


def test_codes_dates_yes_and_no_and_nothing_come_back_as_they_went_in(store: Store) -> None:
    full = agency(code="full", mailbox="post@school.example", signed_on=date(2026, 2, 28), active=True)
    with store.write(NOW) as tx:
        tx.one(ADD_AGENCY, **agency())
        tx.one(ADD_AGENCY, **full)

    with store.read(NOW) as tx:
        rows = tx.all(READ_AGENCY, of_kind=AgencyKind.SCHOOL)
        plain = tx.session.exec(select_model(Agency).order_by(Agency.code)).all()

    assert [dict(zip(COLUMNS, row, strict=True)) for row in rows] == [agency(), full]
    assert {type(row[3]) for row in rows} == {AgencyKind}
    assert [(each.kind, each.mailbox, each.signed_on, each.active) for each in plain] == [
        (AgencyKind.SCHOOL, None, None, False),
        (AgencyKind.SCHOOL, "post@school.example", date(2026, 2, 28), True),
    ]


def test_a_code_may_be_given_by_its_value(store: Store) -> None:
    with store.write(NOW) as tx:
        tx.one(ADD_AGENCY, **agency(kind="plus facility"))

        found = tx.one(READ_AGENCY, of_kind="plus facility")

    assert found is not None
    assert found[3] is AgencyKind.PLUS_FACILITY


def test_values_written_in_the_statement_are_kept_in_it(store: Store) -> None:
    with store.write(NOW) as tx:
        tx.one(ADD_AGENCY, **agency(code="inactive"))
        tx.one(ADD_AGENCY, **agency(code="active", active=True, signed_on=date(2026, 1, 1)))
        tx.one(ADD_AGENCY, **agency(code="other", kind=AgencyKind.DEBT, active=True, signed_on=date(2026, 1, 1)))

        assert tx.all(SCHOOLS) == [("active",)]


@pytest.mark.parametrize("at", [NOW, NOW.astimezone(ZoneInfo("Europe/Amsterdam")), NOW.replace(microsecond=0)])
def test_moments_are_one_and_the_same_in_every_zone(store: Store, at: datetime) -> None:
    with store.write(NOW) as tx:
        tx.run(ADD_CLOCK, at=at)

        assert tx.one(READ_CLOCK, at=at - timedelta(microseconds=1)) is None
        found = tx.one(READ_CLOCK, at=at)
        plain = tx.session.get_one(DemoClock, 1)

    assert found == (at, None)
    assert found[0].tzinfo is not None
    assert plain.demo_at == at


def test_what_is_personal_is_sealed_on_its_way_in_and_opened_on_its_way_out(store: Store) -> None:
    with store.write(NOW) as tx:
        found = tx.one(ADD_PERSON, given="Noor", born=date(2008, 2, 29))
        raw = tx.connection.execute(text("SELECT given_name, birth_on FROM person")).one()

    assert found == (1, "Noor", None, date(2008, 2, 29))
    assert "Noor" not in raw[0]
    assert "2008" not in raw[1]


def test_a_name_used_twice_is_given_once(store: Store) -> None:
    either = Prepared(
        select(AGENCY.c.code).where((AGENCY.c.code == bindparam("word")) | (AGENCY.c.name == bindparam("word")))
    )
    with store.write(NOW) as tx:
        tx.one(ADD_AGENCY, **agency(code="x", name="y"))

        assert [tx.one(either, word=word) for word in ("x", "y", "z")] == [("x",), ("x",), None]


def test_a_statement_is_compiled_once_for_each_database() -> None:
    prepared = Prepared(select(AGENCY.c.code))
    here, there = sqlite.dialect(), postgresql.dialect()  # type: ignore[no-untyped-call]

    assert prepared.compiled(here) is prepared.compiled(sqlite.dialect())
    assert prepared.compiled(here) is not prepared.compiled(there)


def test_a_value_left_out_is_an_error_and_not_a_guess() -> None:
    compiled = ADD_AGENCY.compiled(sqlite.dialect())

    with pytest.raises(KeyError, match="kind"):
        compiled.parameters({"region_id": 1, "code": "a", "name": "b"})


def test_a_list_of_values_cannot_be_prepared() -> None:
    listed = Prepared(select(AGENCY.c.id).where(AGENCY.c.code.in_(["a", "b"])))

    with pytest.raises(TypeError, match="no fixed length"):
        listed.compiled(sqlite.dialect())


def test_only_what_reads_or_writes_rows_can_be_prepared() -> None:
    with pytest.raises(TypeError, match="only statements that read or write rows"):
        Prepared(CreateTable(AGENCY)).compiled(sqlite.dialect())


def test_an_update_says_how_many_rows_it_touched(store: Store) -> None:
    rename = Prepared(update(AGENCY).where(AGENCY.c.code == bindparam("called")).values(name=bindparam("to_name")))
    with store.write(NOW) as tx:
        tx.one(ADD_AGENCY, **agency())

        assert [tx.run(rename, called=code, to_name="N") for code in ("a", "b")] == [1, 0]
