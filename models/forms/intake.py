"""The forms of the intake but the weighing: registration, same youth, informed, consent, first help. Files nothing.

Source: process.md, stage 1.
"""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from models.code import Living, Relation, Sector
from models.forms.field import Birth, DomainCode, Email, Line, Name, Number, Phone, Place, Words
from models.forms.form import Form, Sheet, asked, refuse
from models.holder import AnAgency, APerson
from models.reason import Use, codes_for
from models.speech import mark

Told = Literal["talk", "phone", "letter"]
Way = Literal["table", "phone", "paper"]
MARKED_DOMAINS = 20


class CustodyHolder(Sheet):
    """Somebody with custody, as far as known at registration."""

    given_name: Name = asked(mark("Given name"))
    family_name: Name | None = asked(mark("Family name"), default=None)
    relation: Literal[Relation.PARENT, Relation.GUARDIAN] = asked(
        mark("What they are to the youth"), default=Relation.PARENT
    )
    phone: Phone | None = asked(mark("Phone"), default=None)
    email: Email | None = asked(mark("Mail"), default=None)


class DomainNote(Sheet):
    """A worry, a strength or an offer in one life domain."""

    domain: DomainCode = asked(mark("Life domain"), pick="domain")
    kind: Literal["worry", "strength", "offer"] = asked(mark("What it is"))
    words: Words = asked(mark("In a few words"))


class Running(Sheet):
    """What was already asked elsewhere: its term counts from that day."""

    agency: AnAgency = asked(mark("Asked of"), pick="agency")
    asked_on: date = asked(mark("Asked on"))
    term: Line = asked(mark("Under which term"), pick="term")
    words: Words = asked(mark("What was asked"))


class ToWatch(Sheet):
    """A day to keep in view: nobody holds it, and it is never late."""

    kind: Literal["end of place", "end of indication", "move", "search term", "consent of the court"] = asked(
        mark("What it is")
    )
    day: date = asked(mark("Day"))


class GiverAtRegistration(Sheet):
    """Somebody's yes or no, given before the registration."""

    giver: Literal["youth", "first custody holder", "second custody holder"] = asked(mark("Who"))
    agrees: bool = asked(mark("Agrees"))
    way: Way = asked(mark("How it was given"))
    given_on: date = asked(mark("On"))
    not_with: list[AnAgency] = asked(mark("Not with"), pick="agency", default_factory=list, max_length=30)


class Registration(Form):
    """A youth is registered; five minutes in all."""

    question: ClassVar[str] = mark("Whom do you register, and why?")

    given_name: Name = asked(mark("Given name"))
    prefix: Name | None = asked(mark("Prefix of the family name"), default=None)
    family_name: Name = asked(mark("Family name"))
    birth_on: Birth = asked(mark("Date of birth"))
    municipality: Place = asked(mark("Municipality"))
    sector: Sector = asked(mark("Where does the youth learn?"))
    told_youth_on: date | None = asked(mark("The youth was told on"), default=None)
    told_youth_how: Told | None = asked(mark("How the youth was told"), default=None)
    told_parents_on: date | None = asked(
        mark("Those with custody were told on"), help=mark("Needed under 16."), default=None
    )
    told_parents_how: Told | None = asked(mark("How those with custody were told"), default=None)
    ground: Literal["consent", "legal task", "anonymous"] = asked(mark("Why may the registration point have this?"))
    worry: Words = asked(mark("What is going on?"))
    wish: Words = asked(mark("What does the youth want?"))
    urgent: bool = asked(mark("Urgent"), default=False)
    danger: bool = asked(
        mark("There is danger right now"),
        help=mark("Call 112, or Veilig Thuis on 0800-2000. Vangnet does not pass this on."),
        default=False,
    )
    neighbourhood: Place | None = asked(mark("Neighbourhood"), default=None)
    phone: Phone | None = asked(mark("Phone of the youth"), default=None)
    email: Email | None = asked(mark("Mail of the youth"), default=None)
    language: Literal["nl", "en"] = asked(mark("Language for letters"), default="nl")
    living: Living | None = asked(mark("Where does the youth live?"), default=None)
    secret_address: bool = asked(mark("The address is secret"), default=False)
    absent_since: date | None = asked(mark("Not at school since"), default=None)
    departs_on: date | None = asked(mark("Leaves on"), help=mark("An institution, or a school."), default=None)
    school: AnAgency | None = asked(mark("School"), pick="school", default=None)
    level: Line | None = asked(mark("Level"), default=None)
    custody: list[CustodyHolder] = asked(mark("Who has custody?"), default_factory=list, max_length=4)
    siblings: Line | None = asked(mark("Brothers and sisters"), default=None)
    partners: list[AnAgency] = asked(mark("Who helps already?"), pick="agency", default_factory=list, max_length=30)
    notes: list[DomainNote] = asked(mark("Worries and strengths"), default_factory=list, max_length=40)
    running: list[Running] = asked(mark("What was already asked elsewhere?"), default_factory=list, max_length=20)
    consents: list[GiverAtRegistration] = asked(mark("Consent given"), default_factory=list, max_length=3)

    @model_validator(mode="after")
    def _says_who_was_told(self) -> Self:
        if (self.told_youth_on is None) != (self.told_youth_how is None):
            raise refuse("told", mark("says when the youth was told, or how, but not both"))
        _parents_told(self)
        if self.told_youth_on is None and self.ground != "anonymous":
            raise refuse("told", mark("does not say when and how the youth was told"))
        return self


