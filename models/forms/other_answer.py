"""What a holder may say instead of filling in the form: cannot, needs longer, somebody else here. Files nothing."""

from datetime import date
from typing import Literal, Self, get_args

from pydantic import model_validator

from models.forms.conclusion import Conclusion, conclusion
from models.forms.delay import Meantime, meantime
from models.forms.field import Words
from models.forms.form import Sheet, asked, refuse
from models.forms.intake import DomainNote
from models.holder import AnAgency, AProfessional
from models.reason import SAID_INSTEAD, Use, agree
from models.speech import mark

Code = Literal[
    "not ours", "who pays", "no place", "data missing", "consent missing", "youth not reached", "no longer needed",
    "too many cases", "conflict of interest", "other expertise", "on leave", "other appointment", "not needed there",
    "youth says no", "not reached", "says no", "not able",
]  # fmt: skip
LongerCode = Literal[
    "not ours", "who pays", "no place", "data missing", "consent missing", "youth not reached", "no longer needed",
    "too many cases", "on leave", "awaiting decision", "youth away", "youth on holiday",
]  # fmt: skip
agree(get_args(Code), *SAID_INSTEAD)
agree(get_args(LongerCode), Use.LONGER)


class Cannot(Sheet):
    """The holder cannot, and says why; the code decides what happens next."""

    code: Code = asked(mark("Why"))
    who_then: AnAgency | None = asked(mark("Who then"), pick="agency", default=None)
    expected_on: date | None = asked(mark("A place is expected on"), default=None)
    notes: list[DomainNote] = asked(
        mark("Worries, strengths, and what you can offer"), help=mark("It is brought to the table for you."),
        default_factory=list, max_length=20,
    )  # fmt: skip
    conclusion: Conclusion | None = conclusion()
    words: Words | None = asked(mark("In a few words"), default=None)
    meanwhile: Meantime | None = meantime()

    @model_validator(mode="after")
    def _says_who_or_when(self) -> Self:
        if self.code == "not ours" and self.who_then is None:
            raise refuse("who_then", mark("does not say who then"))
        if self.code == "no place" and self.expected_on is None:
            raise refuse("expected_on", mark("does not say when a place is expected"))
        return self


class NeedsLonger(Sheet):
    """The holder gives a new date, and says why."""

    until: date = asked(mark("New date"))
    code: LongerCode = asked(mark("Why"))
    words: Words | None = asked(mark("In a few words"), default=None)
    meanwhile: Meantime | None = meantime()


class SomeoneElse(Sheet):
    """Somebody else of the same agency should answer."""

    colleague: AProfessional = asked(mark("Who here should answer"), pick="colleague")
