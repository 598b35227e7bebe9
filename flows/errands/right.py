"""A right to the file: to see it, put it right, object, have it destroyed. Decided within the month of the law."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.right import until_when, what_is_asked
from flows.records.right import right_ends
from flows.stage import stage

MEANS = {
    "right": {"withdrawn": "who asked took it back"},
    "right-longer": {"withdrawn": "who asked took it back"},
}


@flow
@stage("right", version=1)
def right(case: Case) -> Ending:
    """Who asked hears that it came in, may be told once that it takes two months more, and hears what was decided."""
    asked = case.decide("asked", what_is_asked)
    case.tell("came-in", to=asked.who, notice="RightHeard", news="came in", until=asked.until)
    said = case.ask(
        f"right:{case.about}", of=asked.decides, form="RightAnswered", within="rights request", since=asked.on
    )
    if said.given and said.result == "longer":
        longer = case.decide("longer", until_when)
        case.tell("takes-longer", to=asked.who, notice="RightHeard", news="takes longer", until=longer.until)
        said = case.ask(f"right-longer:{case.about}", of=asked.decides, form="RightAnswered", within=longer.until)
    became = said.result if said.given else "taken back"
    case.record("ended", right_ends, became=became)
    if said.given:
        case.tell("decided", to=asked.who, notice="RightHeard", news="decided", until=None)
    return case.end(became)
