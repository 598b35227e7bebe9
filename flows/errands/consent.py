"""Consent: somebody's yes that is needed before partners without a ground of their own may know. Ground comes first."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.consent import whose_yes_is_missing
from flows.stage import stage

MEANS = {
    "consent": {
        "declined": "it is tried in two ways, then the case manager decides",
        "withdrawn": "nothing is shared without a ground",
    },
    "reach-custody-holder": {"silent": "the case manager decides", "withdrawn": "the case manager decides"},
    "without-yes": {"withdrawn": "nothing is shared without a ground"},
}


@flow
@stage("consent", version=1)
def consent(case: Case) -> Ending:
    """Asked of the referrer at registration, and later, for one partner, of whoever sits with the youth."""
    if case.about is None:
        said = case.ask("consent", of="referrer", form="Consents", within="consent")
    else:
        said = case.ask(f"consent:{case.about}", of="case manager", form="PartnerConsent", within="consent")
    if said.withdrawn:
        return case.end("taken back")
    if not case.decide("missing", whose_yes_is_missing):
        return case.end("given")
    case.ask("reach-custody-holder", of="case manager", form="Attempts", until="reach custody holder")
    if not case.decide("still-missing", whose_yes_is_missing):
        return case.end("given")
    decided = case.ask("without-yes", of="case manager", form="WithoutYes", within="reach custody holder")
    return case.end(decided.decision if decided.given else "taken back")
