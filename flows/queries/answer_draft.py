"""What the viewer typed to an open question and did not send yet. Nobody reads another's."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from models.access import Viewer
from models.store import Tx
from models.tables import AnswerDraft


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed, by the sheet it stands on, at which turn of the question, and when it was kept."""

    sheets: Mapping[str, Mapping[str, Any]]
    turn: int
    at: datetime


def typed_by(tx: Tx, viewer: Viewer, wait: int) -> Kept | None:
    """What the viewer typed to this question."""
    row = tx.session.get(AnswerDraft, (wait, viewer.professional_id))
    return Kept(json.loads(row.typed), row.turn, row.kept_at) if row else None


def has_typed(tx: Tx, viewer: Viewer, waits: Iterable[int]) -> frozenset[int]:
    """To which of these questions the viewer typed something that was not sent yet."""
    rows = select(AnswerDraft.wait_id).where(
        AnswerDraft.professional_id == viewer.professional_id, col(AnswerDraft.wait_id).in_(list(waits))
    )
    return frozenset(tx.session.exec(rows))
