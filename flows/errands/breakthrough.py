"""A breakthrough talk, step 3 of the ladder: a question does not move. It ends in actions, each with a day."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.ladder import who_talks
from flows.records.breakthrough import question_is_solved, question_moves_to
from flows.records.ladder import addressee_is, step_ends
from flows.stage import stage

MEANS = {"breakthrough": {"withdrawn": "no talk"}}


@flow
@stage("breakthrough", version=1)
def breakthrough(case: Case) -> Ending:
    """The consultant talks with all concerned within five working days; without one, a consultant for this only."""
    talk = case.decide("talk", who_talks)
    case.record("asked", addressee_is, who=talk.leads)
    case.tell("told", to=talk.told, notice="EscalationConfirmed", step=talk.step, wait=talk.wait)
    talked = case.ask(f"breakthrough:{case.number}", of=talk.leads, form="Breakthrough", within="breakthrough talk")
    if not talked.given:
        case.record("no-talk", step_ends, reaction="no longer asked", result="no longer asked")
        return case.end("taken back")
    for action in talked.agreed:
        case.start(f"action:{action}", "action", about=action)
    if talked.solved:
        case.record("solved", question_is_solved)
    elif talked.takes_over:
        case.record("moved", question_moves_to, who=talked.takes_over)
    case.record("talked", step_ends, reaction="talked", result="solved" if talked.solved else None)
    return case.end("talked")
