"""A binding decision (doorzettingsmacht): asked by a consultant with a mandate, the agencies heard, then given or not.

Never on youth or family, never the content of a decision in law or of treatment. Source: process.md, stage 3.
"""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.imposition import whom_it_binds
from flows.records.imposition import order_is_given, order_is_taken_back
from flows.stage import stage

MEANS = {
    "hearing": {
        "silent": "the agency was heard as far as it wanted to be",
        "withdrawn": "the agency is not heard; the consultant decides",
        "overtaken": "the decision is stepped down before it was given",
    },
    "order": {"withdrawn": "nothing is decided", "overtaken": "the decision is stepped down before it was given"},
}


@flow
@stage("imposition", version=1)
def imposition(case: Case) -> Ending:
    """Each agency is heard, side by side; then the consultant gives the decision, or takes it back."""
    binds = case.decide("binds", whom_it_binds)
    case.tell("prepared", to=binds.agencies, notice="HearingAsked", imposition=case.about)
    heard = case.ask_all(
        f"hearing:{case.about}", of=binds.agencies, form="Hearing", until="hearing", unless=("stepped down",)
    )
    if heard.instead:
        return case.end("stepped down")
    decided = case.ask(
        f"order:{case.about}", of=binds.by, form="Order", within="decide order", unless=("stepped down",)
    )
    if decided.instead:
        return case.end("stepped down")
    if not decided.given or not decided.orders:
        case.record("taken-back", order_is_taken_back)
        return case.end("taken back")
    case.record("given", order_is_given)
    for part in binds.parts:
        case.start(f"part:{part}", "order", about=part)
    return case.end("ordered")
