"""Renewal: consent that ends by its year or a birthday is asked again, weeks ahead. Without a word nobody is late."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.renewal import still_holds, what_ends, whose_yes_will_be_missing
from flows.records.renewal import clocks_stand_still, consent_is_known
from flows.stage import stage

MEANS = {
    "renewal": {
        "declined": "it is tried in two ways, then the case manager decides",
        "silent": "clocks stand still, and it stays asked without a last day",
        "withdrawn": "nothing more is shared once consent has ended",
    },
    "renewal-later": {
        "declined": "it is tried in two ways, then the case manager decides",
        "withdrawn": "nothing more is shared",
    },
    "renewal-reach": {"silent": "the case manager decides", "withdrawn": "the case manager decides"},
    "renewal-without-yes": {"withdrawn": "nothing more is shared"},
}


@flow
@stage("renewal", version=1)
def renewal(case: Case) -> Ending:
    """Asked of whoever sits with the youth; partners without a yes lose their part, the others go on."""
    ending = case.decide("ending", what_ends)
    if not ending.agencies:
        return case.end("given already")
    said = case.ask(f"renewal:{case.number}", of="case manager", form="ConsentsAgain", until=ending.last_on)
    if said.silent:
        case.record("stands-still", clocks_stand_still, agencies=ending.agencies)
        said = case.ask(f"renewal-later:{case.number}", of="case manager", form="ConsentsAgain")
    if said.withdrawn and case.decide("still-holds", still_holds, agencies=ending.agencies):
        return case.end("taken back")
    if not said.withdrawn:
        somebody_is_missing(case, ending.agencies, ending.on)
    return case.end(case.record("known", consent_is_known, agencies=ending.agencies))


def somebody_is_missing(case: Case, agencies: list[int], on: object) -> None:
    """Whoever could not be reached is tried in two ways; then the case manager decides, and writes why."""
    if not case.decide("missing", whose_yes_will_be_missing, agencies=agencies, on=on):
        return
    case.ask(f"renewal-reach:{case.number}", of="case manager", form="Attempts", until="reach custody holder")
    if case.decide("still-missing", whose_yes_will_be_missing, agencies=agencies, on=on):
        case.record("stands-still-again", clocks_stand_still, agencies=agencies)
        case.ask(
            f"renewal-without-yes:{case.number}", of="case manager", form="WithoutYes", within="reach custody holder"
        )
