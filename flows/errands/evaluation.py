"""Evaluation: how it goes since a meeting, where no plan is reviewed that looks back on it."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.meeting import what_runs_beside, when_looked_back
from flows.stage import stage

MEANS = {"evaluation": {"withdrawn": "nobody looks back on it"}}


@flow
@stage("evaluation", version=1)
def evaluation(case: Case) -> Ending:
    """On the day agreed, unless a plan came meanwhile: its review is the same moment. A new meeting where needed."""
    agreed = case.decide("agreed", when_looked_back)
    case.wait_until("evaluation-day", agreed.at)
    beside = case.decide("beside", what_runs_beside)
    if "assignment" in beside:
        return case.end("looked back on with the plan")
    looked = case.ask(f"evaluation:{case.about}", of="case manager", form="Evaluation", within="review on time")
    if looked.given and looked.needed == "meeting" and "meeting" not in beside:
        case.start("meeting", "meeting")
    return case.end("looked back on" if looked.given else "taken back")
