"""How runs and cases may end: outcomes, what cuts a run short, and how long a closed case is kept. Ends nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.code import Errand, Stage
from models.reason import REASONS, Use, agree, codes_for
from models.speech import mark

KEEPS_OPEN: frozenset[str] = frozenset(
    {
        *Stage,
        Errand.ACTION,
        Errand.OBJECTION,
        Errand.CLOSING,
        Errand.FIND,
        Errand.URGENT_REVIEW,
        Errand.IMPOSITION,
        Errand.ORDER,
        Errand.REQUEST,
        Errand.HANDOVER,
    }
)
"""Runs without which a case is not over: stages, and what an agency does for the youth or is still waited for.

The others end with the case, and their questions are taken back. Source: process.md, stage 5, "Refused".
"""


OUTLASTS: frozenset[str] = frozenset({Errand.RIGHT})
"""Runs that go on when the case closes, and may begin after it: a right holds as long as there is a file."""


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


_REFUSED = {"retained": "retain refused"}
_SPECIAL: Mapping[str, Mapping[str, Any]] = {
    "another place": _REFUSED,
    "withdrawn": _REFUSED,
    "no ground": _REFUSED,
    "registered by mistake": {**_REFUSED, "tells_youth": False},
    "joined": {"tells_youth": False},
    "deceased": {"tells_youth": False},
}
OUTCOMES: Mapping[str, Outcome] = {
    code: Outcome(REASONS[code].label, **_SPECIAL.get(code, {})) for code in codes_for(Use.ENDING)
}
"""Every outcome a case can close with: the endings of the list of reasons. Source: process.md, stage 1 "Ends", 5.3."""


NOT_CHOSEN = frozenset({"joined", "withdrawn", "no ground", "deceased"})
"""Outcomes that come about otherwise than by being chosen in a review or a closing; deceased by the coordinator."""


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
agree(CUT_SHORT, Use.CUT_SHORT)
ENDS_EVERYTHING = frozenset(how.outcome for how in CUT_SHORT.values())
"""Outcomes after which nothing goes on, in whatever stage the youth is."""
