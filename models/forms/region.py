"""What is filled in about what a region agreed: a term that changes from a day on. Files nothing."""

from datetime import date
from typing import Literal

from models.forms.field import Email
from models.forms.form import Sheet, asked
from models.holder import Anybody
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
