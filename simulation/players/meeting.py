"""How the forms of a meeting are filled in. Knows no row besides what a turn lets it look up."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, func, select

from flows.engine.matter import AMSTERDAM
from models.age import ADULT_AT, PARENTS_STAND_BACK_AT
from models.code import AgencyKind, Domain, Stage
from models.quorum import KNOWS_THE_YOUTH
from models.tables import Invitation, Meeting, Partner, Sitting, StageRun
from simulation.cast import Desk, somebody
from simulation.deck import dealt
from simulation.hour import at_work, on_the_quarter, working_day
from simulation.people import words
from simulation.players.agreement import agreements
from simulation.turn import Turn

HELD = dealt({"held": 12, "not held": 1, "without quorum": 1})
GOES_ON = dealt({"consultant": 6, "plan": 2, "back": 2, "ended": 1})
ENDED_AS = ("helped", "referred", "another place")
OBJECTS = ("not ours", "who pays", "no place", "no longer needed")


def invitees(turn: Turn) -> dict[str, Any]:
    """The partners that may know, somebody who knows the youth, youth and parents; often with a moment at once."""
    tokens = [desk.token for desk in _at_table(turn)]
    may_know = [number for desk in turn.desks() for number in desk.staff]
    chair = turn.rng.choice([number for number in may_know if number != turn.case.case_manager_id])
    minute_taker = turn.rng.choice((chair, turn.case.case_manager_id or chair))
    form: dict[str, Any] = {
        "agencies": tokens,
        "chair": f"professional:{chair}",
        "minute_taker": f"professional:{minute_taker}",
        "parents": turn.age < PARENTS_STAND_BACK_AT or (turn.age < ADULT_AT and turn.happens(0.3)),
    }
    if turn.anonymous:
        form |= {"anonymous": True, "youth": False, "parents": False, "without_why": turn.words("why")}
    elif turn.happens(0.1):
        form |= {"youth": False, "parents": False, "without_why": turn.words("why")}
    if turn.happens(0.15):
        form["supporter"] = "Riet"
    if turn.happens(0.4):
        form["then"] = {"slot": {"form": "Slot", **slot(turn)}}
    return form


def _at_table(turn: Turn) -> list[Desk]:
    known = [turn.cast.desks[number] for number in _partners(turn) if number in turn.cast.desks]
    desks = [desk for desk in known if turn.may_know(desk) and desk.kind is not AgencyKind.REGISTRATION_POINT]
    if not any(desk.kind in KNOWS_THE_YOUTH for desk in desks):
        desks += turn.desks(AgencyKind.DOORSTROOMPUNT)[:1]
    if all(desk.kind in KNOWS_THE_YOUTH for desk in desks):
        desks += turn.desks(AgencyKind.SOCIAL_SUPPORT, AgencyKind.NEIGHBOURHOOD_TEAM)[:2]
    return list({desk.number: desk for desk in desks}.values())


def _partners(turn: Turn) -> list[int]:
    rows = turn.tx.session.exec(
        select(Partner.agency_id)
        .where(Partner.case_id == turn.case.id, col(Partner.left_at).is_(None))
        .order_by(col(Partner.id))
    )
    return list(rows)


def slot(turn: Turn) -> dict[str, Any]:
    """A place in the calendar of the knooppunt where there is one, or an hour within two weeks; sometimes soon."""
    if turn.happens(0.45):
        free = _sitting_with_room(turn)
        if free is not None:
            return {"sitting": free}
    soon = turn.happens(0.1)
    starts_at = on_the_quarter(at_work(turn.rng, turn.now, turn.rng.randint(1, 2) if soon else turn.rng.randint(6, 10)))
    form: dict[str, Any] = {"starts_at": starts_at.isoformat(), "place": turn.words("place")}
    form |= {"later_why": turn.words("why")} | _of_a_next_moment(turn)
    return form | {"comes": _everybody(turn)} if soon else form


def _everybody(turn: Turn) -> list[str]:
    """All who are invited: at short notice the case manager calls until they come."""
    rows = turn.tx.session.exec(
        select(Invitation)
        .join(Meeting, col(Meeting.id) == Invitation.meeting_id)
        .where(Meeting.case_id == turn.case.id, col(Meeting.held).is_(None))
        .order_by(col(Invitation.id))
    )
    return sorted({f"agency:{row.agency_id}" if row.agency_id else f"person:{row.person_id}" for row in rows})


def _of_a_next_moment(turn: Turn) -> dict[str, Any]:
    """Not enough people came: sometimes the reason is the youth, who need not come."""
    again = turn.question.key != "slot" and turn.happens(0.3)
    return {"without_youth_why": turn.words("why")} if again else {}


def _sitting_with_room(turn: Turn) -> int | None:
    earliest = datetime.combine(working_day(turn.today, 5), datetime.min.time(), AMSTERDAM)
    taken = (
        select(func.count()).select_from(Meeting).where(Meeting.sitting_id == Sitting.id).correlate(Sitting)
    ).scalar_subquery()
    return turn.tx.session.exec(
        select(Sitting.id)
        .where(
            Sitting.region_id == turn.case.region_id,
            col(Sitting.starts_at).between(earliest, earliest + timedelta(days=25)),
            taken < Sitting.places,
        )
        .order_by(col(Sitting.starts_at), col(Sitting.id))
    ).first()


def attendance(turn: Turn) -> dict[str, Any]:
    """Comes, or sends a colleague; with what they bring."""
    notes = [
        {"domain": domain.value, "kind": turn.rng.choice(("worry", "strength", "offer")), "words": turn.words("note")}
        for domain in turn.rng.sample(list(Domain), turn.rng.randint(0, 2))
    ]
    asked = turn.question
    desk = turn.cast.desks.get(asked.agency_id or 0)
    others = [number for number in desk.staff if number != asked.professional_id] if desk else []
    if others and turn.happens(0.12):
        return {"comes": "sends someone", "sends": f"professional:{turn.rng.choice(others)}"} | _brings(turn, notes)
    return {"comes": "comes"} | _brings(turn, notes)


def _brings(turn: Turn, notes: list[dict[str, Any]]) -> dict[str, Any]:
    """A youth doctor brings a conclusion, and nothing else."""
    desk = turn.cast.desks.get(turn.question.agency_id or 0)
    if desk is None or desk.kind is not AgencyKind.YOUTH_DOCTOR:
        return {"notes": notes}
    conclusions = words()["conclusion"]
    return {"conclusion": conclusions[turn.case.id % len(conclusions)]} if notes else {}


def minutes(turn: Turn) -> dict[str, Any]:
    """Held mostly: who was there, what was decided and who does what; then it goes on."""
    held = turn.luck.draw("held", HELD)
    if held == "not held":
        return {"held": held}
    present, absent = _who_was_there(turn)
    goes_on = "back" if turn.question.number > 1 and turn.happens(0.7) else turn.luck.draw("goes on", GOES_ON)
    if goes_on in {"consultant", "plan"} and _has_plan(turn):
        goes_on = "back"
    form: dict[str, Any] = {
        "held": held,
        "present": present or [turn.youth],
        "decisions": turn.words("decision"),
        "goals": [{"domain": "school_and_work", "words": turn.words("goal")}],
        "agreements": agreements(turn, present, absent),
        "goes_on": goes_on,
        "youth_mark": turn.rng.randint(4, 9),
        "youth_absent_why": turn.words("why"),
    }
    if goes_on == "ended":
        return form | {"agreements": [], "outcome": turn.luck.draw("meeting ended", ENDED_AS)}
    if turn.happens(0.1):
        desk = turn.rng.choice(turn.desks(AgencyKind.DOORSTROOMPUNT, AgencyKind.SOCIAL_SUPPORT))
        form["case_manager"] = f"professional:{somebody(turn.rng, desk)}"
    return form | {"evaluation_on": turn.in_days(42, 56)}


def _has_plan(turn: Turn) -> bool:
    """Whether a plan is made or carried out already; a table begins no other."""
    case = turn.tx.session.get_one(StageRun, turn.question.run).case_id
    plans = select(StageRun.id).where(
        StageRun.case_id == case, StageRun.stage == Stage.ASSIGNMENT, col(StageRun.ended_at).is_(None)
    )
    return turn.tx.session.exec(plans).first() is not None


def _who_was_there(turn: Turn) -> tuple[list[str], list[str]]:
    meeting = turn.tx.session.exec(
        select(Meeting).where(Meeting.stage_run_id == turn.question.run).order_by(col(Meeting.id).desc())
    ).one()
    there: list[str] = []
    absent: list[str] = []
    for row in turn.tx.session.exec(
        select(Invitation).where(Invitation.meeting_id == meeting.id).order_by(col(Invitation.id))
    ):
        token = f"agency:{row.agency_id}" if row.agency_id else f"person:{row.person_id}"
        came = row.status in {"comes", "sends someone"} or (row.person_id is not None and turn.happens(0.9))
        (there if came else absent).append(token)
    return there, absent


def elsewhere(turn: Turn) -> dict[str, Any]:
    """A talk somewhere else, this week."""
    desks = [desk.token for desk in turn.desks(AgencyKind.NEIGHBOURHOOD_TEAM, AgencyKind.SOCIAL_SUPPORT)]
    return {"held_on": turn.days_ago(5), "present": desks, "agreements": agreements(turn, desks, [], most=2)}


def evaluation(turn: Turn) -> dict[str, Any]:
    """Mostly it goes on as it is."""
    needed = turn.luck.draw("evaluation", ("go on", "go on", "go on", "meeting"))
    return {"youth_mark": turn.rng.randint(4, 9), "words": turn.words("line"), "needed": needed}


def own_words(turn: Turn) -> dict[str, Any]:
    """Something to add."""
    return {"words": turn.words("line")}


def objection(turn: Turn) -> dict[str, Any]:
    """Mostly they agree."""
    if turn.luck.draw("agrees", (True, True, False)):
        return {"agrees": True}
    return {"agrees": False, "code": turn.luck.draw("objects", OBJECTS)}


PLAYERS = {
    "Invitees": invitees,
    "Slot": slot,
    "Attendance": attendance,
    "Minutes": minutes,
    "Elsewhere": elsewhere,
    "Evaluation": evaluation,
    "OwnWords": own_words,
    "Objection": objection,
}
