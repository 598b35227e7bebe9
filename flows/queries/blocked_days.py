"""Why things wait: the working days that clocks stood still or last days moved, by reason. Never per person.

Source: process.md, "Blocked days are reported by these codes".
"""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import col, func, select

from flows.engine import when
from flows.engine.matter import AMSTERDAM
from flows.facts.figure import kept
from flows.queries.history import midnight, once_a_day
from flows.queries.visible import in_a_case_visible_to
from models.access import RegionDeed, Viewer, may_in_region
from models.store import Tx
from models.tables import Agency, Figure, Pause, Wait, WaitShift
from models.workday import working_days_after


class _Stretch(NamedTuple):
    """Days on which something waited for a reason; ``until_on`` is empty while it still runs, until ``ends_on``."""

    code: str
    from_on: date
    until_on: date | None
    ends_on: date


def blocked_days(tx: Tx, viewer: Viewer) -> dict[str, int]:
    """Working days by reason, the most first, in the cases the viewer may know of; a pause counts up to today.

    Who looks over the region sees those of cases that were destroyed in it too.
    """
    region = tx.session.get_one(Agency, viewer.agency_id).region_id
    calendar = when.calendar_of(tx, region, None)
    counted: Counter[str] = Counter()
    today = tx.now.astimezone(AMSTERDAM).date()
    for stretch, times in _stretches(tx, viewer).items():
        until = stretch.until_on or min(stretch.ends_on, today)
        counted[stretch.code] += times * working_days_after(stretch.from_on, until, calendar)
    if may_in_region(viewer, RegionDeed.LOOK_OVER):
        for key, days in kept(tx, region, Figure.what == "blocked").items():
            counted[key.code] += days
    return {code: days for code, days in counted.most_common() if days > 0}


def _stretches(tx: Tx, viewer: Viewer) -> Counter[_Stretch]:
    """How often each stretch of days was lost: before today, which stays what it is, and what runs or came since."""
    today = midnight(tx)
    over, said = col(Pause.ended_at) < today, col(WaitShift.said_at) < today
    before = once_a_day(tx, viewer, "blocked days", lambda: _pauses(tx, viewer, over) + _shifts(tx, viewer, said))
    since = col(Pause.ended_at).is_(None) | (col(Pause.ended_at) >= today)
    return before + _pauses(tx, viewer, since) + _shifts(tx, viewer, col(WaitShift.said_at) >= today)


def _pauses(tx: Tx, viewer: Viewer, condition: Any) -> Counter[_Stretch]:
    same = (col(Pause.code), col(Pause.from_on), col(Pause.until_on), col(Pause.ends_on))
    rows = tx.session.exec(
        select(*same, func.count())  # type: ignore[call-overload]
        .where(condition, in_a_case_visible_to(viewer, col(Pause.case_id)))
        .group_by(*same)
    )
    return Counter({_Stretch(*stretch): times for *stretch, times in rows})


def _shifts(tx: Tx, viewer: Viewer, condition: Any) -> Counter[_Stretch]:
    same = (col(WaitShift.code), col(WaitShift.from_on), col(WaitShift.to_on))
    rows = tx.session.exec(
        select(*same, func.count())
        .join(Wait, col(Wait.id) == WaitShift.wait_id)
        .where(condition, in_a_case_visible_to(viewer, col(Wait.case_id)))
        .group_by(*same)
    )
    return Counter({_Stretch(code, from_on, to_on, to_on): times for code, from_on, to_on, times in rows})
