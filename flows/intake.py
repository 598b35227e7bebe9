"""Intake: from a registration to what fits this youth, with somebody in charge. Source: process.md, stage 1."""

from itertools import count

from prefect import flow

from flows.engine.answer import Answer, Ending
from flows.engine.case import Case
from flows.engine.story import stage
from flows.facts.intake import cases_that_resemble, what_was_registered
from flows.numbering import nth
from flows.records.intake import appoint_case_manager, coordinator_acts, join_case, place_in_plus_facility

MEANS = {
    "same-youth": {"withdrawn": "it is treated as another youth"},
    "informed": {"withdrawn": "the weighing goes on without it"},
    "weighing": {"withdrawn": "the registration ends as withdrawn"},
    "case-manager": {
        "declined": "the coordinator is case manager",
        "silent": "the coordinator is case manager",
        "withdrawn": "the coordinator is case manager",
    },
    "direct-help": {"declined": "back to weighing", "withdrawn": "back to weighing"},
    "helped": {"withdrawn": "back to weighing"},
    "arrived": {"withdrawn": "back to weighing"},
    "placed": {"declined": "back to weighing", "withdrawn": "back to weighing"},
}


@flow
@stage("intake", version=1)
def intake(case: Case) -> Ending:
    """From a registration to the right first step, with somebody in charge."""
    case.tell("received", to="referrer", notice="RegistrationReceived")
    alike = case.decide("alike", cases_that_resemble)
    if alike:
        same = case.ask("same-youth", of="coordinator", form="SameYouth", within="same youth")
        if same.given and same.is_same:
            case.record("joined", join_case, into=same.case)
            return case.end("joined")
    registered = case.decide("registered", what_was_registered)
    for request in registered.requests:
        case.start(f"running:{request}", "request", about=request)
    if registered.consent_lacking:
        case.start("consent", "consent")
    if not registered.informed:
        case.ask("informed", of="referrer", form="Informed", within="inform")
    for n in count(1):
        weighing = case.ask(nth("weighing", n), of="coordinator", form="Weighing", within="weigh")
        if weighing.withdrawn:
            return case.end("withdrawn")
        if weighing.decision == "other place":
            return case.end("another place")
        if weighing.decision == "no ground":
            return case.end("no ground")
        if weighing.case_manager:
            appoint(case, n, weighing)
        case.tell(nth("decided", n), to="referrer", notice="DecisionTaken", decision=weighing.decision)
        case.tell(nth("first-letter", n), to="youth and parents", notice="FirstLetter")
        if weighing.decision == "meeting":
            return case.go_to("meeting")
        if weighing.decision == "consultant":
            return case.go_to("assignment")
        if weighing.decision == "aftercare":
            return case.go_to("aftercare")
        if weighing.decision == "plus facility" and placed(case, n, weighing):
            return case.go_to("assignment")
        if weighing.decision == "light":
            result = helped_directly(case, n, weighing)
            if result != "more needed":
                return case.end(result)
        if weighing.decision == "elsewhere" and arrived_elsewhere(case, n, weighing):
            return case.end("referred")
    raise AssertionError("the weighing ends every intake")


def appoint(case: Case, n: int, weighing: Answer) -> None:
    """Asks the case manager; until the yes, and on silence, the coordinator is case manager."""
    acting = case.record(nth("acting", n), coordinator_acts)
    if acting != weighing.case_manager:
        accepted = case.ask(nth("case-manager", n), of=weighing.case_manager, form="Acceptance", until="accept case")
        if accepted.given:
            case.record(nth("appointed", n), appoint_case_manager, who=accepted.by)


def helped_directly(case: Case, n: int, weighing: Answer) -> str:
    """Direct help by one agency, and what came of it."""
    started = case.ask(nth("direct-help", n), of=weighing.agency, form="DirectHelp", within="direct help")
    if not started.given:
        return "more needed"
    case.tell(nth("help-began", n), to="referrer", notice="HelpBegan")
    helped = case.ask(nth("helped", n), of=started.by, form="Helped", within="help")
    return str(helped.result) if helped.given else "more needed"


def arrived_elsewhere(case: Case, n: int, weighing: Answer) -> bool:
    """Whether the youth arrived: asked of the receiving agency, failing that of the referrer."""
    arrived = case.ask(nth("arrived", n), of=weighing.agency or "referrer", form="Arrived", within="arrive")
    return arrived.given and arrived.arrived


def placed(case: Case, n: int, weighing: Answer) -> bool:
    """A place in a plus facility; the school of origin stays responsible, and the latest end is watched."""
    started = case.ask(nth("placed", n), of=weighing.agency, form="DirectHelp", within="direct help")
    if not started.given:
        return False
    case.record(nth("place", n), place_in_plus_facility, at=started.by, until=weighing.ends_on)
    case.tell(nth("help-began", n), to="referrer", notice="HelpBegan")
    return True
