"""The sheets of who comes, goes and moves among the people of a case. Files nothing.

Source: process.md, "Parents", stage 4 step 1, and the holders in its head; domain.md section 6.
"""

from typing import Annotated, Literal, Self

from pydantic import model_validator

from models.code import Relation
from models.forms.field import Email, Line, Name, Phone, Private
from models.forms.form import Guarded, Sheet, asked, refuse
from models.holder import AnAgency, AProfessional, SeenHolder
from models.reason import Use, agree
from models.speech import mark

Parting = Literal["custody ended", "steps back", "other choice", "named by mistake", "deceased"]
agree(("custody ended", "steps back", "other choice", "named by mistake", "deceased"), Use.PARTING)

CUSTODY = frozenset({Relation.PARENT, Relation.GUARDIAN})
"""Who has custody of the youth; all others are people the youth leans on."""
CHOSEN = frozenset({Relation.TRUSTED_PERSON, Relation.SUBSTITUTE})
"""Whom the youth chooses to stay in touch; only they may be a professional."""


class NewPerson(Guarded):
    """Somebody who joins the people of a case: one of the youth's own people, an institution, or a professional."""

    relation: Literal[
        Relation.PARENT, Relation.GUARDIAN, Relation.FAMILY, Relation.SUPPORTER, Relation.TRUSTED_PERSON,
        Relation.SUBSTITUTE,
    ] = asked(mark("What they are to the youth"), help=mark("Parent or guardian: only who has custody."))  # fmt: skip
    given_name: Name | None = asked(mark("Given name"), default=None)
    prefix: Name | None = asked(mark("Prefix of the family name"), default=None)
    family_name: Name | None = asked(mark("Family name"), default=None)
    institution: AnAgency | None = asked(mark("Or an institution that has custody"), pick="agency", default=None)
    professional: AProfessional | None = asked(
        mark("Or a professional, as trusted person or substitute"), pick="professional", default=None
    )
    phone: Phone | None = asked(mark("Phone"), default=None)
    email: Email | None = asked(mark("Mail"), default=None)
    address: Line | None = asked(mark("Address"), default=None)
    secret_address: bool = asked(mark("The address is secret"), default=False)
    language: Literal["nl", "en"] = asked(mark("Which language do we write in?"), default="nl")
    agreed: Annotated[bool, Private()] = asked(
        mark("The youth chose this trusted person, who agrees; under 16 those with custody agree too"), default=False
    )

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if [self.given_name, self.institution, self.professional].count(None) != 2:
            raise refuse("given_name", mark("names one of their own people, an institution or a professional"))
        if self.institution is not None and self.relation != Relation.GUARDIAN:
            raise refuse("institution", mark("only a guardian can be an institution"))
        if self.professional is not None and self.relation not in CHOSEN:
            raise refuse("professional", mark("only a trusted person or a substitute can be a professional"))
        return self


class ChangedPerson(Guarded):
    """What is different about the youth or one of the people; only what is filled in changes."""

    who: SeenHolder = asked(mark("Who"), pick="person of the case")
    given_name: Name | None = asked(mark("Given name"), default=None)
    prefix: Name | None = asked(mark("Prefix of the family name"), default=None)
    family_name: Name | None = asked(mark("Family name"), default=None)
    phone: Phone | None = asked(mark("Phone"), default=None)
    email: Email | None = asked(mark("Mail"), default=None)
    address: Line | None = asked(mark("Address"), default=None)
    secrecy: Literal["secret", "not secret"] | None = asked(
        mark("Is the address secret?"), help=mark("Only the case manager sees a secret address, and may end that."),
        default=None,
    )  # fmt: skip
    language: Literal["nl", "en"] | None = asked(mark("Which language do we write in?"), default=None)
    gone: list[Literal["phone", "mail", "address", "prefix", "family name"]] = asked(
        mark("What does not hold any more, without anything new"), default_factory=list, max_length=5
    )


class PersonLeaves(Sheet):
    """Somebody has no part in the case any more; why, from the list of reasons."""

    who: SeenHolder = asked(mark("Who"), pick="person who may leave")
    why: Parting = asked(mark("Why"))
