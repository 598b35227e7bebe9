"""The edge of the target group: at twenty-three and twenty-seven other rules hold, and somebody looks ahead in time."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.stage import stage

MEANS = {"target-group": {"withdrawn": "it goes on as it is"}}


@flow
@stage("target group", version=1)
def target_group(case: Case) -> Ending:
    """Asked of the case manager, weeks ahead: go on, hand over, or end."""
    said = case.ask(f"target-group:{case.about}", of="case manager", form="TargetGroup", within="birthday question")
    return case.end(said.goes_on if said.given else "taken back")
