"""How the forms of the intake are filled in. Knows no row besides what a turn lets it look up."""

from typing import Any

from models.age import PARENTS_STAND_BACK_AT
from models.code import AgencyKind
from simulation.cast import Desk, somebody
from simulation.deck import dealt
from simulation.turn import Turn

AT_HAND = (AgencyKind.SOCIAL_SUPPORT, AgencyKind.NEIGHBOURHOOD_TEAM, AgencyKind.DEBT, AgencyKind.SCHOOL)
IN_CHARGE = (AgencyKind.DOORSTROOMPUNT, AgencyKind.NEIGHBOURHOOD_TEAM, AgencyKind.SOCIAL_SUPPORT, AgencyKind.SCHOOL)
SECOND_THOUGHTS = dealt({"meeting": 3, "consultant": 2, "light": 1})
HELPED = dealt({"helped": 7, "more needed": 2, "youth stopped": 1})
DECIDED = dealt({"granted": 4, "help began": 3, "refused with reasons": 2, "taken back": 1})


def same_youth(turn: Turn) -> dict[str, Any]:
    """The coordinator looks, and recognises the youth more often than not."""
    alike = turn.journaled("alike")
    if turn.luck.draw("same youth", (True, True, False)):
        return {"is_same": True, "case": alike[-1]}
    return {"is_same": False}


def informed(turn: Turn) -> dict[str, Any]:
    """The referrer told them by now."""
    told_on = turn.days_ago()
    parents = {"told_parents_on": told_on, "told_parents_how": "phone"} if turn.age < PARENTS_STAND_BACK_AT else {}
    return {"told_youth_on": told_on, "told_youth_how": "talk", **parents}


def consents(turn: Turn) -> dict[str, Any]:
    """Everybody's yes mostly; sometimes one giver is not reached, leaves out a partner, or says no."""
    givers = turn.givers()
    if not givers:
        return {"cannot": {"code": "not reached"}}
    if len(givers) > 1 and turn.happens(0.25):
        givers.pop()
    lines: list[dict[str, Any]] = [
        {"giver": giver, "agrees": turn.happens(0.92), "way": turn.rng.choice(("table", "phone", "paper")),
         "given_on": turn.days_ago()}
        for giver in givers
    ]  # fmt: skip
    if turn.happens(0.15):
        lines[0]["only_about"] = ["school_and_work", "living"]
    if turn.happens(0.15):
        lines[0]["not_with"] = [desk.token for desk in turn.cast.of_kind(AgencyKind.YOUTH_CARE)[:1]]
    return {"givers": lines}


def weighing(turn: Turn) -> dict[str, Any]:
    """What chance found fitting the first time; something else when that did not work."""
    again = turn.question.key != "weighing" or turn.question.number > 1
    decision = turn.luck.draw("second thoughts", SECOND_THOUGHTS) if again else turn.course.first_step
    return {"decision": decision} | _WEIGHED[decision](turn)


def _in_charge(turn: Turn) -> dict[str, Any]:
    desk = turn.rng.choice(turn.desks(*IN_CHARGE))
    case_manager = turn.cast.coordinator.professional_id if turn.happens(0.15) else somebody(turn.rng, desk)
    return {"case_manager": f"professional:{case_manager}"}


def _light(turn: Turn) -> dict[str, Any]:
    desk = turn.rng.choice(turn.desks(*AT_HAND))
    if turn.happens(0.1):
        return {"agency": desk.token} | _in_charge(turn)
    return {"agency": f"professional:{somebody(turn.rng, desk)}"}


def _plus_facility(turn: Turn) -> dict[str, Any]:
    starts_on, ends_on = turn.in_days(5, 30), turn.in_days(200, 700)
    facility: Desk = turn.cast.of_kind(AgencyKind.PLUS_FACILITY)[0]
    place = {"agency": facility.token, "basic_qualification": True, "starts_on": starts_on, "ends_on": ends_on}
    return place | _in_charge(turn)


def _aftercare(turn: Turn) -> dict[str, Any]:
    """The school that is left; the next one is known half of the time."""
    schools = turn.desks(AgencyKind.SCHOOL)
    leaves = turn.rng.choice(schools)
    others = [school for school in schools if school is not leaves]
    receiver = {"agency": others[0].token} if others and turn.happens(0.5) else {}
    return {"leaves": leaves.token, "leaves_on": turn.in_days(20, 60)} | receiver | _in_charge(turn)


def _elsewhere(turn: Turn) -> dict[str, Any]:
    if turn.happens(0.4):
        return {"elsewhere": "de sportschool in de buurt"}
    return {"agency": turn.rng.choice(turn.desks(*AT_HAND)).token}


def _why(turn: Turn) -> dict[str, Any]:
    return {"why": turn.words("why")}


_WEIGHED = {
    "light": _light,
    "meeting": _in_charge,
    "consultant": _in_charge,
    "aftercare": _aftercare,
    "plus facility": _plus_facility,
    "elsewhere": _elsewhere,
    "other place": _why,
    "no ground": _why,
}


def acceptance(turn: Turn) -> dict[str, Any]:
    """A yes; a consultant may have met the youth already, and says so in the same sitting."""
    if turn.question.stage == "assignment" and turn.happens(0.3):
        key = turn.question.key.replace("acceptance", "introduction")
        return {"then": {key: {"form": "Introduction", "met_on": turn.today.isoformat(), "clicks": True}}}
    return {}


def direct_help(turn: Turn) -> dict[str, Any]:
    """Help began."""
    return {"started_on": turn.days_ago()}


def helped(turn: Turn) -> dict[str, Any]:
    """It was enough mostly."""
    return {"result": turn.luck.draw("helped", HELPED), "words": turn.words("line")}


def arrived(turn: Turn) -> dict[str, Any]:
    """The youth arrived mostly."""
    return {"arrived": turn.luck.draw("arrived", (True, True, True, False))}


def running_answer(turn: Turn) -> dict[str, Any]:
    """What was decided."""
    return {"result": turn.luck.draw("decided", DECIDED), "decided_on": turn.days_ago()}


PLAYERS = {
    "SameYouth": same_youth,
    "Informed": informed,
    "Consents": consents,
    "Weighing": weighing,
    "Acceptance": acceptance,
    "DirectHelp": direct_help,
    "Helped": helped,
    "Arrived": arrived,
    "RunningAnswer": running_answer,
}
