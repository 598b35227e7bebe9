"""Whose file a copy is of, who asked for it, and which rows of others come along. Reads only."""

from dataclasses import dataclass

from sqlmodel import select

from flows.engine.who import age_of
from flows.facts.youth_word import word_about
from flows.queries.door import Opened, matter_of
from flows.queries.note import may_read
from models.condition import Thing
from models.item import Item
from models.link import Link
from models.policy import is_handed_to
from models.store import Tx
from models.tables import CasePerson, Consent, Custody, Note, Person, Youth
from models.youth_word import Word


@dataclass(frozen=True, slots=True)
class Reach:
    """One file, and who asked for a copy of it.

    Attributes:
        others: the people around the youth, by number.
        notes: the notes whoever makes the copy may read; nobody else's are even looked at.
        secret: the address of the youth is secret, and somebody else than the youth asks.
        years: how old the youth is today.
        word: what the youth says of who asks.
    """

    tx: Tx
    opened: Opened
    asker: int
    youth: int
    family: int | None
    others: frozenset[int]
    notes: frozenset[int]
    secret: bool
    years: int
    word: Word

    @property
    def case(self) -> int:
        """The number of the row of the case."""
        return self.opened.case.id

    def is_kept_from_maker(self, person: Person) -> bool:
        """Whether even who makes the copy may not know where this person lives."""
        thing = Thing(secret=person.secret_address, unmanaged=self.opened.is_unmanaged)
        return not self.opened.sees(Item.ADDRESS, thing)

    def is_for_asker(self, item: Item) -> bool:
        """Whether the table of policies gives this part to who asks, by the age of the youth and what they say."""
        return is_handed_to(self.link, item, Thing(age=self.years), self.word)

    def is_domain_for_asker(self, domain: str) -> bool:
        """Whether the youth lets who asks hear of that life domain."""
        return is_handed_to(self.link, Item.GOAL, Thing(age=self.years), self.word, domain)

    @property
    def link(self) -> Link:
        """What who asks is to the case."""
        return Link.YOUTH if self.asker == self.youth else Link.PARENT

    @property
    def own(self) -> frozenset[int | None]:
        """Whose words and details are not somebody else's: the youth's, and those of who asks."""
        return frozenset({None, self.youth, self.asker})


def reach_of(tx: Tx, opened: Opened, asker: int) -> Reach:
    """The file that is open, for a copy asked by that person."""
    youth, matter = opened.case.youth_id, matter_of(tx, opened)
    return Reach(
        tx,
        opened,
        asker,
        youth,
        tx.session.get_one(Youth, youth).family_id,
        _others(tx, opened.case.id, youth),
        frozenset(
            row.id
            for row in tx.session.exec(select(Note).where(Note.case_id == opened.case.id))
            if may_read(tx, opened, row)
        ),
        tx.session.get_one(Person, youth).secret_address and asker != youth,
        age_of(matter),
        word_about(matter, asker),
    )


def _others(tx: Tx, case: int, youth: int) -> frozenset[int]:
    found = (
        select(Custody.person_id).where(Custody.youth_id == youth),
        select(CasePerson.person_id).where(CasePerson.case_id == case),
        select(Consent.giver_id).where(Consent.case_id == case),
    )
    numbers = {number for each in found for number in tx.session.exec(each) if number is not None}
    return frozenset(numbers - {youth})
