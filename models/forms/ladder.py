"""The forms of the steps that people take: confirm, talk, decide at the table, decide as administrators. Files nothing.

Source: process.md, "Waiting, and the power to push through": steps 3 to 5 end in dated plan actions.
"""

from datetime import date
from typing import ClassVar, Literal, Self, get_args

from pydantic import model_validator

from models.forms.field import Words
from models.forms.form import Form, Sheet, asked, refuse
from models.forms.meeting import AgreementLine
from models.holder import AgencyOrProfessional, AnAgency
from models.reason import Use, agree
from models.speech import mark

StepUpCode = Literal[
    "not ours", "who pays", "longer than agreed", "absent from school", "three months", "order objected",
    "order not carried out", "outside the mandate", "no quorum",
]  # fmt: skip
agree(get_args(StepUpCode), Use.STEP_UP)


class StepUp(Sheet):
    """The next step of the ladder, taken by a person. In danger nobody steps up: call 112 or Veilig Thuis at once."""

    step: int = asked(mark("Which step"), ge=1, le=5)
    code: StepUpCode = asked(mark("Because"))
    words: Words | None = asked(
        mark("In a few words"),
        help=mark("In danger: call 112, or Veilig Thuis on 0800-2000. That is never asked here."),
        default=None,
    )


class StepDown(Sheet):
    """It moves again: the steps that stand are over."""

    words: Words = asked(mark("What changed"))


class LadderChange(Sheet):
    """From a day on, a step comes sooner, later or not at all in this region."""

    step: int = asked(
        mark("Which step"),
        help=mark(
            "0 reminder, 1 colleagues, 2 team lead, 3 transition consultant, 4 breakthrough table, 5 administrators."
        ),
        ge=0,
        le=5,
    )
    form: str | None = asked(
        mark("For which question"),
        help=mark("Empty: for every question."),
        pick="any question",
        default=None,
        max_length=40,
    )
    agency: AnAgency | None = asked(
        mark("For which agency"), help=mark("Empty: for every agency."), pick="agency", default=None
    )
    after_days: int | None = asked(
        mark("After how many working days"),
        help=mark("For the steps 1 to 3. Empty: as the terms of the region say."),
        default=None,
        ge=1,
        le=260,
    )
    off: bool = asked(mark("Never"), default=False)
    ground: str = asked(mark("Why, and who agreed"), min_length=1, max_length=400)
    valid_from: date = asked(mark("From"))

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.off and self.after_days is not None:
            raise refuse("after_days", mark("says both: after so many days, and never"))
        if self.after_days is not None and not 1 <= self.step <= 3:
            raise refuse("after_days", mark("is for the steps 1 to 3; the others follow their terms"))
        return self


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
