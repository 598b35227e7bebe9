"""The one coded list of reasons: why somebody cannot, needs longer, pauses, objects, contests, ends. Does nothing.

Every code stands here once, with what it may be given for; forms and commands hold what they take against this list,
and every report groups by these codes. Source: process.md, "Cannot always leads on, by its code".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.speech import mark


class Use(StrEnum):
    """What a reason may be given for."""

    CANNOT = "cannot"
    ASSIGNMENT = "decline an assignment"
    INVITATION = "decline an invitation"
    SUPPORT = "decline to be somebody's support"
    CHOICE = "decline to choose"
    CONSENT = "no consent"
    LONGER = "needs longer"
    PAUSE = "pause"
    OBJECTION = "objection"
    CONTEST = "contest of a delay"
    URGENT = "asked anew as urgent"
    LADDER = "step of the ladder"
    STEP_UP = "step up by hand"
    WITHDRAWAL = "taken back"
    PARTING = "leaves the people of a case"
    CUT_SHORT = "cut short"
    RIGHT = "request by right"
    ENDING = "ending"


SAID_INSTEAD = (Use.CANNOT, Use.ASSIGNMENT, Use.INVITATION, Use.SUPPORT, Use.CHOICE, Use.CONSENT)
"""What a holder may say instead of filling in the form: that they cannot, in all its kinds."""


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
        uses: what it may be given for.
        leads_to: what happens when somebody cannot because of it.
        settles: the question ends as declined; otherwise it stays open, elsewhere or later.
        by_letter: a pause only the deciding body may give, with the date of its letter (Awb art. 4:15).
    """

    label: str
    uses: frozenset[Use]
    leads_to: LeadsTo = LeadsTo.NEXT
    settles: bool = False
    by_letter: bool = False


def _for(label: str, *uses: Use, leads_to: LeadsTo = LeadsTo.NEXT, by_letter: bool = False) -> Reason:
    settles = leads_to in {LeadsTo.NEXT, LeadsTo.GOAL_REVIEW} and not frozenset(uses).isdisjoint(SAID_INSTEAD)
    return Reason(label, frozenset(uses), leads_to, settles, by_letter)


_OF_AN_AGENCY = (Use.CANNOT, Use.LONGER)

