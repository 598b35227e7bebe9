"""Contact windows of aftercare: a stretch of days, not a day. Pure; knows no youth.

Source: process.md, stage 4 step 3; intervals are a proposal and stand in the table of terms.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

WIDEST = timedelta(days=7)
TOO_CLOSE = timedelta(days=14)
_NOTHING_NEAR = WIDEST * 3


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day on which a contact counts, and the day they lie around."""

    opens_on: date
    closes_on: date
    around_on: date


def windows(regular: Iterable[date], extra: Iterable[date]) -> list[Window]:
    """Windows around the regular days, and around those extra moments that lie far enough from them.

    A window reaches at most a week to either side, and never into the next one.
    """
    days = sorted(set(regular))
    for day in sorted(set(extra)):
        if all(abs(day - other) >= TOO_CLOSE for other in days):
            days.append(day)
    days.sort()
    gaps = [later - earlier for earlier, later in pairwise(days)]
    before, after = [_NOTHING_NEAR, *gaps], [*gaps, _NOTHING_NEAR]
    return [
        Window(
            day - min(WIDEST, (gap_before - timedelta(days=1)) // 2),
            day + min(WIDEST, (gap_after - timedelta(days=1)) // 2),
            day,
        )
        for day, gap_before, gap_after in zip(days, before, after, strict=False)
    ]


def next_of(found: Iterable[Window], after: date | None, today: date) -> Window | None:
    """The window to go on with after the one around ``after``; of several that passed since, only the last counts."""
    if after is None:
        return next((each for each in found if each.closes_on >= today), None)
    later = [each for each in found if each.around_on > after]
    passed = [each for each in later if each.closes_on < today]
    return passed[-1] if passed else next(iter(later), None)
