"""The form of the weighing: what fits this youth, who is in charge, and the first question, in one. Files nothing.

Source: process.md, stage 1 step 4.
"""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from models.forms.field import Line, Words
from models.forms.form import Form, asked, refuse
from models.holder import AgencyOrProfessional, AnAgency, AProfessional
from models.speech import mark

Decision = Literal[
    "light", "meeting", "consultant", "aftercare", "plus facility", "elsewhere", "other place", "no ground"
]
NEEDS_CASE_MANAGER = frozenset({"meeting", "consultant", "aftercare", "plus facility"})
"""Light help needs one too: whoever begins to help, where nobody else is named."""
NEEDS_AGENCY = frozenset({"light", "plus facility"})


class Weighing(Form):
    """What fits this youth, and who is in charge: weighing, case manager and first question in one form."""

    question: ClassVar[str] = mark("What fits this youth, and who is case manager?")

    decision: Decision = asked(mark("What fits best?"))
    case_manager: AProfessional | None = asked(
        mark("Case manager"),
        help=mark("For light help you may leave this open: then it is whoever helps, from the day the help begins."),
        pick="professional",
        default=None,
    )
    agency: AgencyOrProfessional | None = asked(mark("Which agency helps or receives"), pick="agency", default=None)
    elsewhere: Line | None = asked(mark("Where to, when that is no partner"), default=None)
    leaves: AnAgency | None = asked(
        mark("Which school or institution the youth leaves"),
        help=mark("For handover and aftercare, where the registration does not say."), pick="agency", default=None,
    )  # fmt: skip
    leaves_on: date | None = asked(
        mark("Leaves on"), help=mark("For handover and aftercare, where the registration does not say."), default=None
    )
    basic_qualification: bool | None = asked(
        mark("The youth can reach a basic qualification"), help=mark("Needed for a plus facility."), default=None
    )
    starts_on: date | None = asked(mark("Place starts on"), default=None)
    ends_on: date | None = asked(mark("Place ends on, at the latest"), default=None)
    why: Words | None = asked(mark("Why"), default=None)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.decision in NEEDS_CASE_MANAGER and self.case_manager is None:
            raise refuse("case_manager", mark("does not say who is case manager"))
        if self.decision in NEEDS_AGENCY and self.agency is None:
            raise refuse("agency", mark("does not say which agency"))
        if self.decision == "elsewhere" and self.agency is None and self.elsewhere is None:
            raise refuse("elsewhere", mark("does not say where to"))
        if self.decision in {"other place", "no ground"} and self.why is None:
            raise refuse("why", mark("does not say why"))
        if self.decision == "plus facility":
            _placed(self)
        return self


def _placed(weighing: Weighing) -> None:
    if weighing.basic_qualification is None:
        raise refuse("basic_qualification", mark("does not say whether the youth can reach a basic qualification"))
    if not weighing.basic_qualification:
        raise refuse(
            "basic_qualification", mark("asks for a plus facility, which is for who can reach a basic qualification")
        )
    if weighing.starts_on is None or weighing.ends_on is None:
        raise refuse("starts_on", mark("does not say when the place starts and ends at the latest"))
    if weighing.ends_on <= weighing.starts_on:
        raise refuse("ends_on", mark("has a place that ends before it starts"))
