"""The sheet of what becomes known later about a youth who was registered. Files nothing.

Source: process.md, stage 1 step 1, "All else may come later".
"""

from datetime import date
from typing import Self

from pydantic import model_validator

from models.code import Living
from models.forms.conclusion import Conclusion, conclusion
from models.forms.field import Email, Line, Phone, Place
from models.forms.form import Guarded, asked, refuse
from models.forms.intake import CustodyHolder, DomainNote
from models.holder import AnAgency
from models.speech import mark


class Addition(Guarded):
    """What the registration did not say yet; only what is filled in is added."""

    neighbourhood: Place | None = asked(mark("Neighbourhood"), default=None)
    phone: Phone | None = asked(mark("Phone of the youth"), default=None)
    email: Email | None = asked(mark("Mail of the youth"), default=None)
    living: Living | None = asked(mark("Where does the youth live?"), default=None)
    absent_since: date | None = asked(mark("Not at school since"), default=None)
    back_at_school_on: date | None = asked(
        mark("Back at school since"),
        help=mark("Then the case is not looked at any more as that of a youth without school."),
        default=None,
    )
    departs_on: date | None = asked(mark("Leaves on"), help=mark("An institution, or a school."), default=None)
    school: AnAgency | None = asked(mark("School"), pick="school", default=None)
    level: Line | None = asked(mark("Level"), default=None)
    siblings: Line | None = asked(mark("Brothers and sisters"), default=None)
    custody: list[CustodyHolder] = asked(mark("Who has custody?"), default_factory=list, max_length=4)
    partners: list[AnAgency] = asked(mark("Who helps already?"), pick="agency", default_factory=list, max_length=30)
    notes: list[DomainNote] = asked(mark("Worries and strengths"), default_factory=list, max_length=40)
    conclusion: Conclusion | None = conclusion()

    @model_validator(mode="after")
    def _adds_something(self) -> Self:
        if not any(getattr(self, name) for name in type(self).model_fields if name != "another_number"):
            raise refuse("notes", mark("adds nothing"))
        if self.absent_since is not None and self.back_at_school_on is not None:
            raise refuse("back_at_school_on", mark("is filled in beside since when the youth is not at school"))
        return self
