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
    if agrees(case, said, only_by_a_yes=asked.only_by_a_yes):
        return it_stands(case)
    if said.withdrawn or asked.only_by_a_yes:
        case.tell("lapsed-told", to="case manager", notice="AgreementLapsed", action=case.about)
        return it_lapses(case)
    heard = case.ask(f"objection-heard:{case.about}", of="case manager", form="ObjectionHeard", within="object")
    return it_stands(case) if heard.given and heard.goes_on else it_lapses(case)


def agrees(case: Case, said: Answer, *, only_by_a_yes: bool) -> bool:
    """A yes; or silence, when the minutes reached them and enough people had come."""
    if said.silent and not only_by_a_yes:
        return bool(case.decide("delivered", minutes_were_delivered, to=said.by))
    return said.given and bool(said.agrees)


def it_stands(case: Case) -> Ending:
    """What was agreed is followed as an action."""
    case.start(f"action:{case.about}", "action", about=case.about)
    return case.end("agreed")


def it_lapses(case: Case) -> Ending:
    """Nobody is bound by it."""
    case.record("lapsed", close_action, became="lapsed")
    return case.end("objected")
