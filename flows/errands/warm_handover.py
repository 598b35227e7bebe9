"""A warm handover: who helped so far and who stays in touch go through it together; it is over once both confirmed."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.stage import stage

MEANS = {"warm-handover": {"withdrawn": "the other confirms alone"}}


@flow
@stage("warm handover", version=1)
def warm_handover(case: Case) -> Ending:
    """From and to, item by item, within ten working days."""
    case.ask_all("warm-handover", of=("consultant", "trusted person"), form="HandoverItems", within="warm handover")
    return case.end("handed over")
