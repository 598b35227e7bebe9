"""What the youth says about who may see what: for who may see the file, and for the youth. Never told to others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flows.engine.matter import Matter
from flows.facts.youth_word import codes_in, word_about, word_of, words_that_hold
from flows.queries.around import Somebody, around_now
from flows.queries.door import Opened, matter_of, open_file
from flows.queries.option import Option
from flows.queries.people import person_name
from flows.records.around import people_around
from models.access import Viewer
from models.choice import CHOICES
from models.item import Item
from models.label import called
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Tx


@dataclass(frozen=True, slots=True)
class WordLine:
    """What the youth says of one person.

    Attributes:
        relation: what that person is to the youth today; empty for who has no part in the case any more.
        counts: what was said counts in full at the age of the youth today.
    """

    who: str
    relation: str
    may: tuple[str, ...]
    must_not: tuple[str, ...]
    domains_not: tuple[str, ...]
    words: str | None
    said_on: date
    counts: bool


def words_of(tx: Tx, viewer: Viewer, ref: str) -> list[WordLine]:
    """What holds of what the youth said, in the case of that number.

    Raises:
        Refused: no such case, or the viewer may not see this of it.
    """
    opened = open_file(tx, viewer, ref)
    if not opened.sees(Item.YOUTH_WORD):
        raise NotAllowed(mark("You cannot see this part of the case."))
    return list(said_in(matter_of(tx, opened)))


def said_in(matter: Matter) -> Iterator[WordLine]:
    """What holds of what the youth said; who asks for it was let in before this."""
    relations = {each.holder.person_id: str(each.relation) for each in reversed(people_around(matter))}
    for row in words_that_hold(matter):
        yield WordLine(
            person_name(matter.tx, row.person_id),
            relations.get(row.person_id, ""),
            tuple(codes_in(row.may)),
            tuple(codes_in(row.must_not)),
            tuple(codes_in(row.domains_not)),
            row.words,
            row.said_on,
            word_about(matter, row.person_id) == word_of(row),
        )


def around_the_youth(tx: Tx, opened: Opened) -> Iterator[Option]:
    """Everybody around the youth of whom the youth may say this: people, no professionals and no institutions."""
    yield from (_option(each, opened) for each in around_now(tx, opened) if each.is_person)


def spoken_of(tx: Tx, opened: Opened) -> Iterator[Option]:
    """Everybody of whom the youth said something that holds."""
    for row in words_that_hold(matter_of(tx, opened)):
        yield Option(f"person:{row.person_id}", person_name(tx, row.person_id))


def _option(each: Somebody, opened: Opened) -> Option:
    return Option(each.seen, f"{each.name} ({called(CHOICES, each.relation, opened.viewer.language)})")
