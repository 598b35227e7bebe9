"""Keeps what somebody types to an open question, and lets it go. Answers nothing; the database drops it at the end."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, delete

from flows.commands.question import lock_case, ties_of
from models.access import Asked, Viewer, may, may_answer
from models.deed import Deed
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Store, Tx
from models.tables import AnswerDraft, Wait


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands on one sheet of a question now.

    Attributes:
        ref: the number of the case.
        wait: the number of the question.
        turn: the turn of it that was seen.
        sheet: empty for its form; otherwise which other answer.
        content: what was filled in; nothing: the sheet is as it was.
    """

    ref: str
    wait: int
    turn: int
    sheet: str
    content: Mapping[str, Any]


def keep_typed(store: Store, viewer: Viewer, typed: Typed, now: datetime) -> bool:
    """Keeps one sheet, for the viewer alone; false where the question is not open any more and nothing is kept.

    It stands in no log: nobody else's words are read, and what is typed is no answer yet.

    Raises:
        Unknown: there is no such case.
        NotAllowed: the viewer can neither answer the question nor record what was said to it.
    """
    with store.write(now) as tx:
        wait = _open(tx, viewer, typed)
        if wait is None:
            return False
        row = tx.session.get(AnswerDraft, (wait.id, viewer.professional_id))
        sheets = json.loads(row.typed) if row else {}
        sheets[typed.sheet] = dict(typed.content)
        sheets = {name: content for name, content in sheets.items() if content}
        if not sheets:
            forget_typed(tx, viewer, wait.id)
            return True
        words = json.dumps(sheets, ensure_ascii=False)
        tx.session.merge(
            AnswerDraft(
                wait_id=wait.id,
                professional_id=viewer.professional_id,
                case_id=wait.case_id,
                turn=typed.turn,
                typed=words,
                kept_at=now,
            )
        )
    return True


def forget_typed(tx: Tx, viewer: Viewer, wait: int) -> None:
    """What the viewer typed to a question that stays open was said by now."""
    tx.session.exec(
        delete(AnswerDraft).where(
            col(AnswerDraft.wait_id) == wait, col(AnswerDraft.professional_id) == viewer.professional_id
        )
    )


def _open(tx: Tx, viewer: Viewer, typed: Typed) -> Wait | None:
    """The question, under the lock of its case: what closes it drops its drafts, and so must come before or after."""
    case = lock_case(tx, typed.ref)
    row = tx.session.get(Wait, typed.wait)
    if row is None or row.case_id != case.id or row.closed_at is not None:
        return None
    asked = Asked(row.part or "", row.agency_id, row.professional_id, row.person_id, row.id, row.form)
    ties = ties_of(tx, case)
    records = row.agency_id is not None and may(viewer, Deed.RECORD_FOR_OTHERS, ties)
    if not viewer.professional_id or not (records or may_answer(viewer, asked, ties)):
        raise NotAllowed(mark("The question '{key}' is not for you or your agency."), key=row.key)
    return row
