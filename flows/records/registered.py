"""What is registered of a youth, by its column, and what follows from absence or its end. Asks nobody."""

from datetime import date
from typing import Any

from sqlmodel import select

from flows.engine import when
from flows.engine.known import insist_known
from flows.engine.matter import Matter
from flows.records.intake import watch
from flows.records.ladder import standing, step_down
from models.forms.addition import Addition
from models.forms.change import RegistrationCorrection
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import CaseFile, WatchedDate, Youth

MONTHS_WITHOUT = "three months without school"
"""The day that is watched while a youth is without school."""
BECAUSE_OF_IT = frozenset({"absent from school", "three months"})
"""Why a step of the ladder stands on a case in which a youth is without school."""
UNFIT = mark("The field '{field}' does not fit: {why}.")
NO_COLUMN = frozenset({"another_number", "why", "custody", "partners", "notes", "conclusion", "back_at_school_on"})


def columns_of(matter: Matter, said: Addition | RegistrationCorrection) -> dict[str, Any]:
    """What is filled in, by the column that holds it.

    Raises:
        BadAnswer: a day that lies in the future, or no such school.
    """
    if said.absent_since is not None and said.absent_since > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "absent_since")
    found = said.model_dump(exclude_none=True, exclude=set(NO_COLUMN))
    if said.school is not None:
        insist_known(matter, [said.school], "school")
        found["school_id"] = parsed(found.pop("school"))[1]
    return found


def sits_at_home(matter: Matter, since: date) -> None:
    """The case is looked at from the next morning on; three months without school is a day to watch."""
    case = matter.session.get_one(CaseFile, matter.case.id)
    case.look_at = when.morning_after(matter.today, when.calendar_of(matter.tx, matter.case.region_id, None))
    matter.session.add(case)
    day = when.due(matter, "ladder 5", agency=None, since=since).on
    if day is not None and day >= matter.today:
        watch(matter, MONTHS_WITHOUT, day)


def back_at_school(matter: Matter, since: date) -> None:
    """The youth goes to school again: what was proposed because they did not is over, and no day is watched for it.

    A step a person confirmed stays until a person steps down.

    Raises:
        BadAnswer: the youth was not without school, or not yet on that day, or the day lies ahead.
    """
    youth = matter.session.get_one(Youth, matter.case.youth_id)
    if youth.absent_since is None:
        raise BadAnswer(UNFIT, "back_at_school_on", why=mark("it does not say that the youth was not at school"))
    if not youth.absent_since <= since <= matter.today:
        why = mark("it lies before the youth was not at school, or in the future")
        raise BadAnswer(UNFIT, "back_at_school_on", why=why)
    youth.absent_since = None
    matter.session.add(youth)
    absence_counts_no_more(matter, "back at school")


def absence_counts_no_more(matter: Matter, result: str) -> None:
    """What was proposed because the youth sits at home is over, and the day of three months is watched no longer."""
    watched = select(WatchedDate).where(
        WatchedDate.case_id == matter.case.id, WatchedDate.kind == MONTHS_WITHOUT, WatchedDate.day >= matter.today
    )
    for row in matter.session.exec(watched).all():
        matter.session.delete(row)
    proposed = [row for row in standing(matter, None) if row.reason in BECAUSE_OF_IT and row.confirmed_at is None]
    step_down(matter, proposed, result, tells=False)
