"""Intake: from a registration to what fits this youth, with somebody in charge. Source: process.md, stage 1."""

from itertools import count

from prefect import flow

from flows.engine.answer import Answer, Ending
from flows.engine.case import Case
from flows.facts.intake import cases_that_resemble, what_was_registered
from flows.numbering import nth
from flows.records.intake import appoint_case_manager, coordinator_acts, join_case, place_in_plus_facility
from flows.stage import stage

MEANS = {
    "same-youth": {"withdrawn": "it is treated as another youth"},
    "informed": {"withdrawn": "the weighing goes on without it"},
    "weighing": {
        "withdrawn": "the registration ends as withdrawn",
        "overtaken": "not found: the intake ends, and somebody closes the case",
    },
    "case-manager": {
        "declined": "whoever acts goes on: at first the coordinator",
        "silent": "whoever acts goes on: at first the coordinator",
        "withdrawn": "whoever acts goes on: at first the coordinator",
    },
    "direct-help": {
        "declined": "back to weighing",
        "withdrawn": "back to weighing",
        "overtaken": "not found: the intake ends, and somebody closes the case",
    },
    "helped": {
        "withdrawn": "back to weighing",
        "overtaken": "not found: the intake ends, and somebody closes the case",
    },
    "arrived": {
        "withdrawn": "back to weighing",
        "overtaken": "not found: the intake ends, and somebody closes the case",
    },
    "placed": {
        "declined": "back to weighing",
        "withdrawn": "back to weighing",
        "overtaken": "not found: the intake ends, and somebody closes the case",
    },
}

ENDS = {"other place": "another place", "no ground": "no ground"}
GOES_TO = {"meeting": "meeting", "consultant": "assignment", "aftercare": "aftercare"}


@flow
@stage("intake", version=1)
def intake(case: Case) -> Ending:
    """From a registration to the right first step, with somebody in charge. Who comes back is weighed again."""
    if case.number == 1 and joins_an_older_case(case):
        return case.end("joined")
    registered = case.decide("registered", what_was_registered)
    for request in registered.requests:
        case.start(f"running:{request}", "request", about=request)
    if registered.consent_lacking:
        case.start("consent", "consent")
    if not registered.informed:
        case.ask("informed", of="referrer", form="Informed", within="inform")
    for n in count(1):
        weighing = case.ask(
            nth("weighing", n), of="coordinator", form="Weighing", within="weigh", unless=("out of sight",)
        )
        ending = weighed(case, n, weighing)
        if ending:
            return ending
    raise AssertionError("the weighing ends every intake")


def joins_an_older_case(case: Case) -> bool:
    """The referrer hears that the registration is in; whether this youth has a case already, the coordinator says."""
    case.tell("received", to="referrer", notice="RegistrationReceived")
    if not case.decide("alike", cases_that_resemble):
        return False
    same = case.ask("same-youth", of="coordinator", form="SameYouth", within="same youth")
    if not (same.given and same.is_same):
        return False
    case.record("joined", join_case, into=same.case)
    return True


def weighed(case: Case, n: int, weighing: Answer) -> Ending | None:
    """Somebody is in charge, youth and referrer hear what was decided, and it is tried; None: weigh again."""
    if not weighing.given:
        return out_of_sight(case, weighing) or case.end("withdrawn")
    if (weighing.case_manager or weighing.helps_too) and weighing.decision not in ENDS:
        somebody_is_in_charge(case, n, weighing)
    case.tell(nth("decided", n), to="referrer", notice="DecisionTaken", decision=weighing.decision)
    if weighing.decision in ENDS:
        return case.end(ENDS[weighing.decision])
    case.tell(nth("first-letter", n), to="youth and parents", notice="FirstLetter")
    if weighing.decision in GOES_TO:
        for handover in weighing.handovers:
            case.start(f"handover:{handover}", "handover", about=handover)
        return case.go_to(GOES_TO[weighing.decision])
    return TRIED[weighing.decision](case, n, weighing)


def out_of_sight(case: Case, answer: Answer) -> Ending | None:
    """Looked for and not found: a person closes the case. None: it was something else."""
    return case.end("not found") if answer.instead else None


def somebody_is_in_charge(case: Case, n: int, weighing: Answer) -> None:
    """Asks the case manager; until the yes, and on silence, the coordinator is case manager.

    Who helps directly and is case manager too is asked once: by beginning to help. So it is where nobody else is named.
    """
    acting = case.record(nth("acting", n), coordinator_acts)
    if acting != weighing.case_manager and not weighing.helps_too:
        accepted = case.ask(nth("case-manager", n), of=weighing.case_manager, form="Acceptance", until="accept case")
        if accepted.given:
            case.record(nth("appointed", n), appoint_case_manager, who=accepted.by)


def direct_help(case: Case, n: int, weighing: Answer) -> Ending | None:
    """Direct help by one agency; more needed means back to weighing."""
    helper = (weighing.case_manager if weighing.helps_too else None) or weighing.agency
    started = case.ask(
        nth("direct-help", n), of=helper, form="DirectHelp", within="direct help", unless=("out of sight",)
    )
    if not started.given:
        return out_of_sight(case, started)
    if weighing.helps_too:
        case.record(nth("appointed", n), appoint_case_manager, who=started.by)
    help_began(case, n, started)
    helped = case.ask(nth("helped", n), of=started.by, form="Helped", within="help", unless=("out of sight",))
    if not helped.given:
        return out_of_sight(case, helped)
    return case.end(helped.result) if helped.result != "more needed" else None


def help_elsewhere(case: Case, n: int, weighing: Answer) -> Ending | None:
    """Whether the youth arrived: asked of the receiving agency, failing that of the referrer."""
    arrived = case.ask(
        nth("arrived", n), of=weighing.agency or "referrer", form="Arrived", within="arrive", unless=("out of sight",)
    )
    if not arrived.given:
        return out_of_sight(case, arrived)
    if not arrived.arrived:
        return None
    case.tell(nth("help-began-elsewhere", n), to="referrer", notice="HelpBegan", once="help began")
    return case.end("referred")


def plus_facility(case: Case, n: int, weighing: Answer) -> Ending | None:
    """A place in a plus facility, asked about once it starts; the school of origin stays responsible.

    Its latest end is a date to watch from the start on.
    """
    started = case.ask(
        nth("placed", n),
        of=weighing.agency,
        form="DirectHelp",
        opens=weighing.asked_from_on,
        within="direct help",
        unless=("out of sight",),
    )
    if not started.given:
        return out_of_sight(case, started)
    case.record(nth("place", n), place_in_plus_facility, at=started.by, until=weighing.ends_on)
    help_began(case, n, started)
    return case.go_to("assignment")


def help_began(case: Case, n: int, started: Answer) -> None:
    """The referrer hears once in a case, whatever the route, that help began; here also of which agency."""
    case.tell(
        nth("help-began", n),
        to="referrer",
        notice="HelpBegan",
        once="help began",
        agency=started.by,
        began_on=started.started_on,
    )


TRIED = {"light": direct_help, "elsewhere": help_elsewhere, "plus facility": plus_facility}
"""What is tried first; it ends the intake, or the coordinator weighs again."""
