"""What people type about a youth is unreadable at rest, and the database itself refuses a code nobody knows."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, get_args

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.register import register
from flows.commands.viewer import viewer_of
from models.forms.aftercare import Variant
from models.forms.intake import Told
from models.forms.meeting import Minutes
from models.kind import Kind
from models.speech import LANGUAGES
from models.store import Store
from models.tables import CaseFile, CasePerson, Meeting, Person, Professional, Row, Wait, Youth

BRAM = "bram.hoevelaar@waalzicht.example"
TYPED = {"given_name": "Xandra", "family_name": "Yperlaan", "neighbourhood": "Zwanenwijk", "level": "Qwerty leerjaar 2",
         "worry": "Uilenspiegel", "wish": "Vuurtoren", "siblings": "Wervelwind"}  # fmt: skip


def at_rest(store: Store) -> Iterator[str]:
    """Every value of every table, as it lies in the file."""
    with store.engine.connect() as connection:
        for table in Row.metadata.sorted_tables:
            for row in connection.execute(text(f'SELECT * FROM "{table.name}"')):  # noqa: S608 - our own names
                yield from (str(value) for value in row)


def test_nothing_typed_about_a_youth_can_be_read_at_rest(either: Store, now: datetime) -> None:
    with either.read(now) as tx:
        bram = viewer_of(tx, BRAM)
    fixed = {"birth_on": "2010-06-15", "municipality": "Tielerwaard", "sector": "mbo", "ground": "legal task",
             "told_youth_on": str(now.date()), "told_youth_how": "talk"}  # fmt: skip
    ref = register(either, bram, {**TYPED, **fixed}, now).ref
    with either.write(now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()
        tx.session.add(Meeting(case_id=case.id, place="Bij Tante Roos thuis", starts_at=now + timedelta(days=9)))

    readable = [value for value in at_rest(either) if any(word in value for word in (*TYPED.values(), "Tante Roos"))]

    assert readable == []
    with either.read(now) as tx:
        youth = tx.session.get_one(Youth, case.youth_id)
        assert (youth.level, youth.neighbourhood) == (TYPED["level"], TYPED["neighbourhood"])


CODES: list[tuple[type[Row], str, tuple[str, ...]]] = [
    (CaseFile, "informed_how", get_args(Told)),
    (CasePerson, "variant", get_args(Variant)),
    (Meeting, "goes_on", get_args(Minutes.model_fields["goes_on"].annotation)),
    (Person, "language", LANGUAGES),
    (Professional, "language", LANGUAGES),
    (Wait, "term_kind", tuple(Kind)),
]


@pytest.mark.parametrize(("model", "column", "codes"), CODES, ids=[f"{m.__name__}.{c}" for m, c, _ in CODES])
def test_the_database_knows_every_code_of_a_closed_list(model: Any, column: str, codes: tuple[str, ...]) -> None:
    rules = [str(rule.sqltext) for rule in model.__table__.constraints if hasattr(rule, "sqltext")]

    assert f"{column} IN ({', '.join(repr(str(code)) for code in codes)})" in rules


def test_the_database_refuses_a_code_nobody_knows(either: Store, now: datetime) -> None:
    with pytest.raises(IntegrityError), either.write(now) as tx:
        tx.session.add(Person(given_name="Noor", language="xx"))
