"""The forms of the assignment of a transition consultant and of the one plan. Files nothing.

Source: process.md, stage 3.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from models.code import Domain
from models.forms.field import DomainCode, Line, Mark, Number, Words
from models.forms.form import Form, Sheet, asked, refuse
from models.forms.meeting import AgreementLine
from models.holder import AnAgency, AProfessional
from models.reason import Use, codes_for
from models.speech import mark

GoalStatus = Literal["not begun", "under way", "reached", "partly", "other choice"]
FIVE_DOMAINS = len(Domain)
Weeks = Annotated[int, Field(ge=1, le=52)]


class Proposal(Form):
    """The coordinator confirms the proposed consultant, or picks another."""

    question: ClassVar[str] = mark("Who becomes transition consultant?")

    consultant: AProfessional | None = asked(mark("Transition consultant"), pick="consultant", default=None)
    youth_wants_none: bool = asked(mark("The youth wants no consultant"), default=False)

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.consultant is None) != self.youth_wants_none:
            raise refuse("consultant", mark("names a consultant, or says that the youth wants none"))
        return self


class Introduction(Form):
    """The first contact with the youth, and whether it clicks."""

    question: ClassVar[str] = mark("Did you meet the youth, and does it click?")
    may_decline: ClassVar[tuple[str, ...]] = ("youth not reached",)

    met_on: date = asked(mark("First contact on"))
    clicks: bool = asked(mark("It clicks"))


class MarkLine(Sheet):
    """How one life domain goes: by the youth and by the professional."""

    domain: DomainCode = asked(mark("Life domain"), pick="domain")
    youth: Mark | None = asked(mark("Mark by the youth (0-10)"), default=None)
    professional: Mark | None = asked(mark("Mark by the professional (0-10)"), default=None)

    @model_validator(mode="after")
    def _has_a_mark(self) -> Self:
        if self.youth is None and self.professional is None:
            raise refuse("youth", mark("names a life domain without a mark"))
        return self


class PlanGoal(Sheet):
    """One goal, and what is done for it."""

    domain: DomainCode = asked(mark("Life domain"), pick="domain")
    words: Words = asked(mark("The goal, in the words of the youth"))
    actions: list[AgreementLine] = asked(mark("What is done for it"), default_factory=list, max_length=20)


class HandoverLine(Sheet):
    """What is handed over: from one school or institution to the next, before a first day."""

    gives: AnAgency = asked(mark("From"), pick="agency")
    takes: AnAgency | None = asked(
        mark("To"),
        help=mark("Empty while nobody is known yet: the case manager holds it."),
        pick="agency",
        default=None,
    )
    first_on: date = asked(mark("First day there"))

    @model_validator(mode="after")
    def _is_between_two(self) -> Self:
        if self.gives == self.takes:
            raise refuse("takes", mark("is the same as where it comes from"))
        return self


class Plan(Form):
    """One youth, one family, one plan."""

    question: ClassVar[str] = mark("What is the plan?")

    goals: list[PlanGoal] = asked(mark("Goals"), min_length=1, max_length=20)
    marks: list[MarkLine] = asked(mark("How it goes now"), min_length=1, max_length=20)
    week: Words | None = asked(mark("The week of the youth: which day, where, with whom"), default=None)
    helps: Words | None = asked(mark("What helps when it goes wrong, and whom to call"), default=None)
    coach: AProfessional | None = asked(
        mark("Who coaches"), help=mark("The consultant, when left empty."), pick="professional", default=None
    )
    handovers: list[HandoverLine] = asked(
        mark("Handovers to a next school or place"), default_factory=list, max_length=5
    )
    youth_agrees: bool = asked(mark("The youth agrees with the plan"))
    review_on: date | None = asked(mark("We look back on"), default=None)

    @model_validator(mode="after")
    def _marks_each_domain_once(self) -> Self:
        domains = [line.domain for line in self.marks]
        if len(set(domains)) != len(domains):
            raise refuse("marks", mark("marks a life domain twice"))
        return self


class BudgetApproval(Form):
    """The coordinator approves what goes over the budget of a trajectory."""

    question: ClassVar[str] = mark("This goes over the budget of the youth. Do you approve?")

    approves: bool = asked(mark("Approved"))
    words: Words | None = asked(mark("Why"), default=None)


class ActionDone(Form):
    """One agency says how an action goes."""

    question: ClassVar[str] = mark("Is what you agreed to do done?")
    may_decline: ClassVar[tuple[str, ...]] = codes_for(Use.CANNOT)
    may_take_longer: ClassVar[bool] = True

    done_on: date = asked(mark("Done on"))
    words: Words | None = asked(mark("In a few words"), default=None)


class GoalState(Sheet):
    """How far one goal is."""

    goal: Number = asked(mark("Goal"), pick="goal")
    status: GoalStatus = asked(mark("How far"))


class Condition(Sheet):
    """What must hold first, and who reports it."""

    what: Line = asked(mark("What"))
    weeks: Weeks = asked(mark("For how many weeks"))
    reporter: AnAgency = asked(mark("Who reports it"), pick="agency")


class Review(Form):
    """Marks, goals, and how it goes on."""

    question: ClassVar[str] = mark("How does the plan go, and how does it go on?")
    mails: ClassVar[bool] = False

    marks: list[MarkLine] = asked(mark("How it goes now"), min_length=1, max_length=20)
    goals: list[GoalState] = asked(mark("How far the goals are"), default_factory=list, max_length=20)
    goes_on: Literal["go on", "change plan", "ready for aftercare", "end"] = asked(mark("How it goes on"))
    condition: Condition | None = asked(mark("A condition first"), default=None)
    actions: list[AgreementLine] = asked(mark("New actions"), default_factory=list, max_length=20)
    handovers: list[HandoverLine] = asked(
        mark("Handovers to a next school or place"), default_factory=list, max_length=5
    )
    outcome: str | None = asked(mark("If it ends: how"), pick="outcome", default=None, pattern=r"^[a-z][a-z -]{1,39}$")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.goes_on == "change plan" and not self.actions:
            raise refuse("actions", mark("changes the plan without a new action"))
        if (self.goes_on == "end") != (self.outcome is not None):
            raise refuse("outcome", mark("says that it ended, or how, but not both"))
        return self


class ConditionMet(Form):
    """Whether what had to hold first holds."""

    question: ClassVar[str] = mark("Does what was set as a condition hold?")

    met: bool = asked(mark("It holds"))


class HandoverItems(Form):
    """What was handed over, item by item."""

    question: ClassVar[str] = mark("What was handed over?")
    may_decline: ClassVar[tuple[str, ...]] = ("not ours", "no place", "data missing")

    items: list[Literal["story", "plan", "what helps", "people", "help goes on", "practical"]] = asked(
        mark("Handed over"), min_length=1, max_length=6
    )


class HandoverCheck(Form):
    """Two weeks later: whether it goes well."""

    question: ClassVar[str] = mark("Does it go well after the handover?")

    goes_well: bool = asked(mark("It goes well"))
    words: Words | None = asked(mark("In a few words"), default=None)
