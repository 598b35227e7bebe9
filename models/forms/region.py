"""What is filled in about what a region agreed: a term that changes from a day on, a day off. Files nothing."""

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from models.forms.field import Email
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
