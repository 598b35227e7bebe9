"""What was asked of parents before a youth became sixteen is taken back: from then on the youth decides. Asks nothing.

What is asked of them after that day stands, for then the youth said so. Source: process.md, "Parents".
"""

from collections.abc import Iterator
from datetime import date

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.post import put
from flows.engine.taking_back import holder_of, take_back
from models.age import PARENTS_STAND_BACK_AT, birthday
from models.code import Part, WaitStatus
from models.store import Tx
from models.tables import CaseFile, Person, Wait

YOUTH_DECIDES = "youth decides"


def cases_in_which_parents_stand_back(tx: Tx, today: date) -> Iterator[int]:
    """Open cases of youths of sixteen by now, with a question to those with custody from before that birthday."""
    rows = tx.session.exec(
        select(CaseFile.id, Person)
        .join(Person, col(Person.id) == CaseFile.youth_id)
        .join(Wait, col(Wait.case_id) == CaseFile.id)
        .where(col(CaseFile.closed_at).is_(None), Wait.status == WaitStatus.OPEN, Wait.part == Part.CUSTODY_HOLDERS)
        .distinct()
    )
    for case, youth in rows:
        if youth.birth_on is not None and birthday(youth.birth_on, PARENTS_STAND_BACK_AT) <= today:
            yield case


def parents_stand_back(matter: Matter) -> Iterator[str]:
    """Takes their questions from before the birthday back, and tells them; the story goes on without."""
    birth_on = matter.session.get_one(Person, matter.case.youth_id).birth_on
    sixteen = birthday(birth_on, PARENTS_STAND_BACK_AT) if birth_on else None
    if sixteen is None or matter.today < sixteen:
        return
    for wait in _asked_of_parents(matter):
        if wait.asked_at.astimezone(AMSTERDAM).date() < sixteen and take_back(matter, wait, YOUTH_DECIDES):
            put(matter, holder_of(wait), "QuestionWithdrawn", {"waits": [wait.id]})
            yield YOUTH_DECIDES


def _asked_of_parents(matter: Matter) -> list[Wait]:
    rows = select(Wait).where(
        Wait.case_id == matter.case.id, Wait.status == WaitStatus.OPEN, Wait.part == Part.CUSTODY_HOLDERS
    )
    return list(matter.session.exec(rows.order_by(col(Wait.id))).all())
