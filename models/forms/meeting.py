"""The forms of a multidisciplinary meeting: invitees, slot, attendance, minutes, objection. Files nothing.

Source: process.md, stage 2.
"""

from datetime import date, datetime
from typing import ClassVar, Literal, Self, get_args

from pydantic import model_validator

from models.forms.conclusion import Conclusion, conclusion
from models.forms.field import Cents, DomainCode, Line, Mark, Name, Number, Place, Words
from models.forms.form import Form, Sheet, asked, refuse
from models.forms.intake import DomainNote
from models.holder import AnAgency, Anybody, AProfessional
from models.reason import Use, agree, codes_for
from models.speech import mark

Paid = Literal["own means", "budget", "other scheme"]


class Invitees(Form):
    """Who sits at the table, and who leads."""

    question: ClassVar[str] = mark("Whom do you invite?")

    agencies: list[AnAgency] = asked(mark("Which partners?"), pick="agency", default_factory=list, max_length=30)
    youth: bool = asked(mark("The youth"), default=True)
    parents: bool | None = asked(
        mark("Those with custody"),
        help=mark("Under 16 they belong there; from 16 only if the youth wants it; from 18 not any more."),
        default=None,
    )
    without_why: Words | None = asked(
        mark("Why without the youth, or (under 16) without those with custody"), default=None
    )
    supporter: Name | None = asked(mark("A supporter the youth brings along"), default=None)
    chair: AProfessional = asked(mark("Chair"), pick="professional")
    chair_why: Line | None = asked(mark("Why the case manager takes the chair"), default=None)
    minute_taker: AProfessional = asked(mark("Minute taker"), pick="professional")
    anonymous: bool = asked(mark("Discuss anonymously: initials and age only"), default=False)

    @model_validator(mode="after")
    def _invites_somebody(self) -> Self:
        if not self.agencies:
            raise refuse("agencies", mark("invites nobody"))
        return self


class Slot(Form):
    """When and where: a place in the calendar of a knooppunt, or an hour of its own."""

    question: ClassVar[str] = mark("When and where do you meet?")

    sitting: Number | None = asked(mark("A place in the calendar of a knooppunt"), pick="sitting", default=None)
    starts_at: datetime | None = asked(mark("Or at this moment"), default=None)
    place: Place | None = asked(mark("Where"), default=None)
    later_why: Line | None = asked(
        mark("Why later than agreed"), help=mark("Only when it lies more than ten working days ahead."), default=None
    )
    also: list[AnAgency] = asked(
        mark("Whom do you invite besides?"), pick="agency", default_factory=list, max_length=30
    )
    without_youth_why: Words | None = asked(
        mark("Why without the youth and those with custody"),
        help=mark("Only when none of them can come."),
        default=None,
    )
    comes: list[Anybody] = asked(
        mark("Who comes"), help=mark("Only for a meeting within three working days."), pick="invited",
        default_factory=list, max_length=40,
    )  # fmt: skip

    @model_validator(mode="after")
    def _is_one_moment(self) -> Self:
        if (self.sitting is None) == (self.starts_at is None):
            raise refuse("starts_at", mark("needs a place in a calendar or a moment, and not both"))
        if self.starts_at is not None and self.starts_at.tzinfo is None:
            raise refuse("starts_at", mark("is a moment without a time zone"))
        if self.starts_at is not None and self.place is None:
            raise refuse("place", mark("does not say where"))
        return self


class Attendance(Form):
    """Whether somebody comes, and in the same form what they bring."""

    question: ClassVar[str] = mark("Do you come to the meeting, and what do you bring?")
    may_decline: ClassVar[tuple[str, ...]] = codes_for(Use.INVITATION)

    comes: Literal["comes", "sends someone"] = asked(mark("You come"))
    sends: AProfessional | None = asked(mark("Who comes for you"), pick="colleague", default=None)
    notes: list[DomainNote] = asked(
        mark("Worries, strengths, and what you can offer"), default_factory=list, max_length=20
    )
    conclusion: Conclusion | None = conclusion()

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if self.comes == "sends someone" and self.sends is None:
            raise refuse("sends", mark("does not say who comes"))
        return self


SittingCode = Literal["on leave", "other appointment", "not needed there"]
agree(get_args(SittingCode), Use.INVITATION)


class SittingAttendance(Sheet):
    """Whether a standing member of a knooppunt comes to one of its sittings: said once for every youth of it."""

    comes: Literal["comes", "sends someone", "cannot"] = asked(mark("You come"))
    sends: AProfessional | None = asked(mark("Who comes for you"), pick="colleague", default=None)
    code: SittingCode | None = asked(mark("If you cannot: why"), default=None)

    @model_validator(mode="after")
    def _says_who_or_why(self) -> Self:
        if (self.comes == "sends someone") != (self.sends is not None):
            raise refuse("sends", mark("does not say who comes"))
        if (self.comes == "cannot") != (self.code is not None):
            raise refuse("code", mark("says that you cannot, or why, but not both"))
        return self


class GoalLine(Sheet):
    """A goal in one life domain."""

    domain: DomainCode = asked(mark("Life domain"), pick="domain")
    words: Words = asked(mark("What the youth wants to reach"))


