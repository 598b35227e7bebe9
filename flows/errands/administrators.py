"""The administrators, step 5 of the ladder: three months without school or help, or a table that gave no answer."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.ladder import who_administers
from flows.records.ladder import addressee_is, step_ends
from flows.stage import stage

MEANS = {"administrators": {"withdrawn": "no decision"}}


@flow
@stage("administrators", version=1)
def administrators(case: Case) -> Ending:
    """A written decision within ten working days; announced five working days before three months are over."""
    seats = case.decide("seats", who_administers)
    case.record("asked", addressee_is, who=seats.decides)
    case.tell("told", to=[seats.decides, *seats.told], notice="EscalationConfirmed", step=seats.step, wait=seats.wait)
    said = case.ask(
        f"administrators:{case.number}",
        of=seats.decides,
        form="AdministratorsDecided",
        opens=seats.opens,
        within="administrators",
    )
    if not said.given:
        case.record("no-decision", step_ends, reaction="no longer asked", result="no longer asked")
        return case.end("taken back")
    for action in said.agreed:
        case.start(f"action:{action}", "action", about=action)
    case.record("decided", step_ends, reaction="decided")
    return case.end("decided")
