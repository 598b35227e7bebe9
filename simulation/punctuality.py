"""How long each agency takes, in working days, and how often longer than agreed. Never per person, never for people."""

from statistics import median
from typing import Any

from sqlalchemy import select

from flows.engine.hot import AGENCY, WAIT
from models.store import Tx
from simulation.hour import day_of, working_days

STATES = ("given", "declined", "silent", "withdrawn", "overtaken", "open")


def punctuality(tx: Tx) -> dict[str, dict[str, Any]]:
    """Per agency: asked, how that ended, the median of working days to an answer, and answers after the last day."""
    rows = tx.connection.execute(
        select(AGENCY.c.name, WAIT.c.status, WAIT.c.asked_at, WAIT.c.opens_at, WAIT.c.closed_at, WAIT.c.due_on)
        .join_from(WAIT, AGENCY, AGENCY.c.id == WAIT.c.agency_id)
        .order_by(AGENCY.c.id, WAIT.c.id)
    )
    found: dict[str, _Agency] = {}
    for name, status, asked_at, opens_at, closed_at, due_on in rows:
        agency = found.setdefault(name, _Agency())
        agency.states[status] += 1
        if status in {"given", "declined"}:
            since = max(asked_at, opens_at or asked_at)
            agency.took.append(working_days(day_of(since), day_of(closed_at)))
            agency.later += due_on is not None and day_of(closed_at) > due_on
    return {name: agency.as_facts() for name, agency in found.items()}


class _Agency:
    def __init__(self) -> None:
        self.states = dict.fromkeys(STATES, 0)
        self.took: list[int] = []
        self.later = 0

    def as_facts(self) -> dict[str, Any]:
        days = median(self.took) if self.took else None
        return {"asked": sum(self.states.values()), **self.states, "median_days": days, "longer": self.later}
