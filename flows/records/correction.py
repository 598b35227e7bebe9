"""What a correction changes in the rows of the field: words and marks an answer filed. Never the path that was walked.

One table, by form. A form that is not in it filed no rows of its own, or rows that only a new answer can change.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import col, select

from flows.engine.matter import Matter
from models.tables import Action, CaseFile, CheckInNote, Goal, Meantime, Meeting, Plan

Mend = Callable[[Matter, Any], None]


def mend(matter: Matter, form: Any) -> None:
    """Puts the rows of the answer's run right, where there are any."""
    found = MENDS.get(type(form).__name__)
    if found is not None:
        found(matter, form)
        matter.tx.flush()


def _informed(matter: Matter, form: Any) -> None:
    file = matter.session.get_one(CaseFile, matter.case.id)
    file.informed_on, file.informed_how = form.told_youth_on, form.told_youth_how
    file.parents_informed_on, file.parents_informed_how = form.told_parents_on, form.told_parents_how
    matter.session.add(file)


def _meanwhile(matter: Matter, form: Any) -> None:
    row = _newest(matter, Meantime, Meantime.wait_id == matter.about)
    if row is not None:
        row.words = form.what
        matter.session.add(row)


def _minutes(matter: Matter, form: Any) -> None:
    meeting = _newest(matter, Meeting, Meeting.stage_run_id == matter.run)
    if meeting is None:
        return
    meeting.minutes, meeting.youth_mark, meeting.evaluation_on = form.decisions, form.youth_mark, form.evaluation_on
    matter.session.add(meeting)
    _words(matter, Goal, Goal.meeting_id == meeting.id, [goal.words for goal in form.goals])
    _words(matter, Action, Action.meeting_id == meeting.id, [line.words for line in form.agreements])


def _plan(matter: Matter, form: Any) -> None:
    plan = _newest(matter, Plan, Plan.stage_run_id == matter.run)
    if plan is None:
        return
    plan.week, plan.helps = form.week, form.helps
    matter.session.add(plan)
    _words(matter, Goal, Goal.plan_id == plan.id, [goal.words for goal in form.goals])
    actions = [action.words for goal in form.goals for action in goal.actions]
    _words(matter, Action, Action.plan_id == plan.id, actions)


def _check_in(matter: Matter, form: Any) -> None:
    note = _newest(matter, CheckInNote, CheckInNote.stage_run_id == matter.run)
    if note is not None:
        note.line, note.mark = form.line, form.youth_mark
        matter.session.add(note)


def _newest(matter: Matter, table: Any, condition: Any) -> Any:
    found = select(table).where(table.case_id == matter.case.id, condition).order_by(col(table.id).desc())
    return matter.session.exec(found).first()


def _words(matter: Matter, table: Any, condition: Any, words: list[str]) -> None:
    """Line by line, as they were filed; what was added or left out since is not a correction."""
    rows = matter.session.exec(select(table).where(condition).order_by(col(table.id))).all()
    if len(rows) == len(words):
        for row, line in zip(rows, words, strict=True):
            row.words = line
            matter.session.add(row)


MENDS: Mapping[str, Mend] = {
    "CheckIn": _check_in,
    "Informed": _informed,
    "Meanwhile": _meanwhile,
    "Minutes": _minutes,
    "Plan": _plan,
}
