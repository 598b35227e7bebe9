"""What is usually answered to each form on a walk. Fixed: the same walk gives the same journal each time."""

from collections.abc import Callable, Mapping
from typing import Any

from models.forms import form_named
from models.reason import REASONS

RUBEN, NADIA = "ruben.dijkzicht@aanmeldpunt.example", "nadia.akdemir@aanmeldpunt.example"
FATIMA, BRAM = "fatima.bouzidi@doorstroompunt.example", "bram.hoevelaar@waalzicht.example"
WELL = [{"domain": "living", "youth": 7, "professional": 7}]
AROUND = [
    {"initials": "R", "relation": "tante", "kind": "informal", "rating": 8, "practical": True, "company": True,
     "always_there": True, "in_a_crisis": True},
    {"initials": "S", "relation": "zus", "kind": "informal", "rating": 8, "advice": True},
    {"initials": "T", "relation": "vriend", "kind": "informal", "rating": 8, "emotional": True},
]  # fmt: skip

Fields = dict[str, Any]


def registration(walker: Any) -> Fields:
    """A youth of seventeen who goes to school, knows of the registration, and gave consent at the table."""
    return {
        "given_name": "Noor",
        "family_name": "Veldwijk",
        "birth_on": "2009-03-01",
        "municipality": "Tielerwaard",
        "sector": "mbo",
        "told_youth_on": walker.day(-1),
        "told_youth_how": "talk",
        "ground": "legal task",
        "worry": "Schulden en steeds minder op school.",
        "wish": "Een eigen plek.",
        "school": walker.agency("waalzicht"),
        "partners": [walker.agency("geldloket")],
        "custody": [{"given_name": "Hilde"}],
    }


def answer(walker: Any, wait: Any) -> Fields:
    """The usual answer to a question."""
    return USUAL[wait.form](walker, wait)


def reason(wait: Any) -> str:
    """The first reason with which this question can be declined for good."""
    return next(code for code in form_named(wait.form).may_decline if REASONS[code].settles)


def agreement(walker: Any, agency: str, days: int = 20, **more: Any) -> Fields:
    return {"who": walker.agency(agency), "words": "Wat is afgesproken.", "due_on": walker.day(days), **more}


def invitees(walker: Any, _wait: Any) -> Fields:
    agencies = [walker.agency(code) for code in ("waalzicht", "geldloket", "smw")]
    return {
        "agencies": agencies,
        "chair": walker.professional(BRAM),
        "minute_taker": walker.professional(FATIMA),
    }


def weighing(walker: Any, wait: Any) -> Fields:
    """A meeting at first; after it, direct help."""
    again = walker.run_of(wait).number > 1
    agency = {"agency": walker.agency("smw")} if again else {}
    return {"decision": "light" if again else "meeting", "case_manager": walker.professional(FATIMA), **agency}


def minutes(walker: Any, _wait: Any) -> Fields:
    return {
        "held": "held",
        "present": [walker.agency("waalzicht"), walker.agency("geldloket"), walker.youth()],
        "decisions": "Er komt een plan.",
        "goes_on": "back",
        "evaluation_on": walker.day(45),
        "agreements": [agreement(walker, "geldloket"), agreement(walker, "smw")],
    }


def plan(walker: Any, _wait: Any) -> Fields:
    return {
        "goals": [{"domain": "living", "words": "Een eigen kamer.", "actions": [agreement(walker, "wijkteam-noord")]}],
        "marks": [{"domain": "living", "youth": 3, "professional": 4}],
        "youth_agrees": True,
    }


def check_in(_walker: Any, _wait: Any) -> Fields:
    return {
        "youth_mark": 7,
        "youth_wants_less": True,
        "coach_wants_less": True,
        "takes_over_who": "Riet",
        "fallback": True,
        "network": AROUND,
    }


def always(**fields: Any) -> Callable[[Any, Any], Fields]:
    return lambda _walker, _wait: dict(fields)


def today(**fields: Any) -> Callable[[Any, Any], Fields]:
    """Fields named after ``on`` hold the day it is."""
    return lambda walker, _wait: {name: walker.day() if value is None else value for name, value in fields.items()}


