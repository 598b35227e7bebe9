"""What each agency was asked and how long it took, net of what is not its time. Never per person, never for people.

Days late are those of ``flows/queries/delay.py`` and steps those of ``ladder.py`` beside it, the one source of each;
nothing is counted a second way here.
"""

from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any

from sqlmodel import col, func, select

from flows.queries.delay import Delay, delays_for
from flows.queries.ladder import steps_per_agency
from models.code import OrderStatus
from models.store import Tx
from models.tables import Agency, CaseFile, Imposition, ImpositionPart, Wait
from simulation.hour import day_of, working_days

STATES = ("given", "declined", "silent", "withdrawn", "overtaken", "open")
ANSWERED = frozenset({"given", "declined"})


def punctuality(tx: Tx) -> dict[str, dict[str, Any]]:
    """Per agency, by name: what it was asked, in time or later, and what that led to."""
    names = dict(tx.session.exec(select(Agency.id, Agency.name).order_by(col(Agency.id))).all())
    found: dict[int, _Agency] = {}
    for wait, delay in _counted(tx):
        found.setdefault(wait.agency_id or 0, _Agency()).add(wait, delay)
        for agency, days in delay.per_agency.items():
            found.setdefault(agency, _Agency()).days_late += days
    steps, orders = _steps(tx), _orders(tx)
    return {
        name: found[number].as_facts() | {"steps": steps[number], "orders": orders[number]}
        for number, name in names.items()
        if number in found
    }


_AT_ONCE = 2_000


def _counted(tx: Tx) -> Iterator[tuple[Wait, Delay]]:
    """Every question asked of an agency with its delay, a few thousand at a time."""
    last = 0
    while True:
        rows = tx.session.exec(
            select(Wait, CaseFile.region_id)
            .join(CaseFile, col(CaseFile.id) == Wait.case_id)
            .where(col(Wait.agency_id).is_not(None), col(Wait.id) > last)
            .order_by(col(Wait.id))
            .limit(_AT_ONCE)
        ).all()
        if not rows:
            return
        yield from zip((wait for wait, _ in rows), delays_for(tx, rows), strict=True)
        last = rows[-1][0].id
        tx.session.expunge_all()


def _steps(tx: Tx) -> Counter[int]:
    """Steps of the ladder that were taken, by the agency whose answer was waited for."""
    return Counter({agency: sum(counts.values()) for agency, counts in steps_per_agency(tx).items()})


def _orders(tx: Tx) -> Counter[int]:
    """Parts of binding decisions that were ordered, by agency."""
    rows = tx.session.exec(
        select(ImpositionPart.agency_id, func.count())
        .join(Imposition, col(Imposition.id) == ImpositionPart.imposition_id)
        .where(col(Imposition.ordered_at).is_not(None), Imposition.status != OrderStatus.HEARING)
        .group_by(col(ImpositionPart.agency_id))
    ).all()
    return Counter(dict(rows))


class _Agency:
    def __init__(self) -> None:
        self.states = dict.fromkeys(STATES, 0)
        self.took: list[int] = []
        self.in_time = self.later = self.days_late = self.paused_days = self.contested = 0

    def add(self, wait: Wait, delay: Delay) -> None:
        """One question it was asked."""
        self.states[wait.status] += 1
        self.paused_days += delay.paused_days
        self.contested += delay.contested is not None
        if wait.status in ANSWERED and wait.closed_at is not None:
            since = max(wait.asked_at, wait.opens_at or wait.asked_at)
            self.took.append(working_days(day_of(since), day_of(wait.closed_at)))
            self.in_time += not delay.days_late
            self.later += bool(delay.days_late)

    def as_facts(self) -> dict[str, Any]:
        """As the figures show it."""
        return {
            "asked": sum(self.states.values()),
            **self.states,
            "in_time": self.in_time,
            "longer": self.later,
            "median_days": median(self.took) if self.took else None,
            "days_late": self.days_late,
            "paused_days": self.paused_days,
            "contested": self.contested,
        }
