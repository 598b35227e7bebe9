"""An objection: an agency that was absent says whether it agrees with what was agreed for it."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.action import who_took_it_on
from flows.facts.message import minutes_were_delivered
from flows.records.action import close_action
from flows.stage import stage

MEANS = {
    "objection": {
        "silent": "it counts as agreement if the minutes were delivered; otherwise the case manager is asked",
        "withdrawn": "the action lapses",
    },
    "objection-heard": {"withdrawn": "the action lapses"},
}


@flow
@stage("objection", version=1)
def objection(case: Case) -> Ending:
    """Silence counts as agreement only when the message was delivered; an objection goes to the case manager."""
    taken = case.decide("taken", who_took_it_on)
    said = case.ask(f"objection:{case.about}", of=taken.who, form="Objection", until="object")
    agrees = said.agrees if said.given else said.silent and case.decide("delivered", minutes_were_delivered, to=said.by)
    if not agrees and not said.withdrawn:
        heard = case.ask(f"objection-heard:{case.about}", of="case manager", form="ObjectionHeard", within="object")
        agrees = heard.given and heard.goes_on
    if agrees:
        case.start(f"action:{case.about}", "action", about=case.about)
        return case.end("agreed")
    case.record("lapsed", close_action, became="lapsed")
    return case.end("objected")
