"""One case at the moment something happens to it. Decides nothing."""

from dataclasses import dataclass
from datetime import datetime

from flows.engine.matter import CaseRow
from models.access import Viewer
from models.store import Store
from simulation.cast import Cast
from simulation.course import Life
from simulation.deck import Luck


@dataclass(frozen=True, slots=True)
class Scene:
    """One case at the moment something happens to it."""

    store: Store
    cast: Cast
    luck: Luck
    life: Life
    case: CaseRow
    keys: tuple[str, ...]
    stages: frozenset[str]
    now: datetime

    @property
    def guide(self) -> Viewer:
        """Who guides the case."""
        return self.cast.viewers.get(self.case.case_manager_id or 0, self.cast.coordinator)
