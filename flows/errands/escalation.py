"""Escalation: the steps 3 to 5 of the ladder are proposed, and begin only when a person says so. Never about danger."""

from itertools import count

from prefect import flow

from flows.engine.answer import Ending, Facts
from flows.engine.case import Case
from flows.facts.ladder import is_still_needed, what_is_proposed
from flows.numbering import nth
from flows.records.ladder import step_is_taken
from flows.stage import stage

MEANS = {
    "step-needed": {"silent": "the coordinator is asked", "withdrawn": "the step is not taken"},
    "step-needed-coordinator": {"withdrawn": "the step is not taken"},
}


@flow
@stage("escalation", version=1)
def escalation(case: Case) -> Ending:
    """The system proposes and a person confirms; a "no" takes a reason and comes back after five working days."""
    proposed = case.decide("proposed", what_is_proposed)
    if not proposed.decided and not is_confirmed(case, proposed):
        return case.end("taken back")
    if not case.decide("still-needed", is_still_needed):
        return case.end("taken back")
    case.record("taken", step_is_taken)
    case.start("step", proposed.errand, about=case.about)
    return case.end("confirmed")


def is_confirmed(case: Case, proposed: Facts) -> bool:
    """Asked of consultant or case manager; silence asks the coordinator. Nobody is asked about their own waiting."""
    for n in count(1):
        said = case.ask(
            nth(f"step-needed:{case.number}", n),
            of=proposed.decides,
            form="StepConfirmed",
            opens=None if n == 1 else "propose step again",
            until="confirm step",
        )
        if said.silent:
            said = case.ask(
                nth(f"step-needed-coordinator:{case.number}", n),
                of=proposed.then,
                form="StepConfirmed",
                within="confirm step",
            )
        if not said.given:
            return False
        if said.needed:
            return True
    return False
