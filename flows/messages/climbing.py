"""Words for the ladder: longer than agreed, a colleague or team lead asked along, a step proposed, taken, or over."""

from datetime import date

from flows.engine import when
from flows.messages.asked import AskedWait, waits_of
from flows.messages.link import link_to
from flows.messages.outgoing import Outgoing, Told
from flows.messages.proposal import label_of
from flows.messages.question import still_asked
from flows.messages.unsent import NotSent, Why
from flows.queries.delay import delays_of
from models.ladder import shipped
from notifications.kind.ladder import (
    ColleagueNeeded,
    EscalationConfirmed,
    RunsLonger,
    SteppedDown,
    TeamLeadAhead,
    TeamLeadAsked,
)
from notifications.kind.question import TermPassed


def term_passed(out: Outgoing) -> Told:
    """To the holder: the agreed day has passed; an answer, a new date, or what is in the way."""
    wait = still_asked(out, out.content["waits"])[0]
    due_on, late = _lateness(out, wait)
    return Told(
        TermPassed(
            case_ref=out.ref,
            question=wait.label(out.to.language),
            due_on=due_on,
            days_late=late,
            link=link_to(out, wait),
        ),
        waits=(wait.id,),
    )


def runs_longer(out: Outgoing) -> Told:
    """To whoever guides the case."""
    wait = _open(out)
    due_on, late = _lateness(out, wait)
    return Told(
        RunsLonger(
            case_ref=out.ref,
            agency=out.name_of(wait.agency_id or 0),
            question=wait.label(out.to.language),
            due_on=due_on,
            days_late=late,
            link=out.link,
        )
    )


def colleague_needed(out: Outgoing) -> Told:
    """To a substitute, or the contact of the agency."""
    wait = _open(out)
    return Told(
        ColleagueNeeded(
            case_ref=out.ref,
            agency=out.name_of(wait.agency_id or 0),
            question=wait.label(out.to.language),
            lead_asked_on=out.content["on"],
            link=out.link,
        )
    )


def team_lead_ahead(out: Outgoing) -> Told:
    """To the holder, a day ahead."""
    wait = still_asked(out, out.content["waits"])[0]
    question = wait.label(out.to.language)
    return Told(TeamLeadAhead(case_ref=out.ref, question=question, asked_on=out.content["on"], link=out.link))


def team_lead_asked(out: Outgoing) -> Told:
    """To the team lead; without days where a date was shifted for the second time."""
    wait = _open(out)
    return Told(
        TeamLeadAsked(
            case_ref=out.ref,
            agency=out.name_of(wait.agency_id or 0),
            question=wait.label(out.to.language),
            days_late=_days_late(out, wait),
            due_on=out.content["on"],
            link=out.link,
        )
    )


def confirmed(out: Outgoing) -> Told:
    """To the agencies, managers and administrators concerned; of a talk also by when it is."""
    step = out.content["step"]
    answer = shipped()[0][step].answer
    until = when.due(out.matter, answer, agency=None, since=out.queued_on).on if answer and step == _TALK else None
    return Told(
        EscalationConfirmed(
            case_ref=out.ref,
            step=step,
            question=label_of(out, out.content["wait"]),
            talk_by_on=until,
            link=out.link,
        )
    )


_TALK = 3


def stepped_down(out: Outgoing) -> Told:
    """To whoever was asked to help."""
    return Told(SteppedDown(case_ref=out.ref, question=label_of(out, out.content["wait"]), link=out.link))


def _open(out: Outgoing) -> AskedWait:
    found = [wait for wait in waits_of(out, out.content["waits"]) if wait.is_open]
    if not found:
        raise NotSent(Why.WAIT_CLOSED)
    return found[0]


def _lateness(out: Outgoing, wait: AskedWait) -> tuple[date, int]:
    """The last day, and the working days since; nothing is said once a new date lies ahead."""
    late = _days_late(out, wait)
    if wait.due_on is None or not late:
        raise NotSent(Why.NOTHING_TO_SAY)
    return wait.due_on, late


def _days_late(out: Outgoing, wait: AskedWait) -> int:
    return delays_of(out.tx, [wait.id])[wait.id].days_late
