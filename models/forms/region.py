"""What is filled in about what a region agreed: a term that changes from a day on, a day off. Files nothing."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from models.forms.field import Cents, Email
from models.forms.form import Sheet, asked, refuse
from models.holder import AnAgency, Anybody
from models.speech import mark


class LastDay(Sheet):
    """The last day on which something of the region holds."""

    last_on: date = asked(mark("The last day"))


class AddressWorks(Sheet):
    """An address at which mail did not arrive works again, or there is another one."""

    whom: Anybody = asked(mark("Whose address"), pick="failing address")
    email: Email | None = asked(
        mark("Another address"), help=mark("Empty: the same one. Not for somebody who signs in with it."), default=None
    )


class TermChange(Sheet):
    """A term that holds for questions asked from a day on; questions that run keep theirs."""

    name: str = asked(mark("Which term"), pick="any term", min_length=1, max_length=60)
    amount: str = asked(
        mark("How long"), help=mark("For example: 5 working days, 8 weeks."), min_length=1, max_length=40
    )
    urgent: str | None = asked(mark("How long when it is urgent"), default=None, max_length=40)
    kind: Literal["statutory", "norm", "agreed", "school"] | None = asked(
        mark("What binds it"), help=mark("Empty: as it was."), default=None
    )
    off: bool = asked(mark("No last day at all"), default=False)
    valid_from: date = asked(mark("From"))
    ground: str = asked(mark("On what it rests"), min_length=1, max_length=400)


Year = Annotated[int, Field(ge=2000, le=2100)]
Youths = Annotated[int, Field(ge=0, le=100_000)]


class Targets(Sheet):
    """What the region wants to reach in some school years in a row, each named after the year in which it begins."""

    first_year: Year = asked(mark("In which year the first school year begins"))
    last_year: Year = asked(mark("In which year the last school year begins"))
    youths: Youths = asked(mark("How many youths in a school year"))
    youths_mbo: Youths = asked(mark("Of whom mbo"))
    youths_vo: Youths = asked(mark("Of whom vo"))
    all_youths: Youths = asked(mark("How many youths in all those years together"))
    kept: Youths = asked(mark("How many of them do not drop out"))
    cents: Cents = asked(mark("Cents"), help=mark("What is paid for each youth, on average."))

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.last_year < self.first_year:
            raise refuse("last_year", mark("lies before the first"))
        if self.kept > self.all_youths:
            raise refuse("kept", mark("is more than there are youths"))
        return self


class DayOff(Sheet):
    """A day on which the region or one agency does not work; or does after all."""

    day: date = asked(mark("Which day"))
    label: str = asked(mark("What people call it"), min_length=1, max_length=80)
    agency: AnAgency | None = asked(
        mark("For which agency"), help=mark("Empty: for every agency of the region."), pick="agency", default=None
    )
    equated: bool = asked(
        mark("Made equal to a holiday by decree"),
        help=mark("Then no term in law ends on it either (Algemene termijnenwet art. 3)."),
        default=False,
    )
    works: bool = asked(mark("It is an ordinary working day after all"), default=False)

    @model_validator(mode="after")
    def _decree_is_for_all(self) -> Self:
        if self.equated and self.agency is not None:
            raise refuse("equated", mark("holds for everybody, not for one agency"))
        return self
