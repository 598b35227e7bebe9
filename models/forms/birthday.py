"""The forms of birthdays: consent again, the edge of the target group, the plan for 18. Files nothing.

Source: process.md, "What every stage obeys".
"""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from models.forms.field import Words
from models.forms.form import Form, asked, refuse
from models.forms.intake import Consents
from models.holder import AnAgency
from models.speech import mark


class ConsentsAgain(Consents):
    """Who agrees again, before a yes ends by its year or by a birthday."""

    question: ClassVar[str] = mark("Consent ends. May we go on sharing with the partners who help?")


class TargetGroup(Form):
    """What follows when the youth comes to an age at which other rules hold."""

    question: ClassVar[str] = mark("The youth comes to an age at which other rules hold. How does it go on?")

    goes_on: Literal["go on", "handed over", "ends"] = asked(mark("How it goes on"))
    words: Words | None = asked(mark("Who helps from then on, or why it ends"), default=None)
    to: AnAgency | None = asked(
        mark("To which agency"),
        help=mark("If it is handed over. Empty while nobody is known yet: the case manager holds it."),
        pick="agency",
        default=None,
    )

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if self.goes_on != "go on" and self.words is None:
            raise refuse("words", mark("does not say who helps from then on, or why it ends"))
        if self.to is not None and self.goes_on != "handed over":
            raise refuse("to", mark("names an agency to which nothing is handed over"))
        return self


class PlanFor18(Form):
    """What is arranged for the day the youth becomes eighteen; made with the youth."""

    question: ClassVar[str] = mark("The youth becomes eighteen. What is arranged for then?")

    living: Words | None = asked(mark("Where the youth lives then"), default=None)
    income: Words | None = asked(mark("Income"), default=None)
    insurance: Words | None = asked(mark("Health insurance"), default=None)
    help_that_ends: Words | None = asked(mark("Help that ends, and what comes in its place"), default=None)
    someone: Words | None = asked(mark("Who is there for the youth"), default=None)
    not_yet: bool = asked(mark("Not everything is arranged yet"), default=False)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        for name in ("living", "income", "insurance", "help_that_ends", "someone"):
            if getattr(self, name) is None and not self.not_yet:
                raise refuse(name, mark("is empty; say what is arranged, or that not everything is arranged yet"))
        return self
