"""Handing a part over: a new case manager, consultant or coach is asked, and only a yes changes who it is."""

from itertools import count

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.succession import what_changes_hands
from flows.numbering import nth
from flows.records.succession import hand_over
from flows.stage import stage

MEANS = {
    "successor": {"withdrawn": "the part stays where it is"},
    "succession": {
        "declined": "who then, is asked",
        "silent": "who then, is asked",
        "withdrawn": "who then, is asked",
    },
}


@flow
@stage("succession", version=1)
def succession(case: Case) -> Ending:
    """Whoever is proposed says yes or no; who holds the part, or the coordinator where they left, names another."""
    wanted = case.decide("wanted", what_changes_hands)
    who = wanted.who
    for n in count(1):
        if who is None:
            named = case.ask(nth(f"successor:{case.about}", n), of=wanted.asks, form="Successor", within="accept case")
            if not named.given or named.who is None:
                return case.end("stays")
            who = named.who
        accepted = case.ask(nth(f"succession:{case.about}", n), of=who, form="Acceptance", until="accept case")
        if accepted.given:
            case.record("handed-over", hand_over, who=accepted.by)
            if wanted.part == "case manager":
                case.tell("first-letter", to="youth and parents", notice="FirstLetter")
            return case.end("handed over")
        who = None
    raise AssertionError("a region has no end of people to ask")
