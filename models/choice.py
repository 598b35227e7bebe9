"""What people call the choices of a form, in lower case. Never decides what a choice means.

A code is called the same in every form, unless its field says otherwise.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from models.code import (
    AgencyKind,
    EmergencyReason,
    FilePart,
    Living,
    OrderKind,
    OwnAskKind,
    Relation,
    RightAbout,
    RightKind,
    Role,
    Sector,
)
from models.ending import OUTCOMES
from models.kind import Kind
from models.label import LABELS
from models.network import Level
from models.reason import REASONS
from models.speech import mark, say

CHOICES: Mapping[str, str] = {
    **LABELS[Sector],
    **LABELS[Living],
    **LABELS[Relation],
    **LABELS[OrderKind],
    **LABELS[AgencyKind],
    **LABELS[Role],
    **LABELS[EmergencyReason],
    **LABELS[Kind],
    **LABELS[RightKind],
    **LABELS[RightAbout],
    **LABELS[FilePart],
    **LABELS[OwnAskKind],
    **{code: reason.label for code, reason in REASONS.items()},
    **{code: outcome.label for code, outcome in OUTCOMES.items()},
    "advice asked": mark("advice was asked, anonymously"),
    "address": mark("the address"),
    "agrees": mark("agrees"),
    "own agency": mark("the own organisation"),
    "named partners": mark("partners by name"),
    "all partners": mark("all partners in this case"),
    "aftercare": mark("handover and aftercare"),
    "anonymous": mark("discuss anonymously"),
    "app": mark("by app"),
    "back": mark("back to where it came from"),
    "budget": mark("from the budget of the youth"),
    "change plan": mark("change the plan"),
    "case manager": mark("case manager"),
    "coach": mark("coach"),
    "comes": mark("I come"),
    "conclusion": mark("medical conclusion"),
    "consent": mark("the youth (and those with custody) agreed"),
    "consultant": mark("a transition consultant"),
    "court": mark("ask the court"),
    "court order": mark("there is a court order"),
    "decides": mark("decides"),
    "consent of the court": mark("consent of the court"),
    "elsewhere": mark("help elsewhere"),
    "en": mark("English"),
    "end of indication": mark("an indication ends"),
    "move": mark("the youth moves house"),
    "end of place": mark("the place ends"),
    "three months without school": mark("three months without school"),
    "end": mark("it ends"),
    "ended": mark("it ended"),
    "first custody holder": mark("the first with custody"),
    "go on": mark("go on as it is"),
    "handed over": mark("somebody else helps from then on"),
    "ends": mark("the help ends"),
    "granted": mark("granted"),
    "growing": LABELS[Level][Level.GROWING],
    "held": mark("took place"),
    "help began": mark("help began"),
    "help goes on": mark("the help goes on without a gap"),
    "informal": mark("family, friend or neighbour"),
    "legal task": mark("it is our task by law"),
    "letter": mark("by letter"),
    "light": mark("direct help by one agency"),
    "mail": mark("by mail"),
    "meeting": mark("a meeting"),
    "met": mark("we met"),
    "more coaching": mark("more coaching"),
    "more needed": mark("more is needed"),
    "nl": mark("Dutch"),
    "not begun": mark("not begun"),
    "not held": mark("did not take place"),
    "objects": mark("we do not agree"),
    "offer": mark("what we can offer"),
    "one holder": mark("only one person has custody"),
    "other place": mark("another place fits better"),
    "other scheme": mark("from another scheme"),
    "not secret": mark("not secret"),
    "own ground": mark("partners with a ground of their own go on"),
    "own means": mark("from our own means"),
    "own weighing": mark("weighed by the professional"),
    "paper": mark("on paper"),
    "partly": mark("partly reached"),
    "peer": mark("somebody of the same age"),
    "people": mark("the people around the youth"),
    "phone": mark("by phone"),
    "pilot flame": mark("the pilot flame stays on"),
    "plan": mark("a plan by the case manager"),
    "plus facility": mark("a place in a plus facility"),
    "family name": mark("the family name"),
    "practical": mark("practical matters"),
    "proposes": mark("we propose something else"),
    "prefix": mark("the prefix of the family name"),
    "private": mark("a private note"),
    "professional": mark("a professional"),
    "reached": mark("reached"),
    "ready for aftercare": mark("ready for aftercare"),
    "refused with reasons": mark("said no, with reasons"),
    "refused without reasons": mark("said no, without reasons"),
    "refuses": mark("says no"),
    "residential": mark("after residential care: every week at first"),
    "safety concern": mark("a concern about safety"),
    "second custody holder": mark("the second with custody"),
    "sends back": mark("sends it back"),
    "secret": mark("secret"),
    "search term": mark("the search term ends"),
    "sends someone": mark("a colleague comes for me"),
    "settled": mark("settled after all"),
    "special education": mark("after vso or pro: every quarter, for two years"),
    "standard": mark("after 2 and 6 weeks, 3, 6 and 12 months"),
    "stays as paid": mark("it stays as it was paid"),
    "story": mark("the story of the youth"),
    "strength": mark("what goes well"),
    "strong": LABELS[Level][Level.STRONG],
    "table": mark("at the table"),
    "taken back": mark("taken back"),
    "taken up": mark("the registration was taken up"),
    "talk": mark("in a talk"),
    "to the administrators": mark("to the administrators"),
    "through the coach": mark("through the coach"),
    "unable": mark("this person is not able to decide"),
    "under way": mark("under way"),
    "visit": mark("by a visit"),
    "volunteer": mark("a volunteer"),
    "what helps": mark("what helps and what does not"),
    "without quorum": mark("took place, but not enough people came"),
    "worry": mark("worry"),
    "youth": mark("the youth"),
}
SPECIAL: Mapping[tuple[str, str, str], str] = {
    ("ChangedPerson", "gone", "mail"): mark("the mail address"),
    ("ChangedPerson", "gone", "phone"): mark("the phone number"),
    ("HandoverItems", "items", "plan"): mark("the plan"),
    ("SittingAttendance", "comes", "cannot"): mark("I cannot come"),
    ("TrustedPerson", "variant", "light"): mark("light: after 6 weeks, 3 and 6 months"),
    ("UrgentReview", "needed", "plan"): mark("a new plan"),
    ("EmergencyReview", "found", "needed"): mark("it was needed"),
    ("EmergencyReview", "found", "not needed"): mark("it was not needed"),
    ("WithoutYes", "decision", "guardian"): mark("a guardian decides"),
    **{
        (sheet, "kinds", kind): LABELS[AgencyKind][kind]
        for sheet in ("InstrumentTerms", "NewInstrument")
        for kind in (AgencyKind.PLUS_FACILITY, AgencyKind.RESIDENTIAL)
    },
    ("RightAnswered", "result", "granted"): mark("yes"),
    ("RightAnswered", "result", "partly"): mark("yes, but not all of it"),
    ("RightAnswered", "result", "refused"): mark("no"),
    ("RightAnswered", "result", "longer"): mark("it takes two months more"),
    ("OwnAskReply", "result", "arranged"): mark("it is arranged"),
    ("OwnAskReply", "result", "talk first"): mark("we talk about it first"),
    ("OwnAskReply", "result", "stays"): mark("it stays as it is"),
    ("HandingOver", "part", "consultant"): mark("transition consultant"),
    ("NeedsLonger", "code", "no longer needed"): mark("it is perhaps no longer needed"),
}
"""Where a field calls its choice otherwise: sheet, field, code."""


def choices_of(annotation: Any) -> tuple[str, ...]:
    """The codes a field may hold; none where it is no choice."""
    if get_origin(annotation) is Literal:
        return tuple(str(code.value if isinstance(code, Enum) else code) for code in get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(code.value) for code in annotation)
    return tuple(code for part in get_args(annotation) for code in choices_of(part))


def choice_called(sheet: str, field: str, code: str, language: str) -> str:
    """What a choice of a field is called.

    Raises:
        KeyError: nobody named it.
    """
    return say(SPECIAL.get((sheet, field, code)) or CHOICES[code], language)
