"""A breakthrough talk: when agencies disagree who acts or pays, or no meeting comes about. It ends in dated actions."""

from itertools import count

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.numbering import nth
from flows.records.breakthrough import question_is_solved, question_moves_to
from flows.stage import stage

MEANS = {
    "breakthrough-needed": {"silent": "the coordinator is asked", "withdrawn": "no talk"},
    "breakthrough-needed-coordinator": {"withdrawn": "no talk"},
    "breakthrough": {"withdrawn": "no talk"},
}


@flow
@stage("breakthrough", version=1)
def breakthrough(case: Case) -> Ending:
    """The system proposes and a person confirms; a "no" takes a reason and comes back after five working days."""
    if not is_confirmed(case):
        return case.end("taken back")
    talked = case.ask(f"breakthrough:{case.number}", of="consultant", form="Breakthrough", within="breakthrough talk")
    if not talked.given:
        return case.end("taken back")
    for action in talked.agreed:
        case.start(f"action:{action}", "action", about=action)
    if talked.solved:
        case.record("solved", question_is_solved)
    elif talked.takes_over:
        case.record("moved", question_moves_to, who=talked.takes_over)
    return case.end("talked")


def is_confirmed(case: Case) -> bool:
    """Asked of the consultant or case manager; silence asks the coordinator; "no" comes back after five days."""
    for n in count(1):
        said = case.ask(
            nth(f"breakthrough-needed:{case.number}", n),
            of="consultant",
            form="BreakthroughConfirmed",
            opens=None if n == 1 else "propose step again",
            until="confirm step",
        )
        if said.silent:
            said = case.ask(
                nth(f"breakthrough-needed-coordinator:{case.number}", n),
                of="coordinator",
                form="BreakthroughConfirmed",
                within="confirm step",
            )
        if not said.given:
            return False
        if said.needed:
            return True
    return False
