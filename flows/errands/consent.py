"""Consent: somebody's yes that is needed before partners without a ground of their own may know. Ground comes first."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.consent import is_custody_to_be_asked, is_yes_unasked, what_yes_is_lacking
from flows.stage import stage

MEANS = {
    "custody": {"withdrawn": "nobody with custody is known: the case manager decides"},
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
    if case.decide("custody-unknown", is_custody_to_be_asked):
        asked = "case manager" if case.about else "referrer"
        case.ask("custody", of=asked, form="WhoHasCustody", within="consent")
    if case.decide("unasked", is_yes_unasked):
        if case.about is None:
            said = case.ask("consent", of="referrer", form="Consents", within="consent")
        else:
            said = case.ask(f"consent:{case.about}", of="case manager", form="PartnerConsent", within="consent")
        if said.withdrawn:
            return case.end("taken back")
    lacking = case.decide("lacking", what_yes_is_lacking)
    if lacking.custody:
        case.ask("reach-custody-holder", of="case manager", form="Attempts", until="reach custody holder")
        lacking = case.decide("still-lacking", what_yes_is_lacking)
    if not lacking.anybody:
        return case.end("given")
    decided = case.ask("without-yes", of="case manager", form="WithoutYes", within="reach custody holder")
    return case.end(decided.decision if decided.given else "taken back")
