"""Contest: an agency does not agree with the days it is said to wait longer than agreed; the coordinator decides."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.stage import stage

MEANS = {"contest": {"withdrawn": "the days count, with the contest beside them"}}


@flow
@stage("contest", version=1)
def contest(case: Case) -> Ending:
    """The figure stays with the contest beside it, until the coordinator decides whether those days count."""
    decided = case.ask(f"contest:{case.about}", of="coordinator", form="ContestDecided", within="decide contest")
    if not decided.given:
        return case.end("taken back")
    return case.end("accepted" if decided.accepted else "stays")
