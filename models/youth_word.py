"""What a youth says about who may see what of the file. Pure: which things of the table of policies that is; no row.

Source: process.md, "Parents"; domain.md, section 6.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.age import AGREES_TOO_AT, PARENTS_STAND_BACK_AT
from models.code import FilePart
from models.item import Item

ITEMS: Mapping[FilePart, frozenset[Item]] = {
    FilePart.PLAN: frozenset({Item.PLAN, Item.GOAL}),
    FilePart.WAITS: frozenset({Item.WAIT}),
    FilePart.MEETINGS: frozenset({Item.MEETING}),
    FilePart.STORY: frozenset({Item.STORY}),
    FilePart.REGISTRATION: frozenset({Item.REGISTRATION, Item.CONSENT}),
    FilePart.WHERE: frozenset({Item.ADDRESS, Item.SCHOOL}),
    FilePart.NOTES: frozenset({Item.NOTE_YOUTH}),
    FilePart.LOOKED: frozenset({Item.LOG}),
}
"""What each part of the file is in the table of policies; a test asks for all that is handed to others."""
WITH_ANY = frozenset({Item.NUMBER, Item.NAME})
"""What goes along with any part that may be told: whose file it is."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a youth says of one person.

    Attributes:
        may: parts of the file this person may see.
        must_not: parts this person must not see.
        domains_not: life domains this person must not hear of, whatever the part.
    """

    may: frozenset[FilePart] = field(default_factory=frozenset)
    must_not: frozenset[FilePart] = field(default_factory=frozenset)
    domains_not: frozenset[str] = field(default_factory=frozenset)

    def says(self, item: Item) -> bool:
        """The youth said yes to it."""
        return (item in WITH_ANY and bool(self.may)) or any(item in ITEMS[part] for part in self.may)

    def forbids(self, item: Item, domain: str | None = None) -> bool:
        """The youth said no to it, or to the life domain it is of."""
        return domain in self.domains_not or any(item in ITEMS[part] for part in self.must_not)


NOTHING = Word()
"""Nobody said anything that counts today."""


def counting(word: Word, *, said_at: int, now_at: int, custody_agrees: bool, has_custody: bool) -> Word:
    """What of a word counts at the age the youth has now.

    Under twelve who has custody reads as such, and the yes for others is theirs; what was said then is asked anew from
    twelve on. Until sixteen a yes for others needs theirs beside that of the youth; a no never does.

    Args:
        word: as it was said.
        said_at: how old the youth was then.
        now_at: how old the youth is now.
        custody_agrees: those with custody agreed too.
        has_custody: it is about somebody with custody.
    """
    if has_custody and now_at < AGREES_TOO_AT:
        return NOTHING
    if said_at < AGREES_TOO_AT <= now_at:
        return NOTHING
    if not has_custody and now_at < PARENTS_STAND_BACK_AT and not custody_agrees:
        return Word(must_not=word.must_not, domains_not=word.domains_not)
    return word
