"""The school holidays of a region to come, each with whose they are. Reads what was agreed; computes none."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.queries.over_region import region_looked_over
from models.access import Viewer
from models.store import Tx
from models.tables import Agency, SchoolHoliday


@dataclass(frozen=True, slots=True)
class HolidaySpan:
    """One school holiday.

    Attributes:
        spread: north, middle or south; empty for a school's own.
        school: whose own it is.
        provisional: it may still change.
    """

    name: str
    first_on: date
    last_on: date
    spread: str
    school: str
    provisional: bool


def school_holidays_to_come(tx: Tx, viewer: Viewer) -> tuple[HolidaySpan, ...]:
    """Every school holiday that is not over, the first first.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    rows = tx.session.exec(
        select(SchoolHoliday, Agency.name)
        .outerjoin(Agency, col(Agency.id) == SchoolHoliday.agency_id)
        .where(
            SchoolHoliday.region_id == region_looked_over(tx, viewer),
            SchoolHoliday.last_on >= tx.now.astimezone(AMSTERDAM).date(),
        )
        .order_by(col(SchoolHoliday.first_on), col(SchoolHoliday.id))
    ).all()
    return tuple(
        HolidaySpan(row.name, row.first_on, row.last_on, row.school_region or "", school or "", row.provisional)
        for row, school in rows
    )
