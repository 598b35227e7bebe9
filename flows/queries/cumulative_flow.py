"""How many youths were in each stage at the end of each month of a school year. Counts cases, never people.

Every youth stands in one place: the furthest stage that runs for them, between two stages, or done since the school
year began. The sum of all is who was there when the year began, and everybody who came since.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import col, or_

from flows.engine.matter import AMSTERDAM
from flows.facts.course import BANDS, ENDED, MONTHS, as_kept, in_bands, lives, moments, raw
from flows.facts.figure import kept
from flows.queries.over_region import region_looked_over
from models.access import Viewer
from models.disclosure import hidden
from models.store import Tx
from models.tables import CaseFile, Figure

TOTAL = "all"


@dataclass(frozen=True, slots=True)
class FlowPoint:
    """One day.

    Attributes:
        day: the last day of a month, or today.
        youths: how many were in which band; hidden ones are empty.
        total: all of them.
    """

    day: date
    youths: Mapping[str, int | None] = field(hash=False)
    total: int | None


def cumulative_flow(tx: Tx, viewer: Viewer, year: int) -> tuple[FlowPoint, ...]:
    """The months that passed of this school year since there was a youth, and today where it runs still.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    region = region_looked_over(tx, viewer)
    ends = moments(year)
    at = [moment for moment in ends if moment <= tx.now]
    runs = len(at) < MONTHS
    at += [tx.now + timedelta(seconds=1)] if runs else []
    first = as_kept(tx, ends[0] - timedelta(days=31))
    there = (
        CaseFile.region_id == region,
        raw(CaseFile.opened_at) < as_kept(tx, at[-1]),
        or_(col(CaseFile.closed_at).is_(None), raw(CaseFile.closed_at) >= first),
    )
    found = in_bands(tx, list(lives(tx, *there)), year, at)
    for place, band, number in _kept(tx, region, year):
        if place < len(at) - runs:
            found[place, band] += number
        if runs and place == MONTHS - 1 and band == ENDED:
            found[len(at) - 1, band] += number
    days = [(moment - timedelta(seconds=1)).astimezone(AMSTERDAM).date() for moment in at]
    if runs:
        days[-1] = tx.now.astimezone(AMSTERDAM).date()
    begun = min((place for (place, _), number in found.items() if number), default=0)
    return tuple(
        _point(day, {band: found[place, band] for band in BANDS}) for place, day in enumerate(days) if place >= begun
    )


def _kept(tx: Tx, region: int, year: int) -> Iterator[tuple[int, str, int]]:
    for key, number in kept(tx, region, Figure.what == "month end", Figure.year == year).items():
        place, _, band = key.code.partition(" ")
        yield int(place), band, number


def _point(day: date, youths: Mapping[str, int]) -> FlowPoint:
    cells = Counter({**youths, TOTAL: sum(youths.values())})
    out = hidden(cells, [[TOTAL, *youths]])
    shown = {band: None if band in out else number for band, number in youths.items()}
    return FlowPoint(day, shown, None if TOTAL in out else cells[TOTAL])
