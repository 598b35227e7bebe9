"""What a request by right goes by: who asked, who decides, until when, and whether a file is erased. Never writes."""

from datetime import date
from typing import Any

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.when import due
from models.code import RightKind
from models.right import RIGHTS
from models.store import Tx
from models.tables import RightRequest


def what_is_asked(matter: Matter) -> dict[str, Any]:
    """Who asked, on which day, whose decision it is, and the last day for it."""
    row = matter.session.get_one(RightRequest, matter.about)
    last = due(matter, "rights request", agency=None, since=row.asked_on)
    return {
        "who": f"person:{row.asker_id}",
        "on": row.asked_on,
        "decides": str(RIGHTS[row.kind].decides),
        "until": last.on,
    }


def until_when(matter: Matter) -> dict[str, Any]:
    """The last day after it was made longer."""
    return {"until": matter.session.get_one(RightRequest, matter.about).longer_until}


def erasure_accepted_on(tx: Tx, case: int) -> date | None:
    """The day on which it was decided that the file is destroyed because somebody asked so; none otherwise."""
    moment = tx.session.exec(
        select(RightRequest.ended_at)
        .where(
            RightRequest.case_id == case,
            RightRequest.kind == RightKind.ERASURE,
            RightRequest.result == "granted",
        )
        .order_by(col(RightRequest.ended_at))
    ).first()
    return moment.astimezone(AMSTERDAM).date() if moment else None


def is_right_open(tx: Tx, case: int) -> bool:
    """Whether somebody still waits for an answer about the file of a case; it is not destroyed before that."""
    found = select(RightRequest.id).where(RightRequest.case_id == case, col(RightRequest.ended_at).is_(None))
    return tx.session.exec(found).first() is not None
