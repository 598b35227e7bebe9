"""More than the budget of a trajectory holds: asked of the coordinator, never just agreed."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.stage import stage

MEANS = {
    "more-budget": {"withdrawn": "nothing is paid from the budget for it"},
    "paid-otherwise": {"withdrawn": "the action goes on; nothing is paid for it"},
}


@flow
@stage("budget", version=1)
def budget(case: Case) -> Ending:
    """The coordinator approves it; or the case manager says how it is paid otherwise."""
    said = case.ask(f"more-budget:{case.about}", of="coordinator", form="BudgetApproval", within="weigh")
    if said.given and said.approves:
        return case.end("approved")
    if said.withdrawn:
        return case.end("taken back")
    paid = case.ask(f"paid-otherwise:{case.about}", of="case manager", form="PaidOtherwise", within="inform")
    return case.end("paid otherwise" if paid.given else "taken back")
