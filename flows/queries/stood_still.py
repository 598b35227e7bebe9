"""In which cases something waited for a reason, as a condition in SQL: the list behind the days lost by it. No rows.

Of who may see every question of a case; of others only what their own agency asked more time or a pause for.
"""

from typing import Any

from sqlmodel import col, select

from flows.queries.visible import cases_where, sees_its_region
from models.access import Viewer
from models.item import Item
from models.tables import CaseFile, Pause, Wait, WaitShift


def stood_still_for(viewer: Viewer, code: str) -> Any:
    """True for a case in which a clock stood still, or a last day moved, for this reason; for queries of cases."""
    paused: Any = Pause.code == code
    moved: Any = WaitShift.code == code
    every = cases_where(viewer, Item.WAIT) & _in_a_case_of(paused, moved)
    if sees_its_region(viewer):
        return every
    own = (paused & (col(Wait.agency_id) == viewer.agency_id), moved & (col(WaitShift.agency_id) == viewer.agency_id))
    return every | _in_a_case_of(*own)


def _in_a_case_of(pauses: Any, shifts: Any) -> Any:
    """The cases of these rows, made a list of once: they are few beside the cases of which it would be asked apart."""
    paused = select(Pause.case_id).join(Wait, col(Wait.id) == Pause.wait_id).where(pauses)
    moved = select(Wait.case_id).join(WaitShift, col(WaitShift.wait_id) == Wait.id).where(shifts)
    return col(CaseFile.id).in_(paused.correlate(None)) | col(CaseFile.id).in_(moved.correlate(None))
