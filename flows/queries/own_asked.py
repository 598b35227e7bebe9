"""What a youth asked from their own page and what became of it, as they read it. Never their own words again.

Those stay with who answers: the same page is printed by who guides the case, and it may be about them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM, Matter
from flows.facts.own_ask import open_kinds, until_when
from models.tables import OwnAsk

MOST = 20
State = Literal["open", "answered", "taken back"]


@dataclass(frozen=True, slots=True)
class AskLine:
    """One press of a button.

    Attributes:
        until_on: the last day for an answer, while it is open.
        reply: the answer, in words to the youth.
    """

    kind: str
    asked_on: date
    state: State
    until_on: date | None
    result: str
    reply: str
    answered_on: date | None


def asked_by_youth(matter: Matter) -> Iterator[AskLine]:
    """The newest first; for a reader who was let in before this."""
    waits_for = open_kinds(matter.tx, matter.case.id)
    rows = matter.session.exec(
        select(OwnAsk).where(OwnAsk.case_id == matter.case.id).order_by(col(OwnAsk.id).desc()).limit(MOST)
    )
    seen = set[str]()
    for row in rows:
        # Of a kind one at most is open, and it is the newest.
        yield _line(matter, row, is_open=row.kind in waits_for and row.kind not in seen)
        seen.add(row.kind)


def _line(matter: Matter, row: OwnAsk, *, is_open: bool) -> AskLine:
    answered_on = row.answered_at.astimezone(AMSTERDAM).date() if row.answered_at else None
    return AskLine(
        str(row.kind),
        row.asked_at.astimezone(AMSTERDAM).date(),
        "answered" if answered_on else "open" if is_open else "taken back",
        until_when(matter, row) if is_open and not answered_on else None,
        row.result or "",
        row.reply or "",
        answered_on,
    )
