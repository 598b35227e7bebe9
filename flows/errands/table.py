"""The breakthrough table, step 4 of the ladder: managers of the signatories concerned, and a chair."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.ladder import who_sits_at_the_table
from flows.records.ladder import addressee_is, goes_up, step_ends
from flows.stage import stage

MEANS = {"table": {"silent": "the administrators are proposed", "withdrawn": "no table"}}


@flow
@stage("table", version=1)
def table(case: Case) -> Ending:
    """The chair of the agreement answers for the table within ten working days; silence goes to the administrators."""
    seats = case.decide("seats", who_sits_at_the_table)
    case.record("asked", addressee_is, who=seats.chair)
    case.tell("told", to=seats.managers, notice="EscalationConfirmed", step=seats.step, wait=seats.wait)
    said = case.ask(f"table:{case.number}", of=seats.chair, form="TableDecided", until="breakthrough table")
    if said.silent:
        case.record("silent", goes_up, reaction="no answer", reason="table silent")
        return case.end("no answer")
    if not said.given:
        case.record("no-table", step_ends, reaction="no longer asked", result="no longer asked")
        return case.end("taken back")
    for action in said.agreed:
        case.start(f"action:{action}", "action", about=action)
    if said.result == "outside the mandate":
        case.record("outside", goes_up, reaction="outside the mandate", reason="outside the mandate")
        return case.end("outside the mandate")
    if said.result == "sends back":
        case.record("sent-back", step_ends, reaction="sent back", result="sent back")
        return case.end("sent back")
    case.record("decided", step_ends, reaction="decided")
    return case.end("decided")
