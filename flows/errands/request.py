"""A running request: what was asked of an agency before, or beside, this case. Its term counts from that day."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.request import what_was_asked
from flows.records.request import close_request
from flows.stage import stage

MEANS = {"running": {"declined": "it is closed as not possible", "withdrawn": "it lapses"}}


@flow
@stage("request", version=1)
def request(case: Case) -> Ending:
    """The agency is told once that the case waits for it; without a ground for that, the case manager follows it."""
    asked = case.decide("asked", what_was_asked)
    if asked.may_know:
        case.tell("waits-for-you", to=asked.agency, notice="WaitsForYou", asked_on=asked.on)
    said = case.ask(
        f"running:{case.about}",
        of=asked.agency if asked.may_know else "case manager",
        form="RunningAnswer",
        within=asked.term,
        since=asked.on,
    )
    became = "answered" if said.given else "cannot" if said.declined else "lapsed"
    case.record("closed", close_request, became=became)
    return case.end(became)
