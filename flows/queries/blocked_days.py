"""Why things wait: the working days that clocks stood still or last days moved, by reason. Never per person.

Source: process.md, "Blocked days are reported by these codes".
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import col, func, select

from flows.engine import when
from flows.engine.matter import AMSTERDAM
from flows.facts.figure import kept
from flows.queries.visible import visible
from models.access import RegionDeed, Viewer, may_in_region
from models.store import Tx
from models.tables import Agency, CaseFile, Figure, Pause, Wait, WaitShift
from models.workday import working_days_after


def blocked_days(tx: Tx, viewer: Viewer) -> dict[str, int]:
    """Working days by reason, the most first, in the cases the viewer may know of; a pause counts up to today.

    Who looks over the region sees those of cases that were destroyed in it too.
    """
    region = tx.session.get_one(Agency, viewer.agency_id).region_id
    calendar = when.calendar_of(tx, region, None)
    counted: Counter[str] = Counter()
    for code, from_on, to_on, times in (*_pauses(tx, viewer), *_shifts(tx, viewer)):
        counted[code] += times * working_days_after(from_on, to_on, calendar)
    if may_in_region(viewer, RegionDeed.LOOK_OVER):
        for key, days in kept(tx, region, Figure.what == "blocked").items():
            counted[key.code] += days
    return {code: days for code, days in counted.most_common() if days > 0}


def _pauses(tx: Tx, viewer: Viewer) -> Iterator[tuple[str, date, date, int]]:
    today = tx.now.astimezone(AMSTERDAM).date()
    same = (col(Pause.code), col(Pause.from_on), col(Pause.until_on), col(Pause.ends_on))
    rows = tx.session.exec(
        select(*same, func.count())  # type: ignore[call-overload]
        .join(CaseFile, col(CaseFile.id) == Pause.case_id)
        .where(visible(viewer))
        .group_by(*same)
    )
    yield from ((code, from_on, until or min(ends, today), times) for code, from_on, until, ends, times in rows)


def _shifts(tx: Tx, viewer: Viewer) -> Sequence[tuple[str, date, date, int]]:
    same = (col(WaitShift.code), col(WaitShift.from_on), col(WaitShift.to_on))
    found: Sequence[tuple[str, date, date, int]] = tx.session.exec(
        select(*same, func.count())
        .join(Wait, col(Wait.id) == WaitShift.wait_id)
        .join(CaseFile, col(CaseFile.id) == Wait.case_id)
        .where(visible(viewer))
        .group_by(*same)
    ).all()
    return found
