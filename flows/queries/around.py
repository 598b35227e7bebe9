"""Who is around a youth and how to reach them, for who may see the file. A secret address only for who may read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.queries.door import Opened
from flows.queries.people import agency_name, person_name, professional_name
from models.condition import Thing
from models.holder import Holder
from models.item import Item
from models.store import Tx
from models.tables import CasePerson, Custody, Person

YOUTH = "youth"


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody around the youth, and how to reach them.

    Attributes:
        seen: who it is and how often they were changed, as a command about them takes it.
        address: nothing where it is secret and the viewer may not read it.
    """

    seen: str
    name: str
    relation: str
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    secret_address: bool = False
    until_on: date | None = None

    @property
    def is_person(self) -> bool:
        """One of the people themselves: how they are reached stands with the case."""
        return self.seen.startswith("person:")


def everybody_around(tx: Tx, opened: Opened) -> tuple[Somebody, ...]:
    """Everybody who has or had custody, or on whom the youth leans or leant."""
    return (*_custody(tx, opened), *_leant_on(tx, opened))


def around_now(tx: Tx, opened: Opened) -> Iterator[Somebody]:
    """Everybody around the youth today."""
    return (each for each in everybody_around(tx, opened) if each.until_on is None)


def the_youth(tx: Tx, opened: Opened) -> Somebody:
    """The youth, as one of the people."""
    return _somebody(tx, opened, Holder("", None, None, opened.case.youth_id), YOUTH, None)


def is_hidden(opened: Opened, person: Person) -> bool:
    """Whether this viewer may not know where the person lives. Source: domain.md, R6."""
    return not opened.sees(Item.ADDRESS, Thing(secret=person.secret_address, unmanaged=opened.is_unmanaged))


def _custody(tx: Tx, opened: Opened) -> Iterator[Somebody]:
    rows = select(Custody).where(Custody.youth_id == opened.case.youth_id).order_by(col(Custody.id))
    for row in tx.session.exec(rows):
        yield _somebody(tx, opened, Holder("", row.agency_id, None, row.person_id), row.relation, row.until_on)


def _leant_on(tx: Tx, opened: Opened) -> Iterator[Somebody]:
    rows = select(CasePerson).where(CasePerson.case_id == opened.case.id).order_by(col(CasePerson.id))
    for row in tx.session.exec(rows):
        yield _somebody(tx, opened, Holder("", None, row.professional_id, row.person_id), row.relation, row.until_on)


def _somebody(tx: Tx, opened: Opened, holder: Holder, relation: str, until_on: date | None) -> Somebody:
    row = tx.session.get(Person, holder.person_id) if holder.person_id else None
    if row is None:
        name = professional_name(tx, holder.professional_id) or agency_name(tx, holder.agency_id)
        return Somebody(holder.token, name, relation, until_on=until_on)
    return Somebody(
        f"{holder.token}.{row.turn}",
        person_name(tx, row.id),
        relation,
        row.phone,
        row.email,
        None if is_hidden(opened, row) else row.address,
        row.secret_address,
        until_on,
    )
