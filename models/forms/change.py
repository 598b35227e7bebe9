"""The sheets of what people do to a case besides answering: what they fill in for it. Files nothing.

Source: process.md, "What every stage obeys".
"""

from datetime import date
from typing import Any, Literal, Self

from pydantic import model_validator

from models.code import Living, Sector
from models.forms.field import Birth, Email, Line, Name, Number, Phone, Place, Words
from models.forms.form import Guarded, Sheet, asked, refuse
from models.forms.intake import Way
from models.holder import AnAgency, APerson, AProfessional
from models.speech import mark


class ConsentAsked(Sheet):
    """Whoever sits with the youth is asked for a yes to one more agency."""

    agency: AnAgency = asked(mark("Which agency?"), pick="agency")


class ConsentWithdrawal(Sheet):
    """Somebody withdraws a yes; it works at once."""

    giver: APerson = asked(mark("Who"), pick="giver who said yes")
    partners: list[AnAgency] = asked(
        mark("For which partners"), help=mark("All partners when left empty."), pick="partner", default_factory=list,
        max_length=30,
    )  # fmt: skip
    way: Way = asked(mark("How it was said"), default="table")
    said_on: date = asked(mark("On"))


class HandingOver(Sheet):
    """Somebody else is asked to take a part in the case over; until they say yes, nothing changes."""

    part: Literal["case manager", "consultant", "coach"] = asked(mark("Which part"), default="case manager")
    to: AProfessional = asked(mark("Who takes it over"), pick="professional")


class OnLeave(Sheet):
    """Somebody is away for a while; new questions go to the substitute, else to the agency's contact."""

    from_on: date = asked(mark("From"))
    until_on: date = asked(mark("Up to and including"))
    substitute: AProfessional | None = asked(
        mark("Who answers meanwhile"), help=mark("Empty: whoever is the contact of the agency."), pick="colleague",
        default=None,
    )  # fmt: skip

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until_on < self.from_on:
            raise refuse("until_on", mark("ends before it begins"))
        return self


class Leaving(Sheet):
    """Somebody does not work here any more from a day on."""

    on: date = asked(mark("Does not work here any more from"))
    substitute: AProfessional | None = asked(
        mark("Who takes over"), help=mark("Empty: the contact of the agency, and the coordinator names who guides."),
        pick="colleague", default=None,
    )  # fmt: skip


class Blocking(Sheet):
    """Somebody has no access any more, for how long nobody knows."""

    substitute: AProfessional | None = asked(
        mark("Who answers meanwhile"), help=mark("Empty: whoever is the contact of the agency."), pick="colleague",
        default=None,
    )  # fmt: skip


class ContactFor(Sheet):
    """For whom, and for which question, somebody is the contact of their agency."""

    question: str | None = asked(
        mark("Only for this question"), help=mark("Empty: for every question."), pick="any question", default=None,
        max_length=40,
    )  # fmt: skip
    neighbourhood: Place | None = asked(mark("Only for this neighbourhood"), default=None)
    school: AnAgency | None = asked(
        mark("Only for this school"), help=mark("Both empty: for every youth."), pick="school", default=None
    )


class ContactNoMore(Sheet):
    """What somebody is no contact for any more."""

    contact: Number | None = asked(
        mark("For what"), help=mark("Empty: for nothing at all."), pick="contact of theirs", default=None
    )


class Noting(Guarded):
    """Something written down beside the case; never in minutes, prints or timelines."""

    kind: Literal["private", "safety concern", "advice asked"] = asked(
        mark("What it is"),
        help=mark("A private note is only yours. A concern about safety is seen by you and the case manager."),
    )
    for_whom: Literal["own agency", "named partners", "all partners", "youth"] | None = asked(
        mark("Who may read a note besides you"),
        help=mark("Empty: nobody. With the youth, all partners read it too."),
        default=None,
    )
    partners: list[AnAgency] = asked(mark("Which partners"), pick="partner", default_factory=list, max_length=20)
    words: Words | None = asked(
        mark("In a few words"),
        help=mark("Danger right now: call 112, or Veilig Thuis on 0800-2000. Vangnet does not pass this on."),
        default=None,
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.kind == "advice asked") != (self.words is None):
            raise refuse("words", mark("of an anonymous call for advice only that it was made is kept; else words"))
        if self.for_whom is not None and self.kind != "private":
            raise refuse("for_whom", mark("only a note is for others to read; leave it empty"))
        if bool(self.partners) != (self.for_whom == "named partners"):
            raise refuse("partners", mark("names partners exactly where a note is for named partners"))
        return self


