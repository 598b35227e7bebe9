"""The forms of binding decisions: requested, heard, ordered, objected to, carried out, settled. Files nothing.

Only agencies can be named: never the youth or the family. Source: process.md, "the power to push through".
"""

from datetime import date
from typing import ClassVar, Literal, Self, get_args

from pydantic import model_validator

from models.code import OrderKind
from models.forms.field import Number, Words
from models.forms.form import Form, Sheet, asked, refuse
from models.holder import AnAgency
from models.reason import Use, agree
from models.speech import mark

Objected = Literal["not ours", "who pays", "no place", "no longer needed"]
agree(get_args(Objected), Use.OBJECTION)


class PartOfOrder(Sheet):
    """What one agency must do."""

    agency: AnAgency = asked(mark("Which agency"), pick="signatory")
    kind: OrderKind = asked(mark("What it is about"))
    words: Words = asked(mark("What the agency does"))
    by_on: date = asked(mark("By which day"))
    pays: AnAgency | None = asked(mark("Who pays for now"), pick="signatory", default=None)
    settles: AnAgency | None = asked(mark("Who settles later"), pick="signatory", default=None)
    settle_by_on: date | None = asked(
        mark("Settled by which day"), help=mark("Empty: the term the region agreed on."), default=None
    )

    @model_validator(mode="after")
    def _settles_with_who_pays(self) -> Self:
        if self.settles is not None and self.pays is None:
            raise refuse("pays", mark("says who settles later, and not who pays for now"))
        if self.settles is not None and self.settles == self.pays:
            raise refuse("settles", mark("lets an agency settle with itself"))
        if self.settle_by_on is not None and self.settles is None:
            raise refuse("settles", mark("says by which day it is settled, and not by whom"))
        return self


class Impose(Sheet):
    """What a transition consultant with a mandate wants to decide for agencies that signed."""

    question: Number | None = asked(
        mark("About which question"), help=mark("Empty: about the case itself."), pick="imposable", default=None
    )
    why: Words = asked(mark("Why"))
    parts: list[PartOfOrder] = asked(mark("Which agency does what"), min_length=1, max_length=10)
    holds_until: date | None = asked(
        mark("Holds until"), help=mark("Empty: the term the region agreed on."), default=None
    )
    only_around: bool = asked(
        mark("It says nothing about the content of a decision in law, or of treatment"),
        help=mark("Only the place, the start, the meantime, who pays for now, or by which day somebody decides."),
        default=False,
    )

    @model_validator(mode="after")
    def _leaves_content_alone(self) -> Self:
        if not self.only_around:
            raise refuse("only_around", mark("may never say what is decided in law, or how somebody is treated"))
        asked_of = [(part.agency, part.kind) for part in self.parts]
        if len(set(asked_of)) != len(asked_of):
            raise refuse("parts", mark("asks the same of one agency twice"))
        return self


class StepDownOrder(Sheet):
    """A binding decision that is not needed any more, or does not hold."""

    order: Number = asked(mark("Which binding decision"), pick="order")
    why: Words = asked(mark("Why"))


class Hearing(Form):
    """What an agency says before anything is ordered."""

    question: ClassVar[str] = mark("A binding decision for your agency is being prepared. What do you say to it?")

    view: Literal["agrees", "proposes", "objects"] = asked(mark("What you say"))
    words: Words | None = asked(mark("In your own words"), default=None)

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if self.view != "agrees" and self.words is None:
            raise refuse("words", mark("does not say what instead, or why not"))
        return self


class Order(Form):
    """The consultant heard the agencies, and decides."""

    question: ClassVar[str] = mark("The agencies were heard. Do you give the binding decision?")

    orders: bool = asked(mark("I give it"))
    why: Words | None = asked(mark("If not: why"), default=None)

    @model_validator(mode="after")
    def _says_why_not(self) -> Self:
        if not self.orders and self.why is None:
            raise refuse("why", mark("does not say why"))
        return self


class OrderObjection(Form):
    """What an agency has against a binding decision; it holds meanwhile."""

    question: ClassVar[str] = mark("Do you object to the binding decision? It holds meanwhile.")

    code: Objected = asked(mark("Why"))
    words: Words | None = asked(mark("In a few words"), default=None)


class OrderDone(Form):
    """An agency carried out its part."""

    question: ClassVar[str] = mark("Is your part of the binding decision carried out?")

    done_on: date = asked(mark("Done on"))
    words: Words | None = asked(mark("In a few words"), default=None)


class CostsSettled(Form):
    """Whether what one agency paid for now was settled."""

    question: ClassVar[str] = mark("Another agency paid for now. Did you settle it?")

    settled: bool = asked(mark("It is settled"))
    words: Words | None = asked(mark("If not: why"), default=None)

    @model_validator(mode="after")
    def _says_why_not(self) -> Self:
        if not self.settled and self.words is None:
            raise refuse("words", mark("does not say why"))
        return self


class SettlementHeard(Form):
    """What the coordinator does with costs that were not settled."""

    question: ClassVar[str] = mark("The costs of a binding decision were not settled. How does that end?")

    result: Literal["settled", "stays as paid", "to the administrators"] = asked(mark("How it ends"))
    words: Words = asked(mark("In a few words"))
