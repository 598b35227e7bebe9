"""Which of the people of a case may read the page about their own file today, and what of it. Reads; never writes.

By the table of policies and what the youth says, each time anew: a birthday, another custody, a word of the youth or a
death changes it. Source: domain.md, R4.
"""

from dataclasses import dataclass

from flows.engine.matter import Matter
from flows.engine.who import age_of
from flows.facts.youth_word import may_read_domain, word_about
from flows.records.around import people_around
from models.condition import Thing
from models.item import Item
from models.link import Link
from models.policy import handed_to
from models.tables import CaseFile, Person

NOBODY_AFTER = frozenset({"deceased"})
"""How a case ended after which nothing goes to the family. Source: process.md, "Deceased"."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One of the people, as a reader of their own page.

    Attributes:
        link: the youth, a parent (who has custody), or a supporter: anybody else around the youth.
        may: which items of the table of policies are theirs to read today.
        hides_where: where the youth lives is kept from them.
        domains_not: life domains of which they read nothing.
    """

    person: int
    link: Link
    may: frozenset[Item]
    language: str
    hides_where: bool
    domains_not: frozenset[str] = frozenset()

    @property
    def is_youth(self) -> bool:
        """The page says "jij", and not "u"."""
        return self.link is Link.YOUTH


def readers(matter: Matter) -> list[Reader]:
    """Everybody the page is for today: the youth from twelve on, and others by age and by what the youth says."""
    case = matter.session.get_one(CaseFile, matter.case.id)
    if case.outcome in NOBODY_AFTER or case.merged_into_id is not None:
        return []
    youth = matter.session.get_one(Person, matter.case.youth_id)
    named = {youth.id: Link.YOUTH}
    for each in people_around(matter):
        if each.holder.person_id is not None:
            named.setdefault(each.holder.person_id, Link.PARENT if each.has_custody else Link.SUPPORTER)
    found = (_reader(matter, youth, person, link) for person, link in named.items())
    return [reader for reader in found if Item.NUMBER in reader.may]


def reader_numbered(matter: Matter, person: int) -> Reader | None:
    """That person as a reader; nothing for who may not read it today."""
    return next((reader for reader in readers(matter) if reader.person == person), None)


def _reader(matter: Matter, youth: Person, person: int, link: Link) -> Reader:
    thing, word = Thing(age=age_of(matter), secret=youth.secret_address), word_about(matter, person)
    return Reader(
        person,
        link,
        handed_to(link, thing, word),
        matter.session.get_one(Person, person).language,
        link is not Link.YOUTH and (youth.secret_address or word.forbids(Item.ADDRESS)),
        frozenset(each for each in word.domains_not if not may_read_domain(matter, person, link, each)),
    )
