"""The sheets of chain instruments: what an agency offers, calling one in, giving it back. Files nothing.

Source: domain.md §3; issue 3 part 6.
"""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from models.code import AgencyKind, Role
from models.forms.field import Line, Number
from models.forms.form import Sheet, asked, refuse
from models.holder import AnAgency
from models.speech import mark

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,39}$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\r\n]*$")]
About = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Capacity = Annotated[int, Field(ge=1, le=100_000)]
Weeks = Annotated[int, Field(ge=1, le=520)]


class InstrumentTerms(Sheet):
    """What an instrument gives, to whom, and for how long."""

    name_nl: Name = asked(mark("Name in Dutch"))
    name_en: Name = asked(mark("Name in English"))
    gives: About = asked(mark("What it gives"))
    conditions: About | None = asked(mark("Conditions"), default=None)
    capacity: Capacity | None = asked(mark("How many places"), help=mark("Empty: as many as are needed."), default=None)
    weeks: Weeks = asked(mark("How many weeks one use lasts, as a rule"), default=12)
    kinds: list[AgencyKind] = asked(
        mark("Which kinds of agency may call it in"),
        help=mark("Nothing chosen here and below: every agency that signed."),
        default_factory=list,
        max_length=20,
    )
    roles: list[Role] = asked(mark("Which roles may call it in"), default_factory=list, max_length=10)
    valid_from: date = asked(mark("From"))
    valid_until: date | None = asked(mark("Until"), default=None)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise refuse("valid_until", mark("ends before it begins"))
        return self


class NewInstrument(InstrumentTerms):
    """An instrument that is added to the catalogue."""

    code: Code = asked(mark("Code"))
    agency: AnAgency = asked(mark("Whose it is"), pick="agency")


class CallIn(Sheet):
    """An action that draws from an instrument."""

    instrument: Number = asked(mark("Chain instrument"), pick="instrument")
    action: Number = asked(mark("For which action"), pick="open action")
    waits: bool = asked(mark("If it is full: a waiting place"), default=False)


class UseOf(Sheet):
    """One use of an instrument: its place is taken, or given back."""

    use: Number = asked(mark("Which use"), pick="instrument use")
    why: Line | None = asked(mark("In a few words"), default=None)
