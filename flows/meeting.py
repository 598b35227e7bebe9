"""The multidisciplinary meeting: from invitations to minuted agreements. Source: process.md, stage 2."""

from itertools import count

from prefect import flow

from flows.engine.answer import Answer, Ending
from flows.engine.case import Case
from flows.facts.meeting import how_it_began, what_runs_beside
from flows.numbering import nth
from flows.records.ladder import talk_is_proposed
from flows.records.meeting import cancel_meeting
from flows.stage import stage

MEANS = {
    "elsewhere": {"withdrawn": "the talk elsewhere is not counted"},
    "invitees": {"withdrawn": "the meeting is cancelled", "overtaken": "the meeting is cancelled"},
    "slot": {"withdrawn": "the meeting is cancelled", "overtaken": "the meeting is cancelled"},
    "attendance": {
        "declined": "the meeting goes on without them, if enough others come",
        "silent": "shown on the agenda, not waited for",
        "withdrawn": "shown on the agenda, not waited for",
        "overtaken": "moved: a new slot; cancelled: the meeting ends",
    },
    "meeting-day": {"overtaken": "moved: a new slot; cancelled: the meeting ends"},
    "minutes": {"withdrawn": "a new slot"},
}


@flow
@stage("meeting", version=1)
def meeting(case: Case) -> Ending:
    """From invitations to minuted agreements, each with one responsible person and a date."""
    began = case.decide("began", how_it_began)
    if began.elsewhere:
        return held_elsewhere(case)
    invited = case.ask("invitees", of="case manager", form="Invitees", within="invite", unless=("cancelled",))
    minutes = meet(case, invited) if invited.given else None
    if minutes is None:
        case.record("cancelled", cancel_meeting)
        return case.end("cancelled")
    case.tell("minutes-ready", to=minutes.told, notice="MinutesReady")
    agreements_become_waits(case, minutes)
    case.start("own-words", "own words")
    if minutes.goes_on == "ended":
        return case.end(minutes.outcome)
    beside = case.decide("beside", what_runs_beside)
    if minutes.goes_on == "back" or "assignment" in beside:
        return case.end("back")
    return case.go_to("assignment")


def meet(case: Case, invited: Answer) -> Answer | None:
    """Finds a moment at which enough people come, and holds the meeting; None when it was cancelled."""
    without_quorum = 0
    for n in count(1):
        slot = case.ask(nth("slot", n), of="case manager", form="Slot", within="plan a meeting", unless=("cancelled",))
        if not slot.given:
            return None
        case.tell(
            nth("invitation", n), to=invited.who, notice=slot.notice, starts_at=slot.starts_at, meeting=slot.meeting
        )
        happens = enough_come(case, n, invited, slot)
        if happens == "cancelled":
            return None
        if happens == "no quorum":
            without_quorum += 1
            if without_quorum == 2:
                case.record("no-quorum-twice", talk_is_proposed)
        if happens != "yes":
            continue
        minutes = case.ask(nth("minutes", n), of="minute taker", form="Minutes", within="minutes")
        if minutes.given and minutes.held != "not held":
            return minutes
    return None


def enough_come(case: Case, n: int, invited: Answer, slot: Answer) -> str:
    """Whether the meeting takes place: yes, moved, cancelled or no quorum. At short notice nobody is asked."""
    if not slot.soon:
        coming = case.ask_all(
            nth("attendance", n),
            of=invited.who,
            form="Attendance",
            until=slot.eve,
            quorum=invited.quorum,
            unless=("moved", "cancelled"),
        )
        if coming.instead or not coming.enough:
            return coming.instead or "no quorum"
    day = case.wait_until(nth("meeting-day", n), slot.starts_at, unless=("moved", "cancelled"))
    return day.instead or "yes"


def held_elsewhere(case: Case) -> Ending:
    """A talk held elsewhere counts: only the day, who was there and what was agreed."""
    talk = case.ask("elsewhere", of="case manager", form="Elsewhere", within="minutes")
    if talk.given:
        case.tell("minutes-ready", to=talk.told, notice="MinutesReady")
        agreements_become_waits(case, talk)
    return case.end("back")


def agreements_become_waits(case: Case, minutes: Answer) -> None:
    """Each agreement is a run of its own; who was absent may object first."""
    for action in minutes.agreed:
        case.start(f"action:{action}", "action", about=action)
    for action in minutes.agreed_in_absence:
        case.start(f"objection:{action}", "objection", about=action)
