"""Closing: asked once, when nothing else runs any more: how it ends, what it brought, and a letter to the youth."""

from itertools import count

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.numbering import nth
from flows.stage import stage

MEANS = {"closing": {"withdrawn": "it is asked again: no case closes without an outcome"}}


@flow
@stage("closing", version=1)
def closing(case: Case) -> Ending:
    """The coach says how it ended; the case closes with that."""
    for n in count(1):
        said = case.ask(nth("closing", n), of="coach", form="Closing", within="close")
        if said.given:
            if said.tells_youth:
                case.tell("closing-letter", to="youth", notice="ClosingLetter")
            return case.end(said.outcome)
    raise AssertionError("a case has no end of closings")
