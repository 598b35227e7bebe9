"""The forms of tapering off: check-in, network map, closing. Files nothing.

Source: process.md, stage 5.
"""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from models.forms.assignment import GoalState, MarkLine
from models.forms.field import Line, Mark, Name, Words
from models.forms.form import Form, Sheet, asked, refuse
from models.holder import Anybody
from models.speech import mark

SupporterKind = Literal["informal", "peer", "volunteer", "professional"]
ClosingOutcome = Literal[
    "back to school", "basic qualification", "diploma", "work", "learn-work", "day activities", "care elsewhere",
    "long-term care", "out of sight", "moved", "youth stopped", "deceased",
]  # fmt: skip


class SupporterLine(Sheet):
    """Somebody around the youth: initials, and what they give."""

    initials: Name = asked(mark("Initials"), max_length=8)
    relation: Line = asked(mark("What they are to the youth"))
    kind: SupporterKind = asked(mark("Kind"))
    practical: bool = asked(mark("Practical help"), default=False)
    company: bool = asked(mark("Company"), default=False)
    advice: bool = asked(mark("Advice"), default=False)
    emotional: bool = asked(mark("Emotional support"), default=False)
    in_a_crisis: bool = asked(mark("Reachable in a crisis"), default=False)
    always_there: bool = asked(mark("Always there for the youth"), default=False)
    adult: bool = asked(mark("Adult"), default=True)
    rating: Mark = asked(mark("What the youth gives this (0-10)"))


class CheckIn(Form):
    """How it goes, in the rhythm of the coaching."""

    question: ClassVar[str] = mark("How does it go, and can the coaching be less?")
    mails: ClassVar[bool] = False

    youth_mark: Mark = asked(mark("How does it go? (0-10)"))
    domains: list[MarkLine] = asked(
        mark("The one or two life domains the youth chose"), default_factory=list, max_length=2
    )
    line: Line | None = asked(mark("One line"), default=None)
    network: list[SupporterLine] | None = asked(mark("Who stands around the youth"), default=None, max_length=40)
    youth_wants_less: bool = asked(mark("The youth wants less coaching"), default=False)
    coach_wants_less: bool = asked(mark("The coach finds less coaching right"), default=False)
    below_strong_why: Words | None = asked(
        mark("Why less coaching although the network is not strong yet"), default=None
    )
    takes_over: Anybody | None = asked(mark("Who takes over"), pick="supporter", default=None)
    takes_over_who: Name | None = asked(mark("Or somebody by name"), default=None)
    fallback: bool = asked(mark("The youth knows whom to call to come back"), default=False)
    more: bool = asked(mark("More coaching, right away"), default=False)

    @model_validator(mode="after")
    def _is_not_both(self) -> Self:
        if self.more and (self.youth_wants_less or self.coach_wants_less):
            raise refuse("more", mark("asks for more and for less coaching"))
        return self


class PilotFlame(Form):
    """Once a year it is looked at whether a pilot flame is still what is needed."""

    question: ClassVar[str] = mark("The pilot flame has burned for a year. How does it go on?")

    goes_on: Literal["pilot flame", "more coaching"] = asked(mark("How it goes on"))
    words: Words | None = asked(mark("In a few words"), default=None)


class MoreThanUsual(Sheet):
    """What a step down takes in one case, where that is more than the default."""

    good_mark: int = asked(mark("Marks of at least (6-10)"), default=6, ge=6, le=10)
    marks: int = asked(mark("How many such marks in a row (2-6)"), default=2, ge=2, le=6)
    network: Literal["growing", "strong"] | None = asked(mark("A network that is at least"), default=None)
    why: Words = asked(mark("Why"))


class Closing(Form):
    """How the case ends, and what it brought."""

    question: ClassVar[str] = mark("How does this case end?")

    outcome: ClosingOutcome = asked(mark("How it ends"))
    marks: list[MarkLine] = asked(mark("How it goes now"), default_factory=list, max_length=20)
    helped: Mark | None = asked(mark("Did it help? Mark by the youth (0-10)"), default=None)
    goals: list[GoalState] = asked(mark("How far the goals came"), default_factory=list, max_length=20)
    letter: Words = asked(mark("Closing letter to the youth, in plain words"))
