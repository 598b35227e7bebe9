"""The sheets of a cooperation agreement: concluded, signed, left, mandates given and ended. Files nothing."""

from datetime import date
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from models.code import OrderKind
from models.forms.field import Number
from models.forms.form import Sheet, asked, refuse
from models.holder import AnAgency, AProfessional
from models.speech import mark

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=r"^[^\r\n]*$")]


class NewAgreement(Sheet):
    """An agreement of the administrators of a region."""

    name: Name = asked(mark("Name"))
    scope: list[OrderKind] = asked(
        mark("What a binding decision may be about"), min_length=1, max_length=len(OrderKind)
    )
    valid_from: date = asked(mark("From"))
    valid_until: date = asked(mark("Until"))
    chair: AnAgency = asked(mark("Who chairs the breakthrough table"), pick="any agency")
    signatories: list[AnAgency] = asked(mark("Who signed"), pick="any agency", min_length=1, max_length=200)
    signed_on: date = asked(mark("Signed on"))

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until < self.valid_from:
            raise refuse("valid_until", mark("ends before it begins"))
        if self.chair not in self.signatories:
            raise refuse("chair", mark("names a chair that did not sign"))
        return self


class Signing(Sheet):
    """An agency signs, or leaves from a day on."""

    agreement: Number = asked(mark("Which agreement"), pick="agreement")
    agency: AnAgency = asked(mark("Which agency"), pick="any agency")
    on: date = asked(mark("On"))


class MandateGiven(Sheet):
    """A transition consultant may take binding decisions, from a day on; or not any more after one."""

    agreement: Number = asked(mark("Which agreement"), pick="agreement")
    consultant: AProfessional = asked(mark("Transition consultant"), pick="consultant")
    on: date = asked(mark("On"))
