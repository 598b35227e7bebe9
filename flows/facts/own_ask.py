"""Who answers what a youth asks from their own page, and whether the same is asked already. Reads; never writes."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.when import due
from models.code import Errand, OwnAskKind, Part
from models.store import Tx
from models.tables import OwnAsk, StageRun

ANSWERS: Mapping[OwnAskKind, Part] = {
    OwnAskKind.ANOTHER_MEETING: Part.CASE_MANAGER,
    OwnAskKind.ANOTHER_PERSON: Part.COORDINATOR,
    OwnAskKind.NOT_RIGHT: Part.CASE_MANAGER,
}
"""Whose answer it is; that somebody else is wanted may be about the case manager."""


def who_answers(matter: Matter) -> dict[str, str]:
    """The part in the case that answers."""
    return {"answers": str(ANSWERS[matter.session.get_one(OwnAsk, matter.about).kind])}


def open_kinds(tx: Tx, case: int) -> frozenset[OwnAskKind]:
    """What the youth asked and nobody answered yet."""
    rows = (
        select(OwnAsk.kind)
        .join(StageRun, col(StageRun.about) == OwnAsk.id)
        .where(
            OwnAsk.case_id == case,
            StageRun.case_id == case,
            StageRun.stage == Errand.OWN_ASK,
            col(StageRun.ended_at).is_(None),
        )
    )
    return frozenset(map(OwnAskKind, tx.session.exec(rows).all()))


def until_when(matter: Matter, row: OwnAsk) -> date | None:
    """The last day for an answer."""
    return due(matter, "own ask", agency=None, since=row.asked_at.astimezone(AMSTERDAM).date()).on
