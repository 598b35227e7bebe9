"""All figures of one school year as the viewer may see them, to take away: hidden in the same places. Logged."""

from dataclasses import dataclass

from flows.queries.blocked_table import BlockedRow, blocked_table
from flows.queries.cumulative_flow import FlowPoint, cumulative_flow
from flows.queries.results import Results, results
from models.access import RegionDeed, Viewer, may_in_region
from models.code import Logged
from models.look import Look
from models.store import Tx


@dataclass(frozen=True, slots=True)
class Taken:
    """Everything there is about one school year; of an agency its own row and nothing else."""

    year: int
    reached: Results | None
    flow: tuple[FlowPoint, ...]
    blocked: tuple[BlockedRow, ...]


def results_to_take(tx: Tx, viewer: Viewer, year: int) -> Taken:
    """The figures of a school year; that they were taken stands in the log."""
    tx.note(Look(viewer, Logged.EXPORT, about="results"))
    blocked = blocked_table(tx, viewer, year)
    if not may_in_region(viewer, RegionDeed.LOOK_OVER):
        return Taken(year, None, (), blocked)
    return Taken(year, results(tx, viewer, year), cumulative_flow(tx, viewer, year), blocked)
