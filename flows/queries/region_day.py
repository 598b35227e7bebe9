"""The extra days off to come, of the region and of its agencies. Reads what was agreed; counts nothing."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.queries.over_region import region_looked_over
from models.access import Viewer
from models.store import Tx
from models.tables import Agency, ExtraDay


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day off.

    Attributes:
        agency: whose it is; empty for everybody of the region.
        equated: by decree no term in law ends on it either.
    """

    day: date
    label: str
    agency: str
    equated: bool


def days_off_to_come(tx: Tx, viewer: Viewer) -> tuple[DayLine, ...]:
    """Every extra day off from today on, the first first.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    rows = tx.session.exec(
        select(ExtraDay, Agency.name)
        .outerjoin(Agency, col(Agency.id) == ExtraDay.agency_id)
        .where(
            ExtraDay.region_id == region_looked_over(tx, viewer), ExtraDay.day >= tx.now.astimezone(AMSTERDAM).date()
        )
        .order_by(col(ExtraDay.day), col(ExtraDay.id))
    ).all()
    return tuple(DayLine(row.day, row.label, agency or "", row.equated) for row, agency in rows)
