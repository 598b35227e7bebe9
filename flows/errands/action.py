"""An action: what one agency or person agreed to do, followed until it is done or cannot be."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.action import who_took_it_on
from flows.records.action import close_action
from flows.stage import stage

MEANS = {"action": {"declined": "the goal is looked at again", "withdrawn": "the action lapses"}}


@flow
@stage("action", version=1)
def action(case: Case) -> Ending:
    """Asked of whoever took it on, for the day they agreed."""
    taken = case.decide("taken", who_took_it_on)
    done = case.ask(f"action:{case.about}", of=taken.who, form="ActionDone", within=taken.due_on)
    became = "done" if done.given else "cannot" if done.declined else "lapsed"
    if done.given and taken.of_agency:
        case.tell("help-began", to="referrer", notice="HelpBegan", once="help began")
    case.record("closed", close_action, became=became)
    return case.end(became)
