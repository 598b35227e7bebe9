"""How the forms of errands are filled in. Knows no row besides what a turn lets it look up."""

from typing import Any, get_args

from models.code import AgencyKind
from models.forms.assignment import GoalStatus
from models.forms.errand import WithoutYes
from simulation.deck import dealt
from simulation.players.agreement import agreement
from simulation.turn import Turn

DECISIONS = get_args(WithoutYes.model_fields["decision"].annotation)
RESULTS = dealt({"not reached": 3, "refuses": 1, "agrees": 1})
NOBODY: dict[str, Any] = {"cannot": {"code": "not reached"}}
RESULTS_OF_A_TABLE = dealt({"decides": 4, "sends back": 1, "outside the mandate": 1})
RIGHT_RESULTS = dealt({"granted": 6, "partly": 2, "refused": 1})
OWN_ASK_RESULTS = dealt({"arranged": 5, "talk first": 3, "stays": 1})
RIGHT_ANSWERS: dict[str, dict[str, Any]] = {
    "granted": {"result": "granted"},
    "partly": {"result": "partly", "ground": "rights of others"},
    "refused": {"result": "refused", "ground": "law keeps it"},
}
TALKS = ("solved", "takes over", "stays")


def partner_consent(turn: Turn) -> dict[str, Any]:
    """Everybody at the table agrees; with nobody who can give it, nobody is reached."""
    givers = turn.givers()[:4]
    return {"givers": givers, "given_on": turn.days_ago()} if givers else NOBODY


def attempts(turn: Turn) -> dict[str, Any]:
    """Two ways at least."""
    result = turn.luck.draw("attempt", RESULTS)
    ways = ("phone", "visit") if result == "not reached" else ("phone",)
    lines = [{"way": way, "tried_on": turn.days_ago(8), "result": result} for way in ways]
    givers = turn.givers()
    return {"attempts": lines} | ({"giver": givers[-1]} if givers else {})


def who_has_custody(turn: Turn) -> dict[str, Any]:
    """A parent mostly; sometimes nobody knows."""
    if turn.happens(0.2):
        return {"unknown": True}
    return {"custody": [{"given_name": turn.rng.choice(("Hilde", "Stefan", "Samira")), "relation": "parent"}]}


def without_yes(turn: Turn) -> dict[str, Any]:
    """One of the ways to go on, and why."""
    decision = turn.luck.draw("without yes", DECISIONS)
    day = {"court_on": turn.in_days(20, 60)} if decision == "court" else {}
    return {"decision": decision, "why": turn.words("why")} | day


def meanwhile(turn: Turn) -> dict[str, Any]:
    """Somebody bridges, or nobody and why."""
    desk = turn.rng.choice(turn.desks(AgencyKind.SOCIAL_SUPPORT, AgencyKind.NEIGHBOURHOOD_TEAM))
    return {"what": turn.words("action")} | ({"who": desk.token} if turn.happens(0.7) else {})


def supplied(turn: Turn) -> dict[str, Any]:
    """It is there mostly."""
    return {"supplied": turn.luck.draw("supplied", (True, True, True, False))}


def step_confirmed(turn: Turn) -> dict[str, Any]:
    """Mostly needed; a no says why."""
    if turn.luck.draw("needed at all", (True, True, True, False)):
        return {"needed": True}
    return {"needed": False, "why": turn.words("why")}


def breakthrough(turn: Turn) -> dict[str, Any]:
    """Dated actions; the question is solved, taken over, or stays where it is."""
    desks = turn.desks(AgencyKind.SOCIAL_SUPPORT, AgencyKind.NEIGHBOURHOOD_TEAM, AgencyKind.DOORSTROOMPUNT)
    desk = turn.rng.choice(desks)
    ended = turn.luck.draw("talk", TALKS)
    form: dict[str, Any] = {"talked_on": turn.days_ago(2), "actions": [agreement(turn, desk.token)]}
    return form | {"solved": ended == "solved"} | ({"takes_over": desk.token} if ended == "takes over" else {})


def table_decided(turn: Turn) -> dict[str, Any]:
    """Mostly a decision; sometimes back to where it came from, or not the table's to decide."""
    result = turn.luck.draw("table", RESULTS_OF_A_TABLE)
    form = {"result": result, "decided_on": turn.days_ago(2), "words": turn.words("why")}
    return form | ({"actions": [_decided(turn)]} if result == "decides" else {})


def administrators_decided(turn: Turn) -> dict[str, Any]:
    """Somebody does something by a day."""
    return {"decided_on": turn.days_ago(2), "words": turn.words("why"), "actions": [_decided(turn)]}


def _decided(turn: Turn) -> dict[str, Any]:
    desks = turn.desks(AgencyKind.SOCIAL_SUPPORT, AgencyKind.NEIGHBOURHOOD_TEAM, AgencyKind.DOORSTROOMPUNT)
    return agreement(turn, turn.rng.choice(desks).token)


def objection_heard(turn: Turn) -> dict[str, Any]:
    """It stands, or not."""
    return {"goes_on": turn.luck.draw("stands", (True, True, False)), "why": turn.words("why")}


def goal_reviewed(turn: Turn) -> dict[str, Any]:
    """How far the goal is."""
    return {"status": turn.luck.draw("goal reviewed", get_args(GoalStatus))}


def right_answered(turn: Turn) -> dict[str, Any]:
    """Mostly yes; own words always come in the file, and no file is destroyed while it is in use."""
    result = turn.luck.draw("right", RIGHT_RESULTS)
    return RIGHT_ANSWERS[result] | ({} if result == "granted" else {"why": turn.words("why")})


def contest_decided(turn: Turn) -> dict[str, Any]:
    """The agency is right as often as not."""
    return {"accepted": turn.luck.draw("contest", (True, False)), "why": turn.words("why")}


def own_ask_reply(turn: Turn) -> dict[str, Any]:
    """Mostly it is arranged."""
    return {"result": turn.luck.draw("own ask", OWN_ASK_RESULTS), "reply": turn.words("why")}


PLAYERS = {
    "PartnerConsent": partner_consent,
    "Attempts": attempts,
    "WithoutYes": without_yes,
    "WhoHasCustody": who_has_custody,
    "Meanwhile": meanwhile,
    "Supplied": supplied,
    "StepConfirmed": step_confirmed,
    "TableDecided": table_decided,
    "AdministratorsDecided": administrators_decided,
    "Breakthrough": breakthrough,
    "ObjectionHeard": objection_heard,
    "GoalReviewed": goal_reviewed,
    "ContestDecided": contest_decided,
    "RightAnswered": right_answered,
    "OwnAskReply": own_ask_reply,
}