def _parents_told(form: "Registration | Informed") -> None:
    if (form.told_parents_on is None) != (form.told_parents_how is None):
        raise refuse("told_parents_on", mark("says when those with custody were told, or how, but not both"))


class SameYouth(Form):
    """Whether a new registration is about a youth who has a case already."""

    question: ClassVar[str] = mark("Is this the same youth as in another case?")

    is_same: bool = asked(mark("It is the same youth"))
    case: Number | None = asked(mark("In which case"), pick="alike", default=None)

    @model_validator(mode="after")
    def _names_the_case(self) -> Self:
        if self.is_same and self.case is None:
            raise refuse("case", mark("does not say in which case"))
        return self


class Informed(Form):
    """The youth, and under 16 those with custody, know of the registration."""

    question: ClassVar[str] = mark("Do the youth and those with custody know of the registration?")

    told_youth_on: date = asked(mark("The youth was told on"))
    told_youth_how: Told = asked(mark("How the youth was told"))
    told_parents_on: date | None = asked(
        mark("Those with custody were told on"), help=mark("Needed under 16."), default=None
    )
    told_parents_how: Told | None = asked(mark("How those with custody were told"), default=None)

    @model_validator(mode="after")
    def _says_how(self) -> Self:
        _parents_told(self)
        return self


class Giver(Sheet):
    """One giver's yes or no, with their own day and way."""

    giver: APerson = asked(mark("Who"), pick="giver")
    agrees: bool = asked(mark("Agrees"))
    way: Way = asked(mark("How it was given"))
    given_on: date = asked(mark("On"))
    not_with: list[AnAgency] = asked(mark("Not with"), pick="partner", default_factory=list, max_length=30)
    only_about: list[DomainCode] = asked(
        mark("Only about"), help=mark("All life domains when left empty."), pick="domain", default_factory=list,
        max_length=MARKED_DOMAINS,
    )  # fmt: skip


class Consents(Form):
    """Who agrees that what is shared with which partner."""

    question: ClassVar[str] = mark("May we share with the partners who help?")
    may_decline: ClassVar[tuple[str, ...]] = codes_for(Use.CONSENT)

    givers: list[Giver] = asked(mark("Who agreed"), min_length=1, max_length=6)
    partners: list[AnAgency] = asked(
        mark("With which partners"), help=mark("All partners of this case when left empty."), pick="partner",
        default_factory=list, max_length=30,
    )  # fmt: skip


class Acceptance(Form):
    """Somebody takes on a part in the case."""

    question: ClassVar[str] = mark("Do you take this on?")
    may_decline: ClassVar[tuple[str, ...]] = codes_for(Use.ASSIGNMENT)
    own_word: ClassVar[bool] = True


class DirectHelp(Form):
    """An agency began to help."""

    question: ClassVar[str] = mark("Has your help begun?")
    may_decline: ClassVar[tuple[str, ...]] = codes_for(Use.CANNOT)
    may_take_longer: ClassVar[bool] = True

    started_on: date = asked(mark("Help began on"))


class Helped(Form):
    """How direct help went."""

    question: ClassVar[str] = mark("Did your help do enough?")
    may_decline: ClassVar[tuple[str, ...]] = ("youth not reached",)
    may_take_longer: ClassVar[bool] = True

    result: Literal["helped", "more needed", "youth stopped"] = asked(mark("How it went"))
    words: Words | None = asked(mark("In a few words"), default=None)


class Arrived(Form):
    """Whether a youth arrived where they were going."""

    question: ClassVar[str] = mark("Did the youth arrive?")
    may_decline: ClassVar[tuple[str, ...]] = ("youth not reached", "not ours")

    arrived: bool = asked(mark("The youth arrived"))


class RunningAnswer(Form):
    """What became of a request that was already running."""

    question: ClassVar[str] = mark("What became of the request that was already with you?")
    may_decline: ClassVar[tuple[str, ...]] = codes_for(Use.CANNOT)
    may_take_longer: ClassVar[bool] = True

    result: Literal["granted", "refused with reasons", "refused without reasons", "help began", "taken back"] = asked(
        mark("What was decided"), help=mark("A no without reasons: ask for them; the youth may object all the same.")
    )
    decided_on: date = asked(mark("On"))
    words: Words | None = asked(mark("In a few words"), default=None)