class FamilyLink(Sheet):
    """The case of a brother or sister."""

    other: Line = asked(mark("Number of the other case"))


class MemberInView(Guarded):
    """Somebody of the family who is in view, and needs no file for that."""

    given_name: Name = asked(mark("Given name"))
    relation: Line = asked(mark("What they are to the youth"))
    words: Words | None = asked(mark("In a few words"), default=None)


class FamilysAgreement(Sheet):
    """An agreement of this youth that is the whole family's."""

    action: Number = asked(mark("Which agreement"), pick="agreement of the youth")


class RegistrationCorrection(Guarded):
    """What was registered wrongly; only what is filled in changes, and what it was stays with the correction."""

    given_name: Name | None = asked(mark("Given name"), default=None)
    prefix: Name | None = asked(mark("Prefix of the family name"), default=None)
    family_name: Name | None = asked(mark("Family name"), default=None)
    birth_on: Birth | None = asked(mark("Date of birth"), default=None)
    municipality: Place | None = asked(mark("Municipality"), default=None)
    neighbourhood: Place | None = asked(mark("Neighbourhood"), default=None)
    sector: Sector | None = asked(mark("Where does the youth learn?"), default=None)
    level: Line | None = asked(mark("Level"), default=None)
    living: Living | None = asked(mark("Where does the youth live?"), default=None)
    school: AnAgency | None = asked(mark("School"), pick="school", default=None)
    absent_since: date | None = asked(mark("Not at school since"), default=None)
    departs_on: date | None = asked(mark("Leaves on"), help=mark("An institution, or a school."), default=None)
    siblings: Line | None = asked(mark("Brothers and sisters"), default=None)
    phone: Phone | None = asked(mark("Phone of the youth"), default=None)
    email: Email | None = asked(mark("Mail of the youth"), default=None)
    worry: Words | None = asked(mark("What is going on?"), default=None)
    wish: Words | None = asked(mark("What does the youth want?"), default=None)
    why: Words = asked(mark("Why"))


class AnswerCorrection(Sheet):
    """What was said wrongly in an answer; only the fields that are named change."""

    fields: dict[str, Any] = asked(mark("The fields that change, as the form of the answer names them"))
    why: Words = asked(mark("Why"))


class Why(Sheet):
    """A reason in words."""

    why: Words = asked(mark("Why"))


class Merging(Sheet):
    """This case is about the same youth as another, which is kept."""

    into: Line = asked(mark("Number of the case that is kept"))
    why: Words = asked(mark("Why"))


class MovingAway(Sheet):
    """The youth moves to another region; with a yes, what may be shared goes along in a talk and on paper."""

    region: Line | None = asked(mark("To which region"), pick="other region", default=None)
    elsewhere: Line | None = asked(mark("Or where to, when that region does not work with Vangnet"), default=None)
    municipality: Place = asked(mark("Municipality"))
    agrees: bool = asked(mark("The youth, and under 16 those with custody, agree that this is handed over"))
    spoke_with: Line | None = asked(mark("Who there was spoken with"), default=None)
    words: Words | None = asked(mark("What they must know"), default=None)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.region is None) == (self.elsewhere is None):
            raise refuse("region", mark("needs a region or a place, and not both"))
        if self.agrees and self.spoke_with is None:
            raise refuse("spoke_with", mark("is handed over without saying with whom it was talked through"))
        if not self.agrees and self.words is not None:
            raise refuse("words", mark("is shared without a yes"))
        return self
