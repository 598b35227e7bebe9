"""The sheets by which a youth says who may see what, and takes that back. Files nothing.

Source: process.md, "Parents"; domain.md, section 6.
"""

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from models.code import FilePart
from models.forms.field import DomainCode, Words
from models.forms.form import Guarded, Sheet, asked, refuse
from models.holder import SeenHolder
from models.speech import mark

Parts = Literal[
    FilePart.PLAN, FilePart.WAITS, FilePart.MEETINGS, FilePart.STORY, FilePart.REGISTRATION, FilePart.WHERE,
    FilePart.NOTES, FilePart.LOOKED,
]  # fmt: skip


class WhoMaySee(Guarded):
    """What the youth says of one person; it takes the place of what was said of that person before."""

    who: SeenHolder = asked(mark("Whom the youth speaks of"), pick="person around the youth")
    may: list[Parts] = asked(mark("May see"), default_factory=list, max_length=8)
    must_not: list[Parts] = asked(
        mark("Must not see"),
        help=mark("Until sixteen who has custody sees what the youth does not close here; after that, what is opened."),
        default_factory=list,
        max_length=8,
    )
    domains_not: list[DomainCode] = asked(
        mark("Life domains this person must not hear of"), pick="domain", default_factory=list, max_length=20
    )
    custody_agrees: bool = asked(
        mark("Those with custody agree too"),
        help=mark("Needed until the youth is sixteen, for a yes about others than those with custody."),
        default=False,
    )
    words: Words | None = asked(mark("In the words of the youth"), default=None)
    said_on: date = asked(mark("Said on"))

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.may or self.must_not or self.domains_not):
            raise refuse("may", mark("does not say what may be seen, or what not"))
        if set(self.may) & set(self.must_not):
            raise refuse("must_not", mark("names a part that may be seen as well"))
        return self


class WordTakenBack(Sheet):
    """The youth takes back what was said of one person; the rule for the age of the youth holds again."""

    who: SeenHolder = asked(mark("Whom the youth spoke of"), pick="person the youth spoke of")
