"""Which birthdays ask for something, and from which day on: a table. Pure; knows no youth and asks nobody.

Consent ends on a birthday by itself (see ``flows.filing.consent``); these are the others.
Source: process.md, "Birthdays 12, 16, 18 (23, 27: edges of the target group)" and "a plan for 18".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from models.age import ADULT_AT, birthday
from models.code import Errand

Ahead = Callable[[str, date], date]
"""The day that lies a named term before a day."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that is asked ahead of a birthday.

    Attributes:
        errand: the run that asks it.
        about: what tells it apart from the others of its kind, and what its run is about.
        years: which birthday.
        term: how long ahead, by name.
    """

    errand: Errand
    about: int
    years: int
    term: str


OCCASIONS = (
    Occasion(Errand.TARGET_GROUP, 23, 23, "birthday ahead"),
    Occasion(Errand.TARGET_GROUP, 27, 27, "birthday ahead"),
    Occasion(Errand.PLAN_FOR_18, 6, ADULT_AT, "plan for 18 ahead"),
    Occasion(Errand.PLAN_FOR_18, 3, ADULT_AT, "plan for 18"),
)
"""Every occasion; of one kind the later ones ask about what the earlier ones began."""


def coming(birth_on: date, today: date, ahead: Ahead) -> list[Occasion]:
    """The occasions that have come, up to the birthday itself; a day late or a week late is as good as on the day."""
    return list(_coming(birth_on, today, ahead))


def _coming(birth_on: date, today: date, ahead: Ahead) -> Iterator[Occasion]:
    for occasion in OCCASIONS:
        on = birthday(birth_on, occasion.years)
        if today < on and ahead(occasion.term, on) <= today:
            yield occasion


def newest(occasions: list[Occasion]) -> list[Occasion]:
    """Of each kind the last one: who registers late is asked once, not for every occasion that went by."""
    return list({occasion.errand: occasion for occasion in occasions}.values())
