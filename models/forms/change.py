"""The sheets of what people do to a case besides answering: what they fill in for it. Files nothing.

Source: process.md, "What every stage obeys".
"""

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from models.forms.form import Sheet, asked, refuse
from models.forms.intake import Way
from models.holder import AnAgency, APerson, AProfessional
from models.speech import mark


class ConsentWithdrawal(Sheet):
    """Somebody withdraws a yes; it works at once."""

    giver: APerson = asked(mark("Who"), pick="giver who said yes")
    partners: list[AnAgency] = asked(
        mark("For which partners"), help=mark("All partners when left empty."), pick="partner", default_factory=list,
        max_length=30,
    )  # fmt: skip
    way: Way = asked(mark("How it was said"), default="table")
    said_on: date = asked(mark("On"))


class HandingOver(Sheet):
    """Somebody else is asked to take a part in the case over; until they say yes, nothing changes."""

    part: Literal["case manager", "consultant", "coach"] = asked(mark("Which part"), default="case manager")
    to: AProfessional = asked(mark("Who takes it over"), pick="professional")


class OnLeave(Sheet):
    """Somebody is away for a while; new questions go to the substitute, else to the agency's contact."""

    from_on: date = asked(mark("From"))
    until_on: date = asked(mark("Up to and including"))
    substitute: AProfessional | None = asked(
        mark("Who answers meanwhile"), help=mark("Empty: whoever is the contact of the agency."), pick="colleague",
        default=None,
    )  # fmt: skip

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until_on < self.from_on:
            raise refuse("until_on", mark("ends before it begins"))
        return self


class Leaving(Sheet):
    """Somebody does not work here any more from a day on."""

    on: date = asked(mark("Does not work here any more from"))
    substitute: AProfessional | None = asked(
        mark("Who takes over"), help=mark("Empty: the contact of the agency, and the coordinator names who guides."),
        pick="colleague", default=None,
    )  # fmt: skip
