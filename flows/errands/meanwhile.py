"""Meanwhile: when something takes longer than ten working days, who does what until then."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.stage import stage

MEANS = {"meanwhile": {"withdrawn": "nothing is arranged"}}


@flow
@stage("meanwhile", version=1)
def meanwhile(case: Case) -> Ending:
    """Who does what until then; or nothing, and why."""
    arranged = case.ask(f"meanwhile:{case.about}", of="case manager", form="Meanwhile", within="meanwhile")
    return case.end("arranged" if arranged.given else "taken back")
