"""Whether a message, question or link tells one of the people something the youth closed to them. Reads only."""

from collections.abc import Iterable, Mapping

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.facts.youth_word import is_closed_to
from models.item import Item
from models.tables import Action, Goal, StageRun, Wait

OF_NOTICE: Mapping[str, Item] = {
    "MeetingInvited": Item.MEETING,
    "MeetingMoved": Item.MEETING,
    "AgendaReady": Item.MEETING,
    "MinutesReady": Item.MEETING,
    "AgreementLapsed": Item.PLAN,
}
"""What a notice tells of. All others are about the reader's own question, right or part, or say nothing of the file."""
OF_FORM: Mapping[str, Item] = {
    "Attendance": Item.MEETING,
    "OwnWords": Item.MEETING,
    "ActionDone": Item.PLAN,
    "GoalReviewed": Item.PLAN,
    "Objection": Item.PLAN,
}
"""What a question tells of; a yes, a part or a right of their own is asked of somebody whatever the youth says."""


def closes_message(matter: Matter, person: int, notice: str, waits: Iterable[int]) -> bool:
    """Whether the youth does not want this person told of what the message, or a question in it, is about."""
    item = OF_NOTICE.get(notice)
    if item is not None and is_closed_to(matter, person, item):
        return True
    found = select(Wait).where(col(Wait.id).in_(list(waits)))
    return any(closes_question(matter, person, wait) for wait in matter.session.exec(found).all())


def closes_question(matter: Matter, person: int, wait: Wait) -> bool:
    """Whether the youth does not want this person told of what a question is about, by its part or its life domain."""
    item = OF_FORM.get(wait.form or "")
    return item is not None and is_closed_to(matter, person, item, _domain(matter, wait))


def _domain(matter: Matter, wait: Wait) -> str | None:
    """The life domain of the goal that is asked about; nothing for what serves none."""
    number = matter.session.get_one(StageRun, wait.stage_run_id).about
    action = matter.session.get(Action, number) if OF_FORM.get(wait.form or "") is Item.PLAN and number else None
    goal = matter.session.get(Goal, action.goal_id) if action and action.goal_id else None
    return goal.domain if goal else None
