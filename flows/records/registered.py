"""What is registered of a youth, by the column that holds it, and what follows from absence. Asks nobody anything."""

from datetime import date
from typing import Any

from flows.engine import when
from flows.engine.known import insist_known
from flows.engine.matter import Matter
from flows.records.intake import watch
from models.forms.addition import Addition
from models.forms.change import RegistrationCorrection
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import CaseFile

NO_COLUMN = frozenset({"another_number", "why", "custody", "partners", "notes"})


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
        watch(matter, "three months without school", day)
