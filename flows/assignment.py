"""The transition consultant and the one plan: from a first meeting to the last action. Source: process.md, stage 3."""

from itertools import count

from prefect import flow

from flows.engine.answer import Answer, Ending
from flows.engine.case import Case
from flows.facts.assignment import best_consultant, consultant_is_wanted, next_look_back, open_actions
from flows.facts.meeting import what_runs_beside
from flows.numbering import nth
from flows.records.assignment import assign_consultant, release_consultant
from flows.stage import stage

MEANS = {
    "proposal": {
        "withdrawn": "the case manager makes the plan",
        "overtaken": "not found: the assignment ends, and somebody closes the case",
    },
    "acceptance": {
        "declined": "the next proposal",
        "silent": "the next proposal",
        "withdrawn": "the next proposal",
    },
    "introduction": {
        "withdrawn": "the next proposal, without blame",
        "overtaken": "not found: the assignment ends, and somebody closes the case",
    },
    "plan": {
        "withdrawn": "the assignment ends without a plan",
        "overtaken": "not found: the assignment ends, and somebody closes the case",
    },
    "budget": {"withdrawn": "the plan is made again within the budget"},
    "review": {
        "withdrawn": "the next review",
        "overtaken": "the last action: the plan ends, unless others were agreed since; not found: it ends as well",
    },
    "condition": {
        "withdrawn": "the next review decides",
        "overtaken": "not found: the assignment ends, and somebody closes the case",
    },
}


@flow
@stage("assignment", version=1)
def assignment(case: Case) -> Ending:
    """From a consultant the youth clicks with to a plan that runs until its last action."""
    planner = find_consultant(case)
    if planner is None:
        return case.end("not found")
    plan = make_plan(case, planner)
    if not plan.given:
        return case.end("not found" if plan.instead else "without a plan")
    for action in plan.actions:
        case.start(f"action:{action}", "action", about=action)
    for handover in plan.handovers:
        case.start(f"handover:{handover}", "handover", about=handover)
    return carry_out(case, planner)


def find_consultant(case: Case) -> str | None:
    """Proposes consultants until one accepts and clicks with the youth; otherwise the case manager makes the plan.

    None: the youth was looked for meanwhile, and not found.
    """
    passed_over: list[str] = []
    wanted = case.decide("wanted", consultant_is_wanted)
    for n in count(1):
        proposed = case.decide(nth("proposed", n), best_consultant, but_not=passed_over) if wanted else None
        if proposed is None:
            return "case manager"
        chosen = case.ask(
            nth("proposal", n), of="coordinator", form="Proposal", within="propose consultant", unless=("out of sight",)
        )
        if chosen.instead:
            return None
        if not chosen.given or chosen.youth_wants_none:
            return "case manager"
        passed_over.append(chosen.consultant)
        accepted = case.ask(nth("acceptance", n), of=chosen.consultant, form="Acceptance", until="accept assignment")
        if not accepted.given:
            continue
        case.record(nth("assigned", n), assign_consultant, who=accepted.by)
        met = case.ask(
            nth("introduction", n), of="consultant", form="Introduction", within="introduce", unless=("out of sight",)
        )
        if met.instead:
            return None
        if met.given and met.clicks:
            case.tell(nth("help-began", n), to="referrer", notice="HelpBegan", once="help began")
            return "consultant"
        case.record(nth("released", n), release_consultant)
    raise AssertionError("a region has no end of consultants")


def make_plan(case: Case, planner: str) -> Answer:
    """The plan; over the budget only with the coordinator's approval. Not given when taken back, or out of sight."""
    for n in count(1):
        plan = case.ask(nth("plan", n), of=planner, form="Plan", within="plan", unless=("out of sight",))
        if not (plan.given and plan.over_budget):
            return plan
        approval = case.ask(nth("budget", n), of="coordinator", form="BudgetApproval", within="weigh")
        if approval.given and approval.approves:
            return plan
    raise AssertionError("a plan is made within the budget, or not at all")


def carry_out(case: Case, planner: str) -> Ending:
    """Looks back every six to eight weeks; once ready, aftercare and tapering run beside what is left of the plan."""
    ready = False
    for n in count(1):
        review = case.ask(
            f"review:{n}",
            of=planner,
            form="Review",
            opens=case.decide(f"looks-back:{n}", next_look_back),
            within="review on time",
            unless=("out of sight", "last action") if ready else ("out of sight",),
        )
        if review.instead == "out of sight":
            return case.end("not found")
        if review.given:
            for action in review.new_actions:
                case.start(f"action:{action}", "action", about=action)
            for handover in review.handovers:
                case.start(f"handover:{handover}", "handover", about=handover)
            if review.goes_on == "end":
                return case.end(review.outcome)
            began = "ready" if ready else aftercare_begins(case, n, review)
            if began == "not found":
                return case.end(began)
            ready = began == "ready"
        if ready and case.decide(f"left:{n}", open_actions) == 0:
            return case.end("plan carried out")
    raise AssertionError("a plan has no end of reviews")


def aftercare_begins(case: Case, n: int, review: Answer) -> str:
    """Whether the youth is ready; then aftercare and tapering begin, or go on where they run already."""
    holds = condition_holds(case, n, review) if review.goes_on == "ready for aftercare" else "not yet"
    if holds != "ready":
        return holds
    beside = case.decide("beside", what_runs_beside)
    if "aftercare" not in beside:
        case.start("aftercare", "aftercare")
    if "tapering" not in beside:
        case.start("tapering", "tapering")
    return "ready"


def condition_holds(case: Case, n: int, review: Answer) -> str:
    """A condition may be set first, with a named reporter ("eight weeks at school, 80 %")."""
    if review.reporter is None:
        return "ready"
    met = case.ask(
        f"condition:{n}",
        of=review.reporter,
        form="ConditionMet",
        within=review.condition_on,
        unless=("out of sight",),
    )
    if met.instead:
        return "not found"
    return "ready" if met.given and met.met else "not yet"
