"""A handover: from one school or institution to the next, item by item, and help goes on without a gap."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.handover import between_whom
from flows.stage import stage

MEANS = {
    "handover": {"withdrawn": "nobody waits for it; it is checked all the same"},
    "handover-check": {"withdrawn": "not checked"},
}


@flow
@stage("handover", version=1)
def handover(case: Case) -> Ending:
    """Both sides, ten working days before the first day; checked two weeks after it."""
    sides = case.decide("between", between_whom)
    case.ask_all(f"handover:{sides.name}", of=sides.both, form="HandoverItems", within=sides.ready_on)
    checked = case.ask(
        f"handover-check:{sides.name}", of="case manager", form="HandoverCheck", opens=sides.check_on, within="inform"
    )
    if checked.given and not checked.goes_well:
        case.start("urgent-review", "urgent review")
    return case.end("handed over")
