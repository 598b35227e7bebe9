"""An objection: an agency that was absent says whether it agrees with what was agreed for it."""

from prefect import flow

from flows.engine.answer import Answer, Ending
from flows.engine.case import Case
from flows.facts.action import who_is_asked_to_agree
from flows.facts.message import minutes_were_delivered
from flows.records.action import close_action
from flows.stage import stage

MEANS = {
    "objection": {
        "silent": "it counts as agreement if the minutes were delivered; otherwise the case manager is asked. "
        "Where not enough people came it never does: the action lapses",
        "withdrawn": "the action lapses",
    },
    "objection-heard": {"withdrawn": "the action lapses"},
}


@flow
@stage("objection", version=1)
def objection(case: Case) -> Ending:
    """Silence counts as agreement only when the message was delivered; an objection goes to the case manager.

    What was agreed without a quorum binds only who was there: who was not, is bound by a yes and by nothing else.
    """
    asked = case.decide("taken", who_is_asked_to_agree)
    said = case.ask(f"objection:{case.about}", of=asked.who, form="Objection", until="object")
    agrees = said.given and said.agrees
    if not agrees and not said.withdrawn and not asked.only_by_a_yes:
        agrees = is_taken_as_agreed(case, said)
    if agrees:
        case.start(f"action:{case.about}", "action", about=case.about)
        return case.end("agreed")
    case.record("lapsed", close_action, became="lapsed")
    case.tell("lapsed-told", to="case manager", notice="AgreementLapsed", action=case.about)
    return case.end("objected")


def is_taken_as_agreed(case: Case, said: Answer) -> bool:
    """Silence, when the minutes reached them; otherwise the case manager hears the objection."""
    if said.silent and case.decide("delivered", minutes_were_delivered, to=said.by):
        return True
    heard = case.ask(f"objection-heard:{case.about}", of="case manager", form="ObjectionHeard", within="object")
    return heard.given and bool(heard.goes_on)
