"""Missing: information or consent without which an agency cannot go on; its clock stands still meanwhile."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.records.missing import clock_goes_on
from flows.stage import stage

MEANS = {"missing": {"withdrawn": "the clock goes on"}}


@flow
@stage("missing", version=1)
def missing(case: Case) -> Ending:
    """The case manager supplies what is missing; the agency that asked for it is not late meanwhile."""
    supplied = case.ask(f"missing:{case.about}", of="case manager", form="Supplied", within="inform")
    case.record("goes-on", clock_goes_on)
    return case.end("supplied" if supplied.given and supplied.supplied else "not supplied")
