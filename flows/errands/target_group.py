"""The edge of the target group: at twenty-three and twenty-seven other rules hold, and somebody looks ahead in time."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.records.edge import ends_at_the_edge
from flows.stage import stage

MEANS = {
    "target-group": {"withdrawn": "it goes on as it is"},
    "birthday": {"overtaken": "it goes on as it is; what is handed over is handed over all the same"},
}


@flow
@stage("target group", version=1)
def target_group(case: Case) -> Ending:
    """Asked of the case manager, weeks ahead: go on, hand over, or end. On the birthday what still runs is over.

    What was handed over is checked first; then somebody says how the case ends.
    """
    said = case.ask(f"target-group:{case.about}", of="case manager", form="TargetGroup", within="birthday question")
    if not said.given or said.goes_on == "go on":
        return case.end(said.goes_on if said.given else "taken back")
    for handover in said.handovers:
        case.start(f"handover:{handover}", "handover", about=handover)
    day = case.wait_until(f"birthday:{case.about}", said.at, unless=("goes on",))
    if day.instead:
        return case.end("go on")
    case.record("ends-here", ends_at_the_edge)
    return case.end(said.goes_on)
