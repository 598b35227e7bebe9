"""Tapering off: formal coaching becomes less as the youth's own network grows. Source: process.md, stage 5."""

from itertools import count

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.records.tapering import after_a_year, begin_coaching, next_step
from flows.stage import stage

MEANS = {
    "check-in": {
        "withdrawn": "the step stays as it is",
        "overtaken": "step up: more coaching at once; out of sight: tapering ends, and somebody closes the case",
    },
    "pilot-flame": {
        "withdrawn": "it is asked again after the next check-in",
        "overtaken": "out of sight: tapering ends, and somebody closes the case",
    },
}


@flow
@stage("tapering", version=1)
def tapering(case: Case) -> Ending:
    """Intensive, regular, light, pilot flame, let go: down together with the youth, up at once."""
    coaching = case.record("begin", begin_coaching)
    for n in count(1):
        met = case.ask(
            f"check-in:{n}",
            of="coach",
            form="CheckIn",
            opens=coaching.rhythm,
            within="check-in",
            unless=("step up", "out of sight"),
        )
        if met.instead == "out of sight":
            return case.end("not found")
        coaching = case.record(f"step:{n}", next_step, after=met.kind)
        if coaching.step == "let go":
            return case.end("let go")
        if coaching.a_year:
            looked = case.ask(
                f"pilot-flame:{n}", of="coach", form="PilotFlame", within="check-in", unless=("out of sight",)
            )
            if looked.instead:
                return case.end("not found")
            if looked.given:
                coaching = case.record(f"another-year:{n}", after_a_year, goes_on=looked.goes_on)
    raise AssertionError("a coach has no end of check-ins")
