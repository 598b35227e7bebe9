"""The forms of errands: consent of one partner, attempts, meanwhile, missing data, objections. Files nothing.

Source: process.md, head, stage 1 step 3, and "the power to push through".
"""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from models.forms.assignment import GoalStatus
from models.forms.field import Words
from models.forms.form import Form, Sheet, asked, refuse
from models.forms.intake import CustodyHolder
from models.holder import AgencyOrProfessional, AnAgency, APerson
from models.reason import Use, codes_for
from models.speech import mark


class PartnerConsent(Form):
    """A partner that joined later: one tick, by whoever sits with the youth."""

    question: ClassVar[str] = mark("May we share with this partner too?")
    may_decline: ClassVar[tuple[str, ...]] = codes_for(Use.CONSENT)

    givers: list[APerson] = asked(mark("Who agreed"), pick="giver", min_length=1, max_length=4)
    way: Literal["table", "phone", "paper"] = asked(mark("How it was given"), default="table")
    given_on: date = asked(mark("On"))


class WhoHasCustody(Form):
    """Who has custody of a youth under sixteen, where the registration did not say."""

    question: ClassVar[str] = mark("Who has custody of this youth?")

    custody: list[CustodyHolder] = asked(mark("Who has custody?"), default_factory=list, max_length=4)
    guardian: AnAgency | None = asked(mark("An institution has custody"), pick="agency", default=None)
    unknown: bool = asked(mark("Nobody knows yet"), default=False)

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if not self.custody and self.guardian is None and not self.unknown:
            raise refuse("custody", mark("does not say who has custody"))
        return self


class Attempt(Sheet):
    """One try to reach somebody whose yes is needed."""

    way: Literal["table", "phone", "paper", "mail", "visit"] = asked(mark("How"))
    tried_on: date = asked(mark("On"))
    result: Literal["not reached", "refuses", "agrees"] = asked(mark("What came of it"))


class Attempts(Form):
    """How it was tried to reach somebody with custody, in two ways at least."""

    question: ClassVar[str] = mark("How did you try to reach those with custody?")

    giver: APerson | None = asked(mark("Who"), pick="giver", default=None)
    attempts: list[Attempt] = asked(mark("What was tried"), min_length=1, max_length=10)

    @model_validator(mode="after")
    def _tried_two_ways(self) -> Self:
        ended = any(attempt.result != "not reached" for attempt in self.attempts)
        if not ended and len({attempt.way for attempt in self.attempts}) < 2:
            raise refuse("attempts", mark("tries only one way; try two ways before giving up"))
        return self


class WithoutYes(Form):
    """The case manager decides how to go on without somebody's yes, and writes why."""

    question: ClassVar[str] = mark("How do we go on without this yes?")

    decision: Literal["own ground", "own weighing", "court", "guardian", "one holder", "court order", "unable"] = asked(
        mark("How we go on")
    )
    court_on: date | None = asked(mark("Date to watch"), default=None)
    why: Words = asked(mark("Why"))

    @model_validator(mode="after")
    def _has_a_day(self) -> Self:
        if self.decision == "court" and self.court_on is None:
            raise refuse("court_on", mark("asks a court without a date to watch"))
        return self


class Meanwhile(Form):
    """Who does what until then; or nothing, and why."""

    question: ClassVar[str] = mark("Who does what in the meantime?")

    who: AgencyOrProfessional | None = asked(mark("Who"), pick="agency", default=None)
    what: Words = asked(mark("What, or why nothing"))


class Supplied(Form):
    """What was missing is there now."""

    question: ClassVar[str] = mark("Can you supply what is missing?")

    supplied: bool = asked(mark("It is there now"))
    words: Words | None = asked(mark("In a few words"), default=None)


class ObjectionHeard(Form):
    """The case manager weighs an objection, or a silence that nothing was delivered to."""

    question: ClassVar[str] = mark("An agency objects, or was not reached. Does the agreement stand?")

    goes_on: bool = asked(mark("It stands"))
    why: Words | None = asked(mark("In a few words"), default=None)


class GoalReviewed(Form):
    """How far a goal is, now that an action for it is no longer needed."""

    question: ClassVar[str] = mark("An action is no longer needed. How far is its goal?")

    status: GoalStatus = asked(mark("How far"))
    words: Words | None = asked(mark("In a few words"), default=None)
