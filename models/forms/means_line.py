"""One row of the sheets of the ladder and of the chain instruments in the spreadsheet of a region. Files nothing."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from models.code import AgencyKind, Role
from models.forms.field import CLEAN
from models.forms.form import Sheet, asked, refuse
from models.forms.region_line import SEVERAL, Code, Day, YesOrNo, code_of, up_to
from models.ladder import COLLEAGUE, CONSULTANT, HIGHEST
from models.speech import mark

Step = Annotated[int, Field(ge=0, le=HIGHEST)]
About = Annotated[str, up_to(400), CLEAN]
Called = Annotated[str, up_to(80), CLEAN]


class LadderLine(Sheet):
    """From a day on, a step of the ladder comes sooner, later or not at all."""

    step: Step = asked(mark("Step"), help=mark("Its number, of the list below."))
    question: Annotated[str, StringConstraints(max_length=40)] | None = asked(
        mark("Question"), help=mark("The code of a question, of the list below. Empty: every question."), default=None
    )
    agency: Code | None = asked(mark("Agency"), help=mark("Its code. Empty: every agency."), default=None)
    after_days: Annotated[int, Field(ge=1, le=260)] | None = asked(
        mark("After how many working days"),
        help=mark("For the steps 1 to 3. Empty: as the terms of the region say."),
        default=None,
    )
    off: YesOrNo = asked(mark("Never"), help=mark("ja or nee"), default=False)
    valid_from: Day = asked(mark("From"), help=mark("Today or later."))
    ground: About = asked(mark("Why, and who agreed"))

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if self.off and self.after_days is not None:
            raise refuse("after_days", mark("says both: after so many days, and never"))
        if self.after_days is not None and not COLLEAGUE <= self.step <= CONSULTANT:
            raise refuse("after_days", mark("is for the steps 1 to 3; the others follow their terms"))
        return self


class InstrumentLine(Sheet):
    """A chain instrument: something an agency offers, and that others in the region may call in."""

    code: Code = asked(mark("Code"), help=mark("Small letters, digits and hyphens. It never changes."))
    agency: Code = asked(mark("Whose it is"), help=mark("The code of an agency that signed."))
    name_nl: Called = asked(mark("Name in Dutch"))
    name_en: Called = asked(mark("Name in English"))
    gives: About = asked(mark("What it gives"))
    conditions: About | None = asked(mark("Conditions"), default=None)
    capacity: Annotated[int, Field(ge=1, le=100_000)] | None = asked(
        mark("How many places"), help=mark("Empty: as many as are needed."), default=None
    )
    weeks: Annotated[int, Field(ge=1, le=520)] | None = asked(
        mark("How many weeks one use lasts, as a rule"), help=mark("Empty: 12 for a new one."), default=None
    )
    kinds: Annotated[list[Annotated[AgencyKind, code_of(AgencyKind)]], SEVERAL] = asked(
        mark("Which kinds of agency may call it in"),
        help=mark("Several: with a comma between them. Empty here and in the next column: every agency that signed."),
        default_factory=list,
    )
    roles: Annotated[list[Annotated[Role, code_of(Role)]], SEVERAL] = asked(
        mark("Which roles may call it in"), help=mark("Several: with a comma between them."), default_factory=list
    )
    valid_from: Day = asked(mark("From"))
    valid_until: Day | None = asked(mark("Up to and including"), default=None)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise refuse("valid_until", mark("ends before it begins"))
        return self
