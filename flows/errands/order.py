"""The part of one agency in a binding decision: it may object, it carries it out, and costs are settled to the end."""

from prefect import flow

from flows.engine.answer import Answer, Ending, Facts
from flows.engine.case import Case
from flows.facts.imposition import day_to_settle, what_is_ordered
from flows.records.imposition import costs_are, part_ends, table_is_asked
from flows.stage import stage

MEANS = {
    "order-objection": {
        "silent": "the agency agrees; the decision held all along",
        "withdrawn": "no objection; the decision held all along",
    },
    "order-done": {
        "silent": "the breakthrough table is proposed; the decision holds",
        "withdrawn": "the part is taken back",
        "overtaken": "the decision was stepped down",
    },
    "order-still": {
        "silent": "the decision expires",
        "withdrawn": "the part is taken back",
        "overtaken": "the decision was stepped down",
    },
    "settlement": {"silent": "the coordinator is asked", "withdrawn": "the coordinator is asked"},
    "settlement-coordinator": {"withdrawn": "it is not settled"},
}


@flow
@stage("order", version=1)
def order(case: Case) -> Ending:
    """The agency hears it, may object within five working days while it holds, and says when it is carried out."""
    part = case.decide("part", what_is_ordered)
    case.tell("given", to=part.agency, notice="OrderGiven", part=case.about)
    case.open(f"order-objection:{case.about}", of=part.agency, form="OrderObjection", until="order objection")
    done = carry_out(case, part)
    became = "carried out" if done.given else done.instead or ("expired" if done.silent else "taken back")
    case.record("ended", part_ends, became=became)
    if done.given and part.settles:
        case.record("costs", costs_are, settled=settle_costs(case, part))
    return case.end(became)


def carry_out(case: Case, part: Facts) -> Answer:
    """By the day that was set; not done in time, the table is proposed, and it holds until it expires."""
    done = case.ask(
        f"order-done:{case.about}",
        of=part.agency,
        form="OrderDone",
        within=part.by_on,
        until=part.table_on,
        unless=("stepped down",),
    )
    if not done.silent:
        return done
    case.record("not-carried-out", table_is_asked)
    return case.ask(
        f"order-still:{case.about}",
        of=part.agency,
        form="OrderDone",
        until=part.holds_until,
        unless=("stepped down",),
    )


def settle_costs(case: Case, part: Facts) -> bool:
    """Asked of who settles; what is not settled by its day goes to the coordinator."""
    by_on = case.decide("settled-by", day_to_settle)
    said = case.ask(f"settlement:{case.about}", of=part.settles, form="CostsSettled", until=by_on)
    if said.given and said.settled:
        return True
    heard = case.ask(f"settlement-coordinator:{case.about}", of="coordinator", form="SettlementHeard", within="inform")
    return bool(heard.given and heard.result == "settled")
