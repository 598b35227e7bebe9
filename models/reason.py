"""The one coded list of reasons: cannot, needs longer, pause, objection. Says what each leads to; does nothing.

Source: process.md, "Cannot always leads on, by its code".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.speech import mark


class LeadsTo(StrEnum):
    """What happens when a holder cannot, and says why."""

    ANOTHER_AGENCY = "another agency"
    BREAKTHROUGH = "breakthrough"
    WAITING_PLACE = "waiting place"
    MISSING = "missing"
    FIND = "find"
    GOAL_REVIEW = "goal review"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Attributes:
        label: what people read; never a blaming word.
        leads_to: what happens with it.
        settles: the question ends as declined; otherwise it stays open, elsewhere or later.
    """

    label: str
    leads_to: LeadsTo
    settles: bool = False


REASONS: Mapping[str, Reason] = {
    "not ours": Reason(mark("this is not for us"), LeadsTo.ANOTHER_AGENCY),
    "who pays": Reason(mark("it is not clear who pays"), LeadsTo.BREAKTHROUGH),
    "no place": Reason(mark("there is no place yet"), LeadsTo.WAITING_PLACE),
    "data missing": Reason(mark("information is missing"), LeadsTo.MISSING),
    "consent missing": Reason(mark("consent is missing"), LeadsTo.MISSING),
    "youth not reached": Reason(mark("we could not reach the youth"), LeadsTo.FIND),
    "no longer needed": Reason(mark("it is no longer needed"), LeadsTo.GOAL_REVIEW, settles=True),
    "too many cases": Reason(mark("too many cases at the moment"), LeadsTo.NEXT, settles=True),
    "conflict of interest": Reason(mark("conflict of interest"), LeadsTo.NEXT, settles=True),
    "other expertise": Reason(mark("this asks for other expertise"), LeadsTo.NEXT, settles=True),
    "on leave": Reason(mark("on leave"), LeadsTo.NEXT, settles=True),
    "other appointment": Reason(mark("another appointment"), LeadsTo.NEXT, settles=True),
    "not needed there": Reason(mark("not needed at this meeting"), LeadsTo.NEXT, settles=True),
    "youth says no": Reason(mark("the youth does not want it"), LeadsTo.NEXT, settles=True),
    "not reached": Reason(mark("not reached"), LeadsTo.NEXT, settles=True),
    "says no": Reason(mark("says no"), LeadsTo.NEXT, settles=True),
    "not able": Reason(mark("not able to do this now"), LeadsTo.NEXT, settles=True),
}

OF_AN_AGENCY = (
    "not ours",
    "who pays",
    "no place",
    "data missing",
    "consent missing",
    "youth not reached",
    "no longer needed",
)
OF_A_PERSON_ASKED = ("too many cases", "conflict of interest", "other expertise", "on leave")
OF_AN_INVITATION = ("other appointment", "on leave", "not needed there")
OF_A_SUPPORTER = ("not able", "says no")
OF_A_GIVER = ("not reached", "says no")
