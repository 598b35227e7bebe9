"""The forms of the steps that people take: confirm, talk, decide at the table, decide as administrators. Files nothing.

Source: process.md, "Waiting, and the power to push through": steps 3 to 5 end in dated plan actions.
"""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from models.forms.field import Words
from models.forms.form import Form, asked, refuse
from models.forms.meeting import AgreementLine
from models.holder import AgencyOrProfessional
from models.speech import mark


class StepConfirmed(Form):
    """A person confirms a step that the system proposes, or says why not now."""

    question: ClassVar[str] = mark("This does not move. Shall we take the next step?")

    needed: bool = asked(mark("This step is needed"))
    why: Words | None = asked(mark("If not: why"), default=None)

    @model_validator(mode="after")
    def _says_why_not(self) -> Self:
        if not self.needed and self.why is None:
            raise refuse("why", mark("does not say why"))
        return self


class Breakthrough(Form):
    """What came of the breakthrough talk: dated actions."""

    question: ClassVar[str] = mark("What came of the breakthrough talk?")

    talked_on: date = asked(mark("Talked on"))
    actions: list[AgreementLine] = asked(mark("Who does what, by when"), min_length=1, max_length=20)
    takes_over: AgencyOrProfessional | None = asked(
        mark("Who takes the question over"), help=mark("Empty: it stays where it is."), pick="agency", default=None
    )
    solved: bool = asked(mark("The question itself is solved"), default=False)


class TableDecided(Form):
    """The breakthrough table decides, sends it back, or finds it outside its mandate."""

    question: ClassVar[str] = mark("What does the breakthrough table decide?")

    result: Literal["decides", "sends back", "outside the mandate"] = asked(mark("The table"))
    decided_on: date = asked(mark("On"))
    words: Words = asked(mark("The decision, and why"))
    actions: list[AgreementLine] = asked(mark("Who does what, by when"), default_factory=list, max_length=20)

    @model_validator(mode="after")
    def _decides_something(self) -> Self:
        if self.result == "decides" and not self.actions:
            raise refuse("actions", mark("holds nothing that somebody does by a day"))
        return self


class AdministratorsDecided(Form):
    """The written decision of the administrators."""

    question: ClassVar[str] = mark("What do the administrators decide?")

    decided_on: date = asked(mark("On"))
    words: Words = asked(mark("The decision, and why"))
    actions: list[AgreementLine] = asked(mark("Who does what, by when"), min_length=1, max_length=20)
