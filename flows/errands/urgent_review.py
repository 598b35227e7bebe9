"""An urgent review: a worrying word from aftercare is looked at within two working days, without a new intake."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.meeting import what_runs_beside
from flows.records.tapering import step_up
from flows.stage import stage

MEANS = {"urgent-review": {"withdrawn": "nothing changes"}}


@flow
@stage("urgent review", version=1)
def urgent_review(case: Case) -> Ending:
    """Go on, a meeting, a plan, or more coaching."""
    looked = case.ask("urgent-review", of="case manager", form="UrgentReview", within="urgent review")
    if not looked.given:
        return case.end("taken back")
    if looked.needed == "meeting":
        case.start("meeting", "meeting")
    elif looked.needed == "plan" and "assignment" not in case.decide("beside", what_runs_beside):
        case.start("assignment", "assignment")
    elif looked.needed == "more coaching":
        case.record("step-up", step_up)
    return case.end(looked.needed)
