"""The forms about somebody's right to their file: what was asked, and what was decided. Files nothing.

Source: domain.md section 6, R4 and R8; AVG art. 12: within one month, two months longer with a reason.
"""

from datetime import date
from typing import ClassVar, Literal, Self, get_args

from pydantic import model_validator

from models.code import RightAbout, RightKind
from models.forms.field import Line, Name, Words
from models.forms.form import Form, Guarded, Sheet, asked, refuse
from models.holder import APerson
from models.reason import Use, agree
from models.right import RIGHTS
from models.speech import mark

RightGround = Literal[
    "rights of others", "law keeps it", "legal claim", "asked too often", "not about this person", "vital interest",
    "legal duty goes on", "already there",
]  # fmt: skip
agree(get_args(RightGround), Use.RIGHT)


class RightAsked(Guarded):
    """A youth, or who has custody, asks something of the file; whoever heard it writes it down."""

    kind: RightKind = asked(mark("What is asked"))
    who: APerson = asked(
        mark("Who asks it"), help=mark("The youth from twelve; those with custody until sixteen."), pick="asker"
    )
    asked_on: date = asked(mark("Asked on"), help=mark("The month to answer counts from this day."))
    way: Literal["table", "phone", "paper", "mail"] = asked(mark("How"), default="table")
    about: RightAbout = asked(mark("About which part of the file"), default=RightAbout.WHOLE)
    words: Words | None = asked(
        mark("In their own words"), help=mark("What is not right, what should be added, or why not."), default=None
    )
    representative: Name | None = asked(mark("Who asks it for them"), default=None)
    mandate_on: date | None = asked(
        mark("Day of the written authorisation"), help=mark("Only where somebody asks it for them."), default=None
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.words is None and RIGHTS[self.kind].says_what:
            raise refuse("words", mark("does not say what it is about"))
        if self.representative is not None and self.mandate_on is None:
            raise refuse("mandate_on", mark("does not say when they authorised this in writing"))
        if self.representative is None and self.mandate_on is not None:
            raise refuse("representative", mark("does not say who asks it for them"))
        return self


class RightAnswered(Form):
    """What was decided on a request; who asked reads it in a letter."""

    question: ClassVar[str] = mark("Somebody asks something of their own file. What is decided?")

    result: Literal["granted", "partly", "refused", "longer"] = asked(mark("What is decided"))
    ground: RightGround | None = asked(mark("On what ground not"), default=None)
    why: Words | None = asked(
        mark("Why, in words for who asked"), help=mark("They read this in the letter."), default=None
    )

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.result in {"partly", "refused"} and self.ground is None:
            raise refuse("ground", mark("does not say on what ground"))
        if self.result not in {"partly", "refused"} and self.ground is not None:
            raise refuse("ground", mark("gives a ground for what is not refused"))
        if self.result != "granted" and self.why is None:
            raise refuse("why", mark("does not say why"))
        return self


class Masked(Sheet):
    """One thing in a copy of the file: left out, or shown after all, and why."""

    item: Line = asked(mark("What"))
    masked: bool = asked(mark("Leave it out"), default=False)
    why: Words = asked(mark("Why"))
