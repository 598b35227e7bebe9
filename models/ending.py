"""How runs and cases may end: outcomes, what cuts a run short, and how long a closed case is kept. Ends nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.code import Errand, Stage
from models.speech import mark

KEEPS_OPEN: frozenset[str] = frozenset(
    {*Stage, Errand.ACTION, Errand.OBJECTION, Errand.CLOSING, Errand.FIND, Errand.URGENT_REVIEW}
)
"""Runs without which a case is not over. The others end with the case, and their questions are taken back."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way a case ends.

    Attributes:
        label: what people read.
        retained: the term for which the closed file is kept.
        tells_youth: the youth gets a word about it.
    """

    label: str
    retained: str = "retain"
    tells_youth: bool = True


OUTCOMES: Mapping[str, Outcome] = {
    "helped": Outcome(mark("helped")),
    "referred": Outcome(mark("help elsewhere")),
    "another place": Outcome(mark("another place fits better"), retained="retain refused"),
    "withdrawn": Outcome(mark("registration withdrawn"), retained="retain refused"),
    "no ground": Outcome(mark("no ground to go on"), retained="retain refused"),
    "joined": Outcome(mark("joined with a case that was there"), tells_youth=False),
    "back to school": Outcome(mark("back to school")),
    "basic qualification": Outcome(mark("diploma with a basic qualification")),
    "diploma": Outcome(mark("diploma practical education or entry level")),
    "work": Outcome(mark("work")),
    "learn-work": Outcome(mark("learning and working")),
    "day activities": Outcome(mark("day activities")),
    "care elsewhere": Outcome(mark("care elsewhere")),
    "long-term care": Outcome(mark("long-term care took over")),
    "out of sight": Outcome(mark("out of sight")),
    "moved": Outcome(mark("moved")),
    "youth stopped": Outcome(mark("the youth stopped")),
    "deceased": Outcome(mark("deceased"), tells_youth=False),
}
"""Every outcome a case can close with. Source: process.md, stage 1 "Ends", stage 5 step 3."""


@dataclass(frozen=True, slots=True)
class CutShort:
    """One way a case is ended from outside, in whatever stage it is.

    Attributes:
        label: what people read.
        outcome: what the case closes with.
        only_in: the stages it may end; all when empty.
        coordinator_only: only the coordinator may do it, and nothing goes to the family.
    """

    label: str
    outcome: str
    only_in: frozenset[str] = frozenset()
    coordinator_only: bool = False


CUT_SHORT: Mapping[str, CutShort] = {
    "youth stopped": CutShort(mark("the youth stops"), "youth stopped"),
    "registration withdrawn": CutShort(mark("the registration is withdrawn"), "withdrawn", frozenset({Stage.INTAKE})),
    "moved": CutShort(mark("the youth moved to another region"), "moved"),
    "deceased": CutShort(mark("the youth died"), "deceased", coordinator_only=True),
}
"""What cuts a case short. A red signal or a move of a meeting does not: those are signals to one run."""
