"""How agencies answer: soon or late, shifting dates, passing on, or not able to. Habits of kinds, never of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from models.code import AgencyKind


@dataclass(frozen=True, slots=True)
class Habit:
    """How the people of one kind of agency answer.

    Attributes:
        soonest: the shortest time they take, as a part of the term they have.
        mostly: the time they mostly take.
        longest: the longest time they take.
        cannot: how often they say that they cannot.
        longer: how often they need longer.
        colleague: how often somebody else there answers, or is asked to.
        silent: how often they do not answer where silence has a meaning of its own.
    """

    soonest: float = 0.0
    mostly: float = 0.5
    longest: float = 1.1
    cannot: float = 0.06
    longer: float = 0.08
    colleague: float = 0.1
    silent: float = 0.08

    def part_of_term(self, rng: Random) -> float:
        """How much of the term goes by before they answer; over 1 is longer than agreed."""
        return rng.triangular(self.soonest, self.longest, self.mostly)


QUICK = Habit(mostly=0.2, longest=0.9, cannot=0.03, longer=0.03, silent=0.03)
PUNCTUAL = Habit()
SLOW = Habit(soonest=0.4, mostly=1.1, longest=2.6, longer=0.12, silent=0.15)
PEOPLE = Habit(soonest=0.0, mostly=0.4, longest=1.2, cannot=0.05, longer=0.0, colleague=0.0, silent=0.1)
"""Youth, parents and those they trust. Nobody counts them."""

HABITS: Mapping[AgencyKind, Habit] = {
    AgencyKind.REGISTRATION_POINT: QUICK,
    AgencyKind.SCHOOL: PUNCTUAL,
    AgencyKind.PLUS_FACILITY: Habit(cannot=0.2),
    AgencyKind.SCHOOL_BOARD: SLOW,
    AgencyKind.DOORSTROOMPUNT: Habit(mostly=0.4, longest=1.0, colleague=0.25),
    AgencyKind.NEIGHBOURHOOD_TEAM: Habit(mostly=0.8, longest=1.8, longer=0.3),
    AgencyKind.YOUTH_CARE: Habit(soonest=0.5, mostly=1.3, longest=3.0, cannot=0.25, longer=0.2),
    AgencyKind.RESIDENTIAL: PUNCTUAL,
    AgencyKind.YOUTH_DOCTOR: Habit(silent=0.3),
    AgencyKind.SOCIAL_SUPPORT: QUICK,
    AgencyKind.DEBT: Habit(soonest=0.3, mostly=0.9, longest=2.2, cannot=0.1),
    AgencyKind.INCOME: Habit(mostly=0.7, longest=2.0, cannot=0.2),
    AgencyKind.BENEFITS: Habit(soonest=0.6, mostly=1.2, longest=2.0, cannot=0.3, longer=0.15),
    AgencyKind.TRAINING: PUNCTUAL,
}
"""The habit of every kind of agency."""
