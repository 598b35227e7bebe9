"""What is filled in about the time a question takes: a pause, an urgent event, a contest. Files and counts nothing.

Source: process.md, "Waiting, and the power to push through".
"""

from datetime import date
from typing import Any, ClassVar, Literal, Self, get_args

from pydantic import model_validator

from models.forms.field import Words
from models.forms.form import Form, Sheet, asked, refuse
from models.holder import AgencyOrProfessional
from models.reason import REASONS, Use, agree
from models.speech import mark

PauseCode = Literal[
    "data missing", "consent missing", "application incomplete", "awaiting decision", "youth away", "youth on holiday",
    "consent renewal",
]  # fmt: skip
UrgentCode = Literal["eviction", "cut-off", "insurance ends", "nowhere to sleep", "no income"]
ContestCode = Literal[
    "not ours", "who pays", "no place", "data missing", "consent missing", "youth not reached", "awaiting decision",
    "youth away", "youth on holiday", "answered elsewhere", "not asked clearly", "other day",
]  # fmt: skip
agree(get_args(PauseCode), Use.PAUSE)
agree(get_args(UrgentCode), Use.URGENT)
agree(get_args(ContestCode), Use.CONTEST)


class Meantime(Sheet):
    """Who does what until then; or nothing, and why. Filled in by a case manager, who would be asked it otherwise."""

    who: AgencyOrProfessional | None = asked(mark("Who"), pick="agency", default=None)
    what: Words = asked(mark("What, or why nothing"))


def meantime() -> Any:
    """The field for it, where something may take longer than ten working days."""
    help_ = mark("For the case manager, when it takes more than ten working days; otherwise you are asked it apart.")
    return asked(mark("Who does what in the meantime?"), help=help_, default=None)


class Pausing(Sheet):
    """The clock of a question stands still until a day; it goes on by itself after it."""

    code: PauseCode = asked(mark("Why"))
    until: date = asked(mark("Up to and including"))
    letter_on: date | None = asked(
        mark("Date of the letter"),
        help=mark("Only where the agency that decides asks for what is missing (Awb art. 4:15)."),
        default=None,
    )
    words: Words | None = asked(mark("In a few words"), default=None)
    meanwhile: Meantime | None = meantime()

    @model_validator(mode="after")
    def _has_a_letter_where_the_law_asks_one(self) -> Self:
        if REASONS[self.code].by_letter and self.letter_on is None:
            raise refuse("letter_on", mark("does not say on which day the letter was sent"))
        if not REASONS[self.code].by_letter and self.letter_on is not None:
            raise refuse("letter_on", mark("gives a letter for a pause that needs none"))
        return self


class UrgentEvent(Sheet):
    """Something happened that makes a question urgent: it is asked anew, under its urgent term."""

    code: UrgentCode = asked(mark("What happened"))
    asked_on: date | None = asked(
        mark("Asked on"), help=mark("Empty: today. Earlier where it was asked by phone on that day."), default=None
    )
    words: Words | None = asked(mark("In a few words"), default=None)


class Contesting(Sheet):
    """An agency does not agree with the days it is said to wait longer than agreed."""

    code: ContestCode = asked(mark("Why"))
    words: Words | None = asked(mark("In a few words"), default=None)


class ContestDecided(Form):
    """The coordinator decides whether the days count."""

    question: ClassVar[str] = mark("An agency does not agree with the days counted. Do they count?")

    accepted: bool = asked(mark("The agency is right: these days do not count"))
    why: Words = asked(mark("Why"))
