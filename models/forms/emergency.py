"""The sheets of looking in an emergency: why somebody must, and what the privacy officer found. Files nothing."""

from typing import Literal, Self

from pydantic import model_validator

from models.code import EmergencyReason
from models.forms.field import Birth, Line, Number, Words
from models.forms.form import Guarded, Sheet, asked, refuse
from models.speech import mark


class EmergencyOpening(Guarded):
    """A professional without a part in a case must see now what an emergency asks for."""

    ref: Line | None = asked(mark("Number of the case"), default=None)
    name: Line | None = asked(
        mark("Name of the youth"), help=mark("Only where you do not know the number: all names, as registered."),
        default=None,
    )  # fmt: skip
    birth_on: Birth | None = asked(mark("Date of birth"), help=mark("Together with the name."), default=None)
    reason: EmergencyReason = asked(mark("What is the emergency?"))
    words: Words = asked(
        mark("Why do you need to know this now?"),
        help=mark("Danger right now: call 112 first, or Veilig Thuis on 0800-2000. Vangnet does not pass this on."),
    )

    @model_validator(mode="after")
    def _names_one_youth(self) -> Self:
        if (self.ref is None) == (self.name is None):
            raise refuse("ref", mark("give the number of the case, or else the name and the date of birth"))
        if (self.name is None) != (self.birth_on is None):
            raise refuse("birth_on", mark("a name goes together with a date of birth"))
        return self


class EmergencyReview(Sheet):
    """The privacy officer looked at an emergency access."""

    access: Number = asked(mark("Which emergency access"), pick="emergency to look at")
    found: Literal["needed", "not needed"] = asked(mark("What did you find?"))
