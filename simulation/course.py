"""What will become of a youth as far as chance decides it beforehand. Players go by it; the engine never sees it."""

from dataclasses import dataclass

from simulation.deck import Luck, dealt

FIRST_STEPS = dealt(
    {
        "light": 8,
        "meeting": 9,
        "consultant": 4,
        "aftercare": 3,
        "plus facility": 2,
        "elsewhere": 2,
        "other place": 1,
        "no ground": 1,
    }
)
WEIGHTS = dealt({"plain": 5, "usual": 4, "heavy": 2})
COMES_BACK = 0.25
"""How many of those whose case closed come back."""

HAPPENINGS = dealt(
    {
        "": 8,
        "youth stops": 1,
        "registration withdrawn": 1,
        "moves away": 1,
        "dies": 1,
        "goes out of sight": 2,
        "meeting moved": 3,
        "meeting cancelled": 1,
        "evaluation meeting": 3,
        "talk elsewhere": 2,
        "more coaching": 2,
        "partner joins": 3,
        "question taken back": 2,
        "request appears": 2,
        "clock stands still": 4,
        "question becomes urgent": 2,
        "days contested": 4,
        "right asked": 2,
        "money is paid": 4,
        "place is used": 3,
        "binding decision": 3,
        "consent withdrawn": 1,
        "case handed over": 2,
        "sibling linked": 2,
        "concern noted": 1,
        "registration put right": 1,
    }
)
"""What happens besides answers; one or two in the life of a case."""

RARE = frozenset({"dies"})
LATEST = 200


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that may happen so many days after registration, once it can."""

    name: str
    after_days: int


@dataclass(frozen=True, slots=True)
class Course:
    """What chance decided for one youth.

    Attributes:
        first_step: what the coordinator finds fitting.
        heavy: many agencies and many actions.
        happenings: what happens besides answers.
        comes_back: once the case is closed, it is opened again.
    """

    first_step: str
    weight: str
    happenings: tuple[Happening, ...]
    comes_back: bool

    @property
    def heavy(self) -> bool:
        """Many agencies, and much to do."""
        return self.weight == "heavy"


def new_course(luck: Luck) -> Course:
    """The course of the next youth."""
    first_step = luck.draw("first step", FIRST_STEPS)
    weight = "plain" if first_step in {"light", "elsewhere"} else luck.draw("weight", WEIGHTS)
    many = 2 if weight == "heavy" else 1
    happenings = tuple(_happening(luck) for _ in range(many))
    return Course(first_step, weight, tuple(each for each in happenings if each.name), luck.happens(COMES_BACK))


def _happening(luck: Luck) -> Happening:
    name = luck.draw("happening", HAPPENINGS)
    if name in RARE and luck.happens(0.5):
        name = ""
    soonest = 0 if name == "registration withdrawn" else 3
    return Happening(name, luck.rng.randrange(soonest, 10 if soonest == 0 else LATEST))


@dataclass
class Life:
    """One case as the simulation follows it.

    Attributes:
        case: its number in the database.
        ref: its number to people.
        unseen: nobody can reach the youth at present.
    """

    case: int
    ref: str
    course: Course
    unseen: bool = False