REASONS: Mapping[str, Reason] = {
    "not ours": _for(
        mark("this is not for us"),
        *_OF_AN_AGENCY,
        Use.OBJECTION,
        Use.CONTEST,
        Use.LADDER,
        Use.STEP_UP,
        leads_to=LeadsTo.ANOTHER_AGENCY,
    ),
    "who pays": _for(
        mark("it is not clear who pays"),
        *_OF_AN_AGENCY,
        Use.OBJECTION,
        Use.CONTEST,
        Use.LADDER,
        Use.STEP_UP,
        leads_to=LeadsTo.BREAKTHROUGH,
    ),
    "no place": _for(
        mark("there is no place yet"), *_OF_AN_AGENCY, Use.OBJECTION, Use.CONTEST, leads_to=LeadsTo.WAITING_PLACE
    ),
    "data missing": _for(
        mark("information is missing"), *_OF_AN_AGENCY, Use.PAUSE, Use.CONTEST, leads_to=LeadsTo.MISSING
    ),
    "consent missing": _for(
        mark("consent is missing"), *_OF_AN_AGENCY, Use.PAUSE, Use.CONTEST, leads_to=LeadsTo.MISSING
    ),
    "youth not reached": _for(mark("we could not reach the youth"), *_OF_AN_AGENCY, Use.CONTEST, leads_to=LeadsTo.FIND),
    "no longer needed": _for(
        mark("it is no longer needed"), *_OF_AN_AGENCY, Use.OBJECTION, Use.WITHDRAWAL, leads_to=LeadsTo.GOAL_REVIEW
    ),
    "too many cases": _for(mark("too many cases at the moment"), Use.ASSIGNMENT, Use.LONGER),
    "conflict of interest": _for(mark("conflict of interest"), Use.ASSIGNMENT),
    "other expertise": _for(mark("this asks for other expertise"), Use.ASSIGNMENT),
    "on leave": _for(mark("on leave"), Use.ASSIGNMENT, Use.INVITATION, Use.LONGER),
    "other appointment": _for(mark("another appointment"), Use.INVITATION),
    "not needed there": _for(mark("not needed at this meeting"), Use.INVITATION),
    "youth says no": _for(mark("the youth does not want it"), Use.CHOICE),
    "not reached": _for(mark("not reached"), Use.CONSENT),
    "not able": _for(mark("not able to do this now"), Use.SUPPORT),
    "says no": _for(mark("says no"), Use.CONSENT, Use.SUPPORT),
    "application incomplete": _for(mark("the application is not complete yet"), Use.PAUSE, by_letter=True),
    "awaiting decision": _for(mark("somebody else decides first"), Use.PAUSE, Use.LONGER, Use.CONTEST),
    "youth away": _for(mark("the youth is away for a while"), Use.PAUSE, Use.LONGER, Use.CONTEST),
    "youth on holiday": _for(mark("the youth is on holiday"), Use.PAUSE, Use.LONGER, Use.CONTEST),
    "consent renewal": _for(mark("consent is being asked again"), Use.PAUSE),
    "answered elsewhere": _for(mark("we answered in another way"), Use.CONTEST),
    "not asked clearly": _for(mark("the question was not clear"), Use.CONTEST),
    "other day": _for(mark("it was asked on another day"), Use.CONTEST),
    "eviction": _for(mark("eviction threatens"), Use.URGENT),
    "cut-off": _for(mark("gas, water, electricity or heating is about to be cut off"), Use.URGENT),
    "insurance ends": _for(mark("the health insurance is about to end"), Use.URGENT),
    "nowhere to sleep": _for(mark("the youth has nowhere to sleep"), Use.URGENT),
    "no income": _for(mark("there is no income left"), Use.URGENT),
    "nearly due": _for(mark("the last day comes near"), Use.LADDER),
    "longer than agreed": _for(mark("it takes longer than agreed"), Use.LADDER, Use.STEP_UP),
    "second new date": _for(mark("a new date was given for the second time"), Use.LADDER),
    "absent from school": _for(mark("the youth sits at home without school"), Use.LADDER, Use.STEP_UP),
    "three months": _for(mark("three months without school or help"), Use.LADDER, Use.STEP_UP),
    "order objected": _for(mark("an agency objects to a binding decision"), Use.LADDER, Use.STEP_UP),
    "order not carried out": _for(mark("a binding decision is not carried out"), Use.LADDER, Use.STEP_UP),
    "outside the mandate": _for(mark("it lies outside the mandate"), Use.LADDER, Use.STEP_UP),
    "table silent": _for(mark("the breakthrough table gave no answer"), Use.LADDER),
    "no quorum": _for(mark("not enough people came"), Use.WITHDRAWAL, Use.LADDER, Use.STEP_UP),
    "solved in a talk": _for(mark("solved in a talk"), Use.WITHDRAWAL),
    "the case closed": _for(mark("the case closed"), Use.WITHDRAWAL),
    "the stage ended": _for(mark("the stage ended"), Use.WITHDRAWAL),
    "consent withdrawn": _for(mark("consent was withdrawn"), Use.WITHDRAWAL),
    "youth decides": _for(mark("from sixteen the youth decides"), Use.WITHDRAWAL),
    "person left": _for(mark("this person is not around the youth any more"), Use.WITHDRAWAL),
    "custody ended": _for(mark("this person has custody no longer"), Use.PARTING),
    "steps back": _for(mark("this person does not do this any more"), Use.PARTING),
    "other choice": _for(mark("the youth chose otherwise"), Use.PARTING),
    "named by mistake": _for(mark("named by mistake"), Use.PARTING),
    "of age": _for(mark("from eighteen nobody has custody"), Use.WITHDRAWAL),
    "registration withdrawn": _for(mark("the registration is withdrawn"), Use.CUT_SHORT),
    "rights of others": _for(mark("it would show what is of somebody else"), Use.RIGHT),
    "law keeps it": _for(mark("the law says that it is kept"), Use.RIGHT),
    "legal claim": _for(mark("it is needed in a matter of law"), Use.RIGHT),
    "asked too often": _for(mark("the same was answered lately"), Use.RIGHT),
    "not about this person": _for(mark("it is not about this person"), Use.RIGHT),
    "vital interest": _for(mark("somebody would be in danger"), Use.RIGHT),
    "legal duty goes on": _for(mark("an agency must go on by law"), Use.RIGHT),
    "already there": _for(mark("it stands in the file like that already"), Use.RIGHT),
    "helped": _for(mark("helped"), Use.ENDING),
    "referred": _for(mark("help elsewhere"), Use.ENDING),
    "another place": _for(mark("another place fits better"), Use.ENDING),
    "withdrawn": _for(mark("registration withdrawn"), Use.ENDING),
    "no ground": _for(mark("no ground to go on"), Use.ENDING),
    "registered by mistake": _for(mark("registered by mistake"), Use.ENDING),
    "joined": _for(mark("joined with a case that was there"), Use.ENDING),
    "back to school": _for(mark("back to school"), Use.ENDING),
    "basic qualification": _for(mark("diploma with a basic qualification"), Use.ENDING),
    "diploma": _for(mark("diploma practical education or entry level"), Use.ENDING),
    "work": _for(mark("work"), Use.ENDING),
    "learn-work": _for(mark("learning and working"), Use.ENDING),
    "day activities": _for(mark("day activities"), Use.ENDING),
    "care elsewhere": _for(mark("care elsewhere"), Use.ENDING),
    "long-term care": _for(mark("long-term care took over"), Use.ENDING),
    "out of sight": _for(mark("out of sight"), Use.ENDING),
    "moved": _for(mark("moved"), Use.ENDING, Use.CUT_SHORT),
    "youth stopped": _for(mark("the youth stopped"), Use.ENDING, Use.CUT_SHORT),
    "deceased": _for(mark("deceased"), Use.ENDING, Use.CUT_SHORT, Use.PARTING),
}


def codes_for(*uses: Use) -> tuple[str, ...]:
    """Every code that may be given for one of these, in the order of the list."""
    return tuple(code for code, reason in REASONS.items() if not reason.uses.isdisjoint(uses))


def agree(codes: Iterable[str], *uses: Use) -> None:
    """Holds the codes a form writes out (as its type must) against the list.

    Raises:
        AssertionError: they differ; found when the form is imported.
    """
    if set(codes) != set(codes_for(*uses)):
        raise AssertionError(f"the codes of a form and the list of reasons differ for {', '.join(uses)}")
