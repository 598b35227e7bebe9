"""What is filled in about the grounds of a region: one of them, and on which an agency may know. Files nothing."""

from datetime import date
from typing import Self

from pydantic import model_validator

from models.forms.form import Sheet, asked, refuse
from models.holder import AnAgency
from models.speech import mark


class GroundChange(Sheet):
    """A ground: what people read, for what it is, where it stands, and when it is in force."""

    code: str = asked(
        mark("Short name"),
        help=mark("In English and small letters; of a new one: a name nobody uses yet."),
        pattern="^[a-z][a-z ]*$",
        min_length=2,
        max_length=40,
    )
    label_nl: str = asked(mark("What people read, in Dutch"), min_length=1, max_length=160)
    label_en: str = asked(mark("What people read, in English"), min_length=1, max_length=160)
    purpose_nl: str = asked(mark("For what it is shared, in Dutch"), min_length=1, max_length=200)
    purpose_en: str = asked(mark("For what it is shared, in English"), min_length=1, max_length=200)
    article: str = asked(mark("The law and its articles"), default="", max_length=2000)
    needs_consent: bool = asked(mark("Only with consent"), default=False)
    valid_from: date | None = asked(mark("In force from"), help=mark("Empty: it always was."), default=None)
    valid_until: date | None = asked(
        mark("In force up to and including"), help=mark("Empty: no end is known."), default=None
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise refuse("valid_until", mark("ends before it begins"))
        return self


class AgencyGround(Sheet):
    """On which ground an agency may know of a youth."""

    agency: AnAgency = asked(mark("Which agency"), pick="any agency")
    ground: str = asked(mark("On which ground"), pick="ground", min_length=1, max_length=40)
