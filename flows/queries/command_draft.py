"""What the viewer typed to commands and did not send yet. Nobody reads another's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from models.access import Viewer
from models.store import Tx
from models.tables import CaseFile, CommandDraft


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What was typed to one command, what stood there before, and when it was kept."""

    content: Mapping[str, Any]
    before: Mapping[str, Any]
    at: datetime


Forms = Mapping[tuple[str, str], KeptForm]
"""What was typed, by the command and what it is about."""


def typed_to_commands(tx: Tx, viewer: Viewer, ref: str = "") -> Forms:
    """What the viewer typed to the commands of this case, or without its number of the region; the oldest first."""
    own = select(CommandDraft).where(CommandDraft.professional_id == viewer.professional_id)
    if ref:
        here = own.join(CaseFile, col(CaseFile.id) == CommandDraft.case_id).where(CaseFile.ref == ref)
    else:
        here = own.where(col(CommandDraft.case_id).is_(None))
    rows = tx.session.exec(here.order_by(col(CommandDraft.kept_at), col(CommandDraft.command)))
    return {(row.command, row.about): _form(row) for row in rows}


def _form(row: CommandDraft) -> KeptForm:
    typed = json.loads(row.typed)
    return KeptForm(typed["content"], typed["before"], row.kept_at)
