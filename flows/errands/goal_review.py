"""Goal review: an action that is no longer needed makes its goal worth another look."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.stage import stage

MEANS = {"goal-review": {"withdrawn": "the goal stays as it is"}}


@flow
@stage("goal review", version=1)
def goal_review(case: Case) -> Ending:
    """Is the goal reached, or did the youth choose otherwise?"""
    looked = case.ask(f"goal-review:{case.about}", of="consultant", form="GoalReviewed", within="inform")
    return case.end("looked at" if looked.given else "taken back")
