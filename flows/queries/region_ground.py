"""The grounds of a region: on what, and for what, something may be shared, and who rests on each. Reads only."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.queries.over_region import region_looked_over
from models.access import Viewer
from models.store import Tx
from models.tables import Agency, Ground


@dataclass(frozen=True, slots=True)
class GroundLine:
    """One ground as the region wrote it.

    Attributes:
        agencies: who shares on it, by name.
    """

    code: str
    label_nl: str
    label_en: str
    purpose_nl: str
    purpose_en: str
    article: str
    needs_consent: bool
    valid_from: date | None
    valid_until: date | None
    agencies: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """What people read."""
        return self.label_nl if language == "nl" else self.label_en

    def purpose(self, language: str) -> str:
        """For what something is shared on it."""
        return self.purpose_nl if language == "nl" else self.purpose_en


def grounds_of_region(tx: Tx, viewer: Viewer) -> tuple[GroundLine, ...]:
    """Every ground of the viewer's region, in the order of the list.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    region = region_looked_over(tx, viewer)
    agencies: dict[int, list[str]] = {}
    for number, name in tx.session.exec(
        select(Agency.ground_id, Agency.name).where(Agency.region_id == region).order_by(Agency.name)
    ):
        agencies.setdefault(number or 0, []).append(name)
    rows = tx.session.exec(select(Ground).where(Ground.region_id == region).order_by(col(Ground.id)))
    return tuple(line_of(row, tuple(agencies.get(row.id, ()))) for row in rows)


def ground_of_region(tx: Tx, viewer: Viewer, code: str) -> GroundLine | None:
    """One of them by its code; nothing where there is none."""
    return next((line for line in grounds_of_region(tx, viewer) if line.code == code), None)


def line_of(row: Ground, agencies: tuple[str, ...] = ()) -> GroundLine:
    """A ground as it is shown."""
    return GroundLine(
        row.code,
        row.label_nl,
        row.label_en,
        row.purpose_nl,
        row.purpose_en,
        row.article,
        row.needs_consent,
        row.valid_from,
        row.valid_until,
        agencies,
    )
