"""The forms of aftercare: the trusted person, contact windows, landed. Warm words, nothing red. Files nothing.

Source: process.md, stage 4.
"""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from models.forms.field import Email, Line, Mark, Name, Phone, Words
from models.forms.form import Form, Sheet, asked, refuse
from models.holder import AProfessional
from models.reason import Use, codes_for
from models.speech import mark

Variant = Literal["standard", "residential", "special education", "light"]
Landing = Literal["back to school", "work", "learn-work", "day activities"]


class Chosen(Sheet):
    """Somebody the youth chooses: from their own people, or a professional they trust."""

    name: Name | None = asked(mark("Name"), default=None)
    relation: Line | None = asked(mark("What they are to the youth"), default=None)
    phone: Phone | None = asked(mark("Phone"), default=None)
    email: Email | None = asked(mark("Mail"), default=None)
    professional: AProfessional | None = asked(mark("Or a professional"), pick="professional", default=None)

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if (self.name is None) == (self.professional is None):
            raise refuse("name", mark("names one of their own people, or a professional"))
        return self


class TrustedPerson(Form):
    """Whom the youth trusts to stay in touch."""

    question: ClassVar[str] = mark("Who stays in touch with you?")
    may_decline: ClassVar[tuple[str, ...]] = codes_for(Use.CHOICE)

    trusted: Chosen = asked(mark("Who stays in touch"))
    substitute: Chosen | None = asked(mark("Who, if that person cannot"), default=None)
    variant: Variant = asked(mark("How often"), default="standard")


class TrustedAgrees(Form):
    """The chosen person agrees."""

    question: ClassVar[str] = mark("Will you stay in touch with this youth?")
    may_decline: ClassVar[tuple[str, ...]] = codes_for(Use.SUPPORT)


class ParentsAgree(Form):
    """Under 16 those with custody agree with the chosen person."""

    question: ClassVar[str] = mark("Do you agree with the person your child chose?")

    agrees: bool = asked(mark("I agree"))


class Contact(Form):
    """One contact, in its window."""

    question: ClassVar[str] = mark("How is it going? Were you in touch?")
    may_decline: ClassVar[tuple[str, ...]] = codes_for(Use.SUPPORT)

    reached: bool = asked(mark("We were in touch"))
    how: Literal["app", "phone", "met", "through the coach"] | None = asked(mark("How"), default=None)
    youth_mark: Mark | None = asked(mark("How does the youth say it goes? (0-10)"), default=None)
    worrying: bool = asked(mark("It worries me: please look soon"), default=False)
    hands_back: bool = asked(mark("I would rather hand this on"), default=False)
    words: Words | None = asked(mark("In a few words"), default=None)


class Landed(Form):
    """Whether the youth has landed, or wants another window."""

    question: ClassVar[str] = mark("Can you go on by yourself now?")

    landed: bool = asked(mark("Landed"))
    where: Landing | None = asked(mark("Where"), default=None)

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if self.landed == (self.where is None):
            raise refuse("where", mark("says where the youth landed only when landed"))
        return self


class Found(Form):
    """What became of looking for a youth nobody could reach."""

    question: ClassVar[str] = mark("Is the youth in view again?")

    found: bool = asked(mark("In view again"))
    how: Words | None = asked(mark("What was tried"), default=None)


class UrgentReview(Form):
    """What is needed now, without a new intake."""

    question: ClassVar[str] = mark("What is needed now?")

    needed: Literal["go on", "meeting", "plan", "more coaching"] = asked(mark("What is needed"))
    words: Words | None = asked(mark("In a few words"), default=None)
