"""The multidisciplinary meeting: from invitations to minuted agreements. Source: process.md, stage 2."""

from itertools import count

from prefect import flow

from flows.engine.answer import Answer, Ending
from flows.engine.case import Case
from flows.facts.meeting import how_it_began, what_runs_beside
from flows.numbering import nth
from flows.records.ladder import talk_is_proposed
from flows.records.meeting import cancel_meeting, plan_looks_back
from flows.stage import stage

MEANS = {
    "elsewhere": {"withdrawn": "the talk elsewhere is not counted"},
    "invitees": {
        "withdrawn": "the meeting is cancelled",
        "overtaken": "cancelled, or not found: it does not take place",
    },
    "slot": {"withdrawn": "the meeting is cancelled", "overtaken": "cancelled, or not found: it does not take place"},
    "attendance": {
        "declined": "the meeting goes on without them, if enough others come",
        "silent": "shown on the agenda, not waited for",
        "withdrawn": "shown on the agenda, not waited for",
        "overtaken": "moved: a new slot; cancelled, or not found: the meeting ends",
    },
    "meeting-day": {"overtaken": "moved: a new slot; cancelled, or not found: the meeting ends"},
    "minutes": {"withdrawn": "a new slot"},
}


@flow
@stage("meeting", version=1)
def meeting(case: Case) -> Ending:
    """From invitations to minuted agreements, each with one responsible person and a date."""
    began = case.decide("began", how_it_began)
    if began.elsewhere:
        return held_elsewhere(case)
    invited = case.ask(
        "invitees", of="case manager", form="Invitees", within="invite", unless=("cancelled", "out of sight")
    )
    if not invited.given:
        return does_not_take_place(case, invited.instead or "cancelled")
    minutes = meet(case)
    if isinstance(minutes, str):
        return does_not_take_place(case, why=minutes)
    minutes_are_shared(case, minutes)
    if minutes.goes_on == "ended":
        return case.end(minutes.outcome)
    if minutes.goes_on != "back" and "assignment" not in case.decide("beside", what_runs_beside):
        return case.go_to("assignment")
    if not case.record("looks-back", plan_looks_back):
        case.start("evaluation", "evaluation", about=minutes.meeting)
    return back_where_it_came_from(case, "back")


def meet(case: Case) -> Answer | str:
    """Finds a moment at which enough people come, and holds the meeting; or why it does not take place."""
    without_quorum = 0
    for n in count(1):
        slot = case.ask(
            nth("slot", n),
            of="case manager",
            form="Slot",
            within="plan a meeting",
            unless=("cancelled", "out of sight"),
        )
        if not slot.given:
            return slot.instead or "cancelled"
        case.tell(nth("invitation", n), to=slot.who, notice=slot.notice, starts_at=slot.starts_at, meeting=slot.meeting)
        happens = enough_come(case, n, slot)
        if happens in {"cancelled", "out of sight"}:
            return happens
        if happens == "no quorum":
            case.record(nth("called-off", n), cancel_meeting)
            without_quorum += 1
            if without_quorum == 2:
                case.record("no-quorum-twice", talk_is_proposed)
        if happens != "yes":
            continue
        minutes = case.ask(nth("minutes", n), of="minute taker", form="Minutes", within="minutes")
        if minutes.given and minutes.held != "not held":
            return minutes
    raise AssertionError("a calendar has no end of slots")


def enough_come(case: Case, n: int, slot: Answer) -> str:
    """Whether it takes place: yes, moved, cancelled, out of sight or no quorum. At short notice nobody is asked."""
    if not slot.soon:
        coming = case.ask_all(
            nth("attendance", n),
            of=slot.asked,
            form="Attendance",
            until=slot.eve,
            quorum=slot.quorum,
            unless=("moved", "cancelled", "out of sight"),
        )
        if coming.instead or not coming.enough:
            return coming.instead or "no quorum"
        case.tell(nth("agenda", n), to=slot.who, notice="AgendaReady", starts_at=slot.starts_at, meeting=slot.meeting)
    day = case.wait_until(nth("meeting-day", n), slot.starts_at, unless=("moved", "cancelled", "out of sight"))
    return day.instead or "yes"


def does_not_take_place(case: Case, why: str) -> Ending:
    """Who was invited hears so; the case goes on where it came from, unless the youth was not found."""
    case.record("cancelled", cancel_meeting)
    return case.end("not found") if why == "out of sight" else back_where_it_came_from(case, "cancelled")


def back_where_it_came_from(case: Case, outcome: str) -> Ending:
    """To what runs beside; where nothing does, the coordinator weighs again."""
    return case.end(outcome) if case.decide("runs-on", what_runs_beside) else case.go_to("intake")


def held_elsewhere(case: Case) -> Ending:
    """A talk held elsewhere counts: only the day, who was there and what was agreed."""
    talk = case.ask("elsewhere", of="case manager", form="Elsewhere", within="minutes")
    if talk.given:
        minutes_are_shared(case, talk)
    return back_where_it_came_from(case, "back")


def minutes_are_shared(case: Case, minutes: Answer) -> None:
    """Youth and parents get them first, and may add their own words. Each agreement is followed as a run of its own.

    Who was absent may object first.
    """
    case.tell("minutes-ready", to=minutes.told, notice="MinutesReady", meeting=minutes.meeting)
    for action in minutes.agreed:
        case.start(f"action:{action}", "action", about=action)
    for action in minutes.agreed_in_absence:
        case.start(f"objection:{action}", "objection", about=action)
    case.start("own-words", "own words")
