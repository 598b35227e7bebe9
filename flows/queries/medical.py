"""The conclusions of youth doctors in a case, for the youth; and whether a question is asked of one. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM, Matter
from flows.queries.people import agency_name
from models.code import AgencyKind
from models.medical import CONCLUSION
from models.store import Tx
from models.tables import Agency, LifeNote


@dataclass(frozen=True, slots=True)
class ConclusionLine:
    """What a youth doctor said to the others, and when."""

    agency: str
    words: str
    on: date


def conclusions_in(matter: Matter) -> Iterator[ConclusionLine]:
    """The conclusions, the oldest first; who asks for them was let in before this."""
    rows = select(LifeNote).where(LifeNote.case_id == matter.case.id, LifeNote.kind == CONCLUSION)
    for row in matter.session.exec(rows.order_by(col(LifeNote.id))):
        on = row.noted_at.astimezone(AMSTERDAM).date()
        yield ConclusionLine(agency_name(matter.tx, row.agency_id), row.words, on)


def is_of_doctor(tx: Tx, agency: int | None) -> bool:
    """Whether what is asked of that agency is asked of a youth doctor."""
    row = tx.session.get(Agency, agency) if agency is not None else None
    return row is not None and row.kind == AgencyKind.YOUTH_DOCTOR
