"""How the forms of the assignment and of the plan are filled in. Knows no row besides what a turn lets it look up."""

from typing import Any, get_args

from sqlmodel import col, select

from models.code import AgencyKind, Domain
from models.forms.assignment import GoalStatus, HandoverItems
from models.tables import Goal, Plan
from simulation.deck import dealt
from simulation.players.agreement import agreement
from simulation.turn import Turn

ITEMS = get_args(get_args(HandoverItems.model_fields["items"].annotation)[0])
GOES_ON = dealt({"go on": 3, "change plan": 2, "ready for aftercare": 4})
ENDS_AS = ("back to school", "work", "diploma", "care elsewhere")
ENDS_EARLY = 0.05
WILLING = (AgencyKind.SCHOOL, AgencyKind.SOCIAL_SUPPORT, AgencyKind.NEIGHBOURHOOD_TEAM, AgencyKind.DOORSTROOMPUNT)


def proposal(turn: Turn) -> dict[str, Any]:
    """The proposed one mostly; another, or none because the youth wants none."""
    choice = turn.luck.draw("proposal", dealt({"proposed": 10, "another": 2, "none": 1}))
    if choice == "none":
        return {"youth_wants_none": True}
    proposed = turn.journaled("proposed")
    another = turn.rng.choice(turn.cast.consultants)
    return {"consultant": proposed["consultant"] if choice == "proposed" else f"professional:{another}"}


def introduction(turn: Turn) -> dict[str, Any]:
    """It clicks mostly."""
    return {"met_on": turn.days_ago(), "clicks": turn.luck.draw("clicks", (True,) * 7 + (False,))}


def plan(turn: Turn) -> dict[str, Any]:
    """Goals in some life domains with their actions, the marks now, and sometimes another coach."""
    many = turn.rng.randint(2, 3) if turn.course.heavy else 1
    domains = turn.rng.sample(list(Domain), many + 1)
    form: dict[str, Any] = {
        "goals": [_goal(turn, domain) for domain in domains],
        "marks": marks(turn, 3),
        "week": "Ma en do naar school, wo naar de sport, vr thuis met tante.",
        "helps": "Even bellen, en een rondje lopen.",
        "youth_agrees": True,
        "review_on": turn.in_days(42, 56),
    }
    if turn.happens(0.2):
        colleagues = turn.cast.of_kind(AgencyKind.SOCIAL_SUPPORT)[0].staff
        form["coach"] = f"professional:{turn.rng.choice(colleagues)}"
    return form


def _goal(turn: Turn, domain: Domain) -> dict[str, Any]:
    desks = turn.desks() if turn.course.heavy else turn.desks(*WILLING)
    who = [desk.token for desk in turn.rng.sample(desks, min(2, len(desks)))]
    if turn.happens(0.15):
        who[-1] = turn.youth
    return {"domain": domain.value, "words": turn.words("goal"), "actions": [agreement(turn, each) for each in who]}


def marks(turn: Turn, about: int) -> list[dict[str, Any]]:
    """Marks by the youth and by the professional, per life domain."""
    return [
        {"domain": domain.value, "youth": min(about + turn.rng.randint(-1, 3), 10), "professional": about + 1}
        for domain in turn.rng.sample(list(Domain), 2)
    ]


def budget_approval(turn: Turn) -> dict[str, Any]:
    """Mostly approved."""
    return {"approves": turn.luck.draw("approves", (True, True, False)), "words": turn.words("why")}


def action_done(turn: Turn) -> dict[str, Any]:
    """Done."""
    return {"done_on": turn.days_ago(), "words": turn.words("line")}


def review(turn: Turn) -> dict[str, Any]:
    """Marks and goals; the first time it goes on, later it is ready, sometimes under a condition."""
    number = int(turn.question.key.partition(":")[2])
    form: dict[str, Any] = {"marks": marks(turn, min(4 + number, 8)), "goals": goals(turn)}
    if number > 1 and turn.happens(ENDS_EARLY):
        return form | {"goes_on": "end", "outcome": turn.luck.draw("plan ended", ENDS_AS)}
    goes_on = turn.luck.draw("plan goes on", GOES_ON) if number > 1 or not turn.course.heavy else "go on"
    if goes_on == "change plan":
        return form | {"goes_on": goes_on, "actions": [agreement(turn, turn.rng.choice(turn.desks(*WILLING)).token)]}
    if goes_on == "ready for aftercare" and turn.happens(0.3):
        form["condition"] = _condition(turn)
    return form | {"goes_on": goes_on}


def _condition(turn: Turn) -> dict[str, Any]:
    reporter = turn.rng.choice(turn.desks(AgencyKind.SCHOOL, AgencyKind.DOORSTROOMPUNT))
    return {"what": "80 % op school", "weeks": turn.rng.randint(3, 8), "reporter": reporter.token}


def goals(turn: Turn) -> list[dict[str, Any]]:
    """How far the goals of the present plan are."""
    present = (
        select(Plan.id).where(Plan.case_id == turn.case.id, col(Plan.ended_on).is_(None)).order_by(col(Plan.id).desc())
    )
    found = turn.tx.session.exec(
        select(Goal.id).where(Goal.plan_id == present.limit(1).scalar_subquery()).order_by(col(Goal.id)).limit(20)
    )
    return [{"goal": number, "status": turn.luck.draw("goal", get_args(GoalStatus))} for number in found]


def condition_met(turn: Turn) -> dict[str, Any]:
    """It holds mostly."""
    return {"met": turn.luck.draw("met", (True, True, False))}


def handover_items(turn: Turn) -> dict[str, Any]:
    """Most of the list."""
    return {"items": turn.rng.sample(list(ITEMS), turn.rng.randint(3, len(ITEMS)))}


def handover_check(turn: Turn) -> dict[str, Any]:
    """It goes well mostly."""
    return {"goes_well": turn.luck.draw("goes well", (True, True, True, False))}


PLAYERS = {
    "Proposal": proposal,
    "Introduction": introduction,
    "Plan": plan,
    "BudgetApproval": budget_approval,
    "ActionDone": action_done,
    "Review": review,
    "ConditionMet": condition_met,
    "HandoverItems": handover_items,
    "HandoverCheck": handover_check,
}
