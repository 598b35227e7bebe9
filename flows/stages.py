"""Every stage and errand as its Prefect flow, by name. Importing this imports Prefect: for workers and tests only."""

from collections.abc import Mapping
from typing import Any

from flows.aftercare import aftercare
from flows.assignment import assignment
from flows.errands.action import action
from flows.errands.administrators import administrators
from flows.errands.breakthrough import breakthrough
from flows.errands.budget import budget
from flows.errands.closing import closing
from flows.errands.consent import consent
from flows.errands.contest import contest
from flows.errands.escalation import escalation
from flows.errands.evaluation import evaluation
from flows.errands.find import find
from flows.errands.goal_review import goal_review
from flows.errands.handover import handover
from flows.errands.imposition import imposition
from flows.errands.meanwhile import meanwhile
from flows.errands.missing import missing
from flows.errands.objection import objection
from flows.errands.order import order
from flows.errands.own_ask import own_ask
from flows.errands.own_words import own_words
from flows.errands.plan_for_18 import plan_for_18
from flows.errands.renewal import renewal
from flows.errands.request import request
from flows.errands.right import right
from flows.errands.succession import succession
from flows.errands.table import table
from flows.errands.target_group import target_group
from flows.errands.urgent_review import urgent_review
from flows.errands.warm_handover import warm_handover
from flows.intake import intake
from flows.meeting import meeting
from flows.tapering import tapering


def story_name(flow: Any) -> str:
    """The name of the story a flow carries."""
    return str(flow.fn.story.name)


FLOWS: Mapping[str, Any] = {
    story_name(each): each
    for each in (
        intake, meeting, assignment, aftercare, tapering, action, administrators, breakthrough, budget, closing,
        consent, contest, escalation, evaluation, find, goal_review, handover, imposition, meanwhile, missing,
        objection, order, own_ask, own_words, plan_for_18, renewal, request, right, succession, table, target_group,
        urgent_review, warm_handover,
    )
}  # fmt: skip
"""The flow that carries a run of each stage or errand."""
