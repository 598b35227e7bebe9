"""What changed in the last four weeks: cases that came and that ended, and how many were open before. Lists nothing."""

from dataclasses import dataclass
from datetime import date, timedelta

from flows.engine.matter import AMSTERDAM
from flows.queries.case_filter import CLOSED, OPEN_THEN, OPENED, CaseFilter, conditions
from flows.queries.case_list import how_many_cases
from flows.queries.history import once_a_day
from models.access import Viewer
from models.store import Tx

PERIOD = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Pace:
    """One thing that happened, in the period that ends today and in the one before; each with its filter."""

    moved: str
    now: int
    before: int
    asked: CaseFilter
    asked_before: CaseFilter


def pace(tx: Tx, viewer: Viewer) -> list[Pace]:
    """Opened and closed cases; the filters give the lists behind the numbers."""
    today = tx.now.astimezone(AMSTERDAM).date()
    return [_pace(tx, viewer, moved, today) for moved in (OPENED, CLOSED)]


def _pace(tx: Tx, viewer: Viewer, moved: str, today: date) -> Pace:
    one = timedelta(days=1)
    now = CaseFilter(moved=moved, since=today - PERIOD + one, until=today)
    before = CaseFilter(moved=moved, since=today - 2 * PERIOD + one, until=today - PERIOD)
    first, second = (how_many_cases(tx, viewer, *conditions(tx, viewer, each)) for each in (now, before))
    return Pace(moved, first, second, now, before)


def open_before(tx: Tx, viewer: Viewer) -> tuple[int, CaseFilter]:
    """How many cases were open when the day four weeks ago ended, and the filter of their list."""
    then = CaseFilter(moved=OPEN_THEN, until=tx.now.astimezone(AMSTERDAM).date() - PERIOD)
    met = conditions(tx, viewer, then)
    return once_a_day(tx, viewer, OPEN_THEN, lambda: how_many_cases(tx, viewer, *met)), then
