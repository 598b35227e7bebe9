"""The plan for 18: living, income, insurance, help that ends, and somebody; six months ahead, and again three."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.stage import stage

MEANS = {"plan-for-18": {"withdrawn": "there is no plan for 18"}}


@flow
@stage("plan for 18", version=1)
def plan_for_18(case: Case) -> Ending:
    """Asked of the case manager, who makes it with the youth; its run is about how many months are left."""
    said = case.ask(f"plan-for-18:{case.about}", of="case manager", form="PlanFor18", within="birthday question")
    if not said.given:
        return case.end("taken back")
    return case.end("not all arranged" if said.not_yet else "arranged")
