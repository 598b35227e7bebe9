"""A database comes to the present version from nothing, on both databases, and is refused when it is of a newer one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.exc import IntegrityError

from migrations.upgrade import differences, newest, upgrade
from models.refusal import Refused
from models.secret import Vault
from models.store import Store
from models.tables import Row, answer_draft, command_draft
from models.version import NEWEST


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path}/empty.db"
    else:
        new: Callable[[str | None], str] = request.getfixturevalue("new_postgres")
        address = new(None)
    engine = create_engine(address)
    yield engine
    engine.dispose()


ONE_IS_OPEN = "ux_destruction_open"
"""No case stands on the list twice."""


def _checks(engine: Engine, table: str) -> set[str]:
    return {str(check["name"])[:55] for check in inspect(engine).get_check_constraints(table)}


def test_an_empty_database_gets_every_table_of_the_code(engine: Engine) -> None:
    version = upgrade(engine)

    assert version == NEWEST
    assert differences(engine) == []
    assert set(inspect(engine).get_table_names()) == {*Row.metadata.tables, "alembic_version"}


def test_the_checks_of_the_code_stand_in_the_database(engine: Engine) -> None:
    upgrade(engine)

    named: dict[str, set[Any]] = {
        name: {str(each.name)[:55] for each in table.constraints if type(each).__name__ == "CheckConstraint"}
        for name, table in Row.metadata.tables.items()
    }
    assert {name: _checks(engine, name) for name in named} == named


@pytest.mark.postgres
def test_on_postgresql_every_index_is_that_of_the_code_with_all_that_stands_in_it(
    new_postgres: Callable[[str | None], str],
) -> None:
    upgraded, made = create_engine(new_postgres(None)), create_engine(new_postgres(None))
    upgrade(upgraded)
    Row.metadata.create_all(made)

    found, wanted = _indexes(upgraded), _indexes(made)
    upgraded.dispose()
    made.dispose()
    assert {name: each for name, each in found.items() if each != wanted.get(name)} == {}
    assert wanted.keys() == found.keys()
    assert "INCLUDE (id)" in wanted["ix_wait_open_case"]


def _indexes(engine: Engine) -> dict[str, str]:
    """Every index but that of the migrations themselves, as PostgreSQL would make it."""
    asked = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    with engine.connect() as connection:
        return dict(connection.execute(text(asked)).tuples().all())


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    upgrade(engine)

    assert upgrade(engine) == NEWEST
    assert differences(engine) == []


def test_a_table_that_is_missing_is_seen(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE wake_up"))

    assert "add_table" in {change[0] for change in differences(engine)}  # type: ignore[index]


def test_a_database_of_a_newer_version_is_refused_and_left_alone(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(Refused, match="newer version"):
        upgrade(engine)

    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def test_an_address_that_was_secret_stays_secret_with_the_person(engine: Engine) -> None:
    upgrade(engine, "0004")
    with engine.begin() as connection:
        for number, secret in ((1, True), (2, False)):
            values = {"number": number, "secret": secret}
            connection.execute(
                text("INSERT INTO person (id, given_name, language) VALUES (:number, 'sealed', 'nl')"), values
            )
            connection.execute(
                text(
                    "INSERT INTO youth (person_id, sector, municipality, secret_address)"
                    " VALUES (:number, 'mbo', 'Tielerwaard', :secret)"
                ),
                values,
            )

    upgrade(engine)

    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, secret_address, turn FROM person ORDER BY id")).all()
    assert [(row[0], bool(row[1]), row[2]) for row in rows] == [(1, True, 0), (2, False, 0)]


FIRST_ROWS = (
    "INSERT INTO region (code, name, school_region, budget_cents) VALUES ('ro', 'Rivierland', 'middle', 0)",
    "INSERT INTO agency (region_id, code, name, kind, active) VALUES (1, 'punt', 'Aanmeldpunt', 'school', false)",
    "INSERT INTO person (given_name, language) VALUES ('sealed', 'nl')",
    "INSERT INTO youth (person_id, sector, municipality, secret_address) VALUES (1, 'mbo', 'Tielerwaard', false)",
    (
        "INSERT INTO case_file (ref, region_id, youth_id, referrer_agency_id, anonymous, urgent, worry, wish,"
        " budget_cents, opened_at, reopened) VALUES ('VN-TEST222', 1, 1, 1, false, false, 's', 's', 0, '2026-11-23', 0)"
    ),
)


def test_a_database_in_use_is_upgraded_with_every_row_that_refers_to_another(engine: Engine) -> None:
    upgrade(engine, "0001")
    with engine.begin() as connection:
        for row in FIRST_ROWS:
            connection.execute(text(row))

    assert upgrade(engine) == NEWEST

    assert differences(engine) == []
    with engine.connect() as connection:
        kept = connection.execute(
            text(
                "SELECT c.ref, y.municipality, p.given_name FROM case_file c JOIN youth y ON y.person_id = c.youth_id"
                " JOIN person p ON p.id = y.person_id"
            )
        ).all()
    assert [tuple(row) for row in kept] == [("VN-TEST222", "Tielerwaard", "sealed")]


def test_on_sqlite_rows_that_refer_to_others_are_looked_after_again_after_an_upgrade(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/used.db", Vault(["a secret of the tests, and long enough"]))
    upgrade(store.engine, "0001")
    with store.engine.begin() as connection:
        for row in FIRST_ROWS:
            connection.execute(text(row))

    upgrade(store.engine)

    with pytest.raises(IntegrityError, match="FOREIGN KEY"), store.engine.begin() as connection:
        connection.execute(text("DELETE FROM youth"))
    store.close()


def test_the_version_the_code_works_with_is_the_last_migration() -> None:
    assert newest() == NEWEST


def test_what_closes_takes_its_drafts_with_it_in_an_upgraded_database_too(engine: Engine) -> None:
    upgrade(engine)

    catalogue = {"sqlite": "SELECT name FROM sqlite_master", "postgresql": "SELECT tgname FROM pg_trigger"}
    with engine.connect() as connection:
        made = set(connection.execute(text(catalogue[engine.dialect.name])).scalars())
    assert {answer_draft.CLEARING, command_draft.CLEARING} <= made


def test_what_was_destroyed_before_keeps_its_proof_when_one_more_kind_goes_by_itself(engine: Engine) -> None:
    upgrade(engine, "0024")
    proof = (
        "INSERT INTO destruction (category, due_on, listed_at, counts) VALUES ('{}', '2026-11-23', '2026-11-23', '')"
    )
    with engine.begin() as connection:
        connection.execute(text(proof.format("draft")))

    upgrade(engine)

    with engine.begin() as connection:
        connection.execute(text(proof.format("typed")))
        kept = connection.execute(text("SELECT category FROM destruction ORDER BY id")).scalars()
        assert list(kept) == ["draft", "typed"]
        (once,) = (each for each in inspect(connection).get_indexes("destruction") if each["name"] == ONE_IS_OPEN)
        assert "off_at IS NULL" in " ".join(map(str, once["dialect_options"].values()))
    with pytest.raises(IntegrityError, match="category"), engine.begin() as connection:
        connection.execute(text(proof.format("anything")))


ASKED = (
    (
        "INSERT INTO stage_run (case_id, stage, number, status, started_at, tries)"
        " VALUES (1, 'intake', 1, 'ready', '2026-11-23', 0)"
    ),
    (
        "INSERT INTO wait (case_id, stage_run_id, key, kind, form, form_version, part, agency_id, asked_at, status,"
        " closed_at, turn, shifts, refused_by, step) VALUES (1, 1, 'weighing', 'ask', 'Weighing', 1, 'coordinator', 1,"
        " '2026-11-23', 'withdrawn', '2026-11-24', 1, 0, 0, 0)"
    ),
)
UNSAID = "UPDATE wait SET code = NULL"


def test_a_question_that_was_taken_back_says_why_also_one_of_before(engine: Engine) -> None:
    upgrade(engine, "0001")
    with engine.begin() as connection:
        for row in (*FIRST_ROWS, *ASKED):
            connection.execute(text(row))
    upgrade(engine)

    with engine.connect() as connection:
        assert connection.execute(text("SELECT code FROM wait")).scalar_one() == "no longer needed"
    with pytest.raises(IntegrityError, match="taken_back"), engine.begin() as connection:
        connection.execute(text(UNSAID))


ADDED = "INSERT INTO person (given_name, language, secret_address, turn) VALUES ('s', 'nl', false, 0)"


def test_the_number_of_a_case_or_person_that_is_destroyed_is_given_to_no_other(engine: Engine) -> None:
    upgrade(engine, "0008")
    with engine.begin() as connection:
        connection.execute(text(ADDED))
    upgrade(engine)

    with engine.begin() as connection:
        for _ in range(2):
            connection.execute(text("DELETE FROM person WHERE id = (SELECT max(id) FROM person)"))
            connection.execute(text(ADDED))

        assert connection.execute(text("SELECT max(id) FROM person")).scalar_one() == 3
        indexes = {str(each["name"]) for each in inspect(connection).get_indexes("case_file")}
    assert {"ix_case_file_look", "ix_case_file_retain_until"} <= indexes


def test_every_reference_is_looked_at_after_a_migration_and_not_at_every_start(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/large.db")
    said: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *seen: said.append(seen[2]))

    upgrade(engine)
    first = said.count("PRAGMA foreign_key_check")
    upgrade(engine)

    assert (first, said.count("PRAGMA foreign_key_check")) == (1, 1)
    engine.dispose()