class AgreementLine(Sheet):
    """What one agency or person does, by when, and how it is paid."""

    who: Anybody = asked(mark("Who"), pick="responsible")
    words: Words = asked(mark("What"))
    due_on: date = asked(mark("Ready on"))
    paid_by: Paid = asked(mark("How it is paid"), default="own means")
    cents: Cents = asked(mark("Cents"), default=0)
    instrument: Number | None = asked(mark("Chain instrument it draws from"), pick="instrument", default=None)
    waits: bool = asked(mark("If it is full: a waiting place"), default=False)

    @model_validator(mode="after")
    def _has_an_amount(self) -> Self:
        if self.waits and self.instrument is None:
            raise refuse("instrument", mark("asks for a waiting place, and does not say for what"))
        if self.paid_by == "budget" and self.cents == 0:
            raise refuse("cents", mark("is paid from the budget without an amount"))
        return self


class Minutes(Form):
    """What was decided and agreed, on one page."""

    question: ClassVar[str] = mark("What was decided and agreed?")

    held: Literal["held", "not held", "without quorum"] = asked(mark("The meeting"))
    present: list[Anybody] = asked(mark("Who was there"), pick="invited", default_factory=list, max_length=40)
    decisions: Words | None = asked(mark("Decisions"), default=None)
    goals: list[GoalLine] = asked(mark("Goals"), default_factory=list, max_length=20)
    agreements: list[AgreementLine] = asked(mark("Agreements"), default_factory=list, max_length=40)
    case_manager: AProfessional | None = asked(mark("Case manager from now on"), pick="professional", default=None)
    goes_on: Literal["consultant", "plan", "back", "ended"] = asked(
        mark("How it goes on"),
        help=mark("With a consultant, with a plan by the case manager, where it came from, or ended."),
        default="back",
    )  # fmt: skip
    outcome: Literal["helped", "referred", "another place"] | None = asked(mark("If it ended: how"), default=None)
    evaluation_on: date | None = asked(mark("We look back on"), default=None)
    youth_mark: Mark | None = asked(mark("Is this right for the youth? (0-10)"), default=None)
    youth_absent_why: Words | None = asked(
        mark("Why neither the youth nor somebody with custody was there"), default=None
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.held == "not held":
            _nothing_came_of_it(self)
            return self
        if not self.present:
            raise refuse("present", mark("does not say who was there"))
        if self.decisions is None:
            raise refuse("decisions", mark("does not say what was decided"))
        if self.evaluation_on is None and self.goes_on != "ended":
            raise refuse("evaluation_on", mark("does not say when we look back"))
        if (self.goes_on == "ended") != (self.outcome is not None):
            raise refuse("outcome", mark("says that it ended, or how, but not both"))
        if self.goes_on == "ended" and self.agreements:
            raise refuse("agreements", mark("ends the case and makes agreements; they would lapse at once"))
        return self


def _nothing_came_of_it(minutes: Minutes) -> None:
    """A new moment is sought; what was filled in all the same would be lost without a word."""
    for name in ("decisions", "goals", "agreements", "case_manager", "outcome"):
        if getattr(minutes, name):
            raise refuse(name, mark("was decided or agreed in a meeting that did not take place"))
    if minutes.goes_on != "back":
        raise refuse("goes_on", mark("says how it goes on after a meeting that did not take place"))


class Elsewhere(Form):
    """A talk that was held elsewhere counts: only the day, who was there and what was agreed."""

    question: ClassVar[str] = mark("What was agreed in the talk that was held elsewhere?")

    held_on: date = asked(mark("Held on"))
    present: list[Anybody] = asked(mark("Who was there"), pick="responsible", min_length=1, max_length=40)
    agreements: list[AgreementLine] = asked(mark("Agreements"), default_factory=list, max_length=40)


class OwnWords(Form):
    """What youth and parents want to add to the minutes, in their own words."""

    question: ClassVar[str] = mark("Do you want to add something to the minutes?")

    words: Words = asked(mark("Your own words"))


class Evaluation(Form):
    """How it goes since the meeting, where no plan is reviewed that says so."""

    question: ClassVar[str] = mark("How does it go since the meeting?")
    mails: ClassVar[bool] = False

    youth_mark: Mark | None = asked(mark("Is this right for the youth? (0-10)"), default=None)
    words: Words = asked(mark("How it goes"))
    needed: Literal["go on", "meeting"] = asked(mark("How it goes on"))


ObjectionCode = Literal["not ours", "who pays", "no place", "no longer needed"]
agree(get_args(ObjectionCode), Use.OBJECTION)


class Objection(Form):
    """What an agency that was absent says of what was agreed for it."""

    question: ClassVar[str] = mark("Do you agree with what was agreed for you?")

    agrees: bool = asked(mark("We agree"))
    code: ObjectionCode | None = asked(mark("If not: why"), default=None)
    words: Words | None = asked(mark("In a few words"), default=None)

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.agrees == (self.code is not None):
            raise refuse("code", mark("objects without a reason, or gives a reason and agrees"))
        return self