USUAL: Mapping[str, Callable[[Any, Any], Fields]] = {
    "SameYouth": always(is_same=False),
    "Informed": today(told_youth_on=None, told_youth_how="talk", told_parents_on=None, told_parents_how="talk"),
    "Consents": lambda walker, _: {
        "givers": [
            {"giver": giver, "agrees": True, "way": "table", "given_on": walker.day()} for giver in walker.givers()
        ]
    },
    "ConsentsAgain": lambda walker, _: {
        "givers": [
            {"giver": giver, "agrees": True, "way": "table", "given_on": walker.day()} for giver in walker.givers()
        ]
    },
    "TargetGroup": always(goes_on="go on"),
    "PlanFor18": always(living="Bij haar tante.", not_yet=True),
    "Successor": lambda walker, _: {"who": walker.professional(FATIMA)},
    "PartnerConsent": lambda walker, _: {"givers": walker.givers(), "given_on": walker.day()},
    "Attempts": lambda walker, _: {
        "attempts": [{"way": way, "tried_on": walker.day(), "result": "not reached"} for way in ("phone", "visit")]
    },
    "WhoHasCustody": always(custody=[{"given_name": "Hilde"}]),
    "WithoutYes": always(decision="own weighing", why="Het kan niet wachten."),
    "Weighing": weighing,
    "Acceptance": always(),
    "DirectHelp": today(started_on=None),
    "Helped": always(result="helped"),
    "Arrived": always(arrived=True),
    "RunningAnswer": today(result="granted", decided_on=None),
    "Invitees": invitees,
    "Slot": lambda walker, _: {
        "starts_at": f"{walker.day(14)}T13:30:00Z",
        "place": "Waalzicht, lokaal 12",
        "later_why": "Dan kan iedereen.",
    },
    "Attendance": always(comes="comes"),
    "Minutes": minutes,
    "Elsewhere": lambda walker, _: {
        "held_on": walker.day(),
        "present": [walker.agency("waalzicht")],
        "agreements": [agreement(walker, "waalzicht")],
    },
    "Evaluation": always(words="Het gaat beter.", needed="go on"),
    "OwnWords": always(words="Zo is het goed."),
    "Objection": always(agrees=True),
    "ObjectionHeard": always(goes_on=True),
    "Proposal": lambda walker, wait: {"consultant": walker.professional(RUBEN if wait.key == "proposal" else NADIA)},
    "Introduction": today(met_on=None, clicks=True),
    "Plan": plan,
    "BudgetApproval": always(approves=True),
    "ActionDone": today(done_on=None),
    "Review": always(marks=WELL, goes_on="ready for aftercare"),
    "ConditionMet": always(met=True),
    "HandoverItems": always(items=["story", "plan"]),
    "HandoverCheck": always(goes_well=True),
    "TrustedPerson": always(trusted={"name": "Tante Riet", "relation": "tante"}),
    "TrustedAgrees": always(),
    "ParentsAgree": always(agrees=True),
    "Contact": always(reached=True, youth_mark=7),
    "Landed": always(landed=True, where="back to school"),
    "Found": always(found=True),
    "PilotFlame": always(goes_on="pilot flame"),
    "UrgentReview": always(needed="go on"),
    "CheckIn": check_in,
    "Closing": always(outcome="back to school", letter="Het ga je goed."),
    "Meanwhile": always(what="De school belt elke week."),
    "Supplied": always(supplied=True),
    "StepConfirmed": always(needed=True),
    "TableDecided": lambda walker, _: {
        "result": "decides",
        "decided_on": walker.day(),
        "words": "De plek gaat open.",
        "actions": [agreement(walker, "geldloket")],
    },
    "AdministratorsDecided": lambda walker, _: {
        "decided_on": walker.day(),
        "words": "De plek gaat open.",
        "actions": [agreement(walker, "geldloket")],
    },
    "Breakthrough": lambda walker, _: {
        "talked_on": walker.day(),
        "actions": [agreement(walker, "geldloket")],
        "solved": True,
    },
    "ContestDecided": always(accepted=True, why="De vraag kwam later binnen."),
    "OwnAskReply": always(result="arranged", reply="Donderdag om tien uur."),
    "RightAnswered": always(result="granted"),
    "PaidOtherwise": always(paid_by="own means"),
    "Hearing": always(view="agrees"),
    "Order": always(orders=True),
    "OrderObjection": always(code="who pays"),
    "OrderDone": today(done_on=None),
    "CostsSettled": always(settled=True),
    "SettlementHeard": always(result="settled", words="Besproken."),
    "GoalReviewed": always(status="partly"),
}
"""The usual answer to every form a question can carry."""
