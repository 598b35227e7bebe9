"""How many youths were in each stage at the end of each month, and how their cases ended. Codes and numbers only.

Of cases that are there, whole regions at once, and of those that go: by the same lines, so that figures stay what they
were. Days are compared as the database keeps them: over a hundred thousand cases, making each a date costs seconds.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import String
from sqlmodel import col, or_, select, type_coerce

from flows.engine.matter import AMSTERDAM
from models.code import Stage
from models.school_year import begins, counting_year, school_year
from models.store import Tx
from models.tables import CaseFile, StageRun

ENDED, BETWEEN = "ended", "between"
BANDS = (*(stage.value for stage in Stage), BETWEEN, ENDED)
"""A youth is in one of these: in the furthest stage that runs, between two, or done since the school year began."""
MONTHS = 12
JOINED = "joined"
"""The outcome of a case that was joined with another one: the same youth, who is counted there."""


@dataclass(frozen=True, slots=True)
class Lived:
    """One case: when it was opened and closed, as the database keeps it."""

    number: int
    opened: Any
    closed: Any
    outcome: str


def moments(year: int) -> list[datetime]:
    """The ends of the twelve months of a school year."""
    firsts = [date(year + (month > 12), (month - 1) % 12 + 1, 1) for month in range(9, 9 + MONTHS)]
    return [datetime.combine(day, time(), AMSTERDAM).astimezone(UTC) for day in firsts]


def lives(tx: Tx, *conditions: Any) -> Iterator[Lived]:
    """The cases that meet these conditions on ``CaseFile``, but those that were joined with another."""
    rows = tx.session.exec(
        select(CaseFile.id, raw(CaseFile.opened_at), raw(CaseFile.closed_at), CaseFile.outcome).where(
            or_(col(CaseFile.outcome).is_(None), CaseFile.outcome != JOINED), *conditions
        )
    )
    yield from (Lived(number, opened, closed, outcome or "") for number, opened, closed, outcome in rows)


def in_bands(tx: Tx, cases: Sequence[Lived], year: int, at: Sequence[datetime]) -> Counter[tuple[int, str]]:
    """How many of these cases were in which band at each of these moments of one school year, by its place."""
    points = [as_kept(tx, moment) for moment in at]
    first = as_kept(tx, datetime.combine(begins(year), time(), AMSTERDAM))
    found: Counter[tuple[int, str]] = Counter()
    if not points:
        return found
    furthest = _furthest(tx, {case.number for case in cases}, points)
    for case in cases:
        until = len(points) if case.closed is None else bisect_right(points, case.closed)
        in_stage = furthest.get(case.number, {})
        for place in range(bisect_right(points, case.opened), until):
            found[place, BANDS[in_stage[place]] if place in in_stage else BETWEEN] += 1
        if case.closed is not None and case.closed >= first:
            for place in range(until, len(points)):
                found[place, ENDED] += 1
    return found


def _furthest(tx: Tx, cases: set[int], points: Sequence[Any]) -> dict[int, dict[int, int]]:
    """Per case, the furthest of the five stages that ran at each moment; nothing where none ran."""
    rank = {stage.value: place for place, stage in enumerate(Stage)}
    few = (col(StageRun.case_id).in_(cases),) if len(cases) < _FEW else ()
    rows = tx.session.exec(
        select(StageRun.case_id, StageRun.stage, raw(StageRun.started_at), raw(StageRun.ended_at)).where(
            col(StageRun.stage).in_(list(rank)),
            raw(StageRun.started_at) < points[-1],
            or_(col(StageRun.ended_at).is_(None), raw(StageRun.ended_at) >= points[0]),
            *few,
        )
    )
    found: dict[int, dict[int, int]] = {}
    for case, stage, started, ended in rows:
        if case not in cases:
            continue
        there = found.setdefault(case, {})
        for place in range(
            bisect_right(points, started), len(points) if ended is None else bisect_right(points, ended)
        ):
            there[place] = max(there.get(place, 0), rank[stage])
    return found


_FEW = 500


def over_years(tx: Tx, *conditions: Any) -> Iterator[tuple[int, str, str]]:
    """What a case that goes leaves: school year, what, and code; one for each it adds one to."""
    for case in lives(tx, *conditions):
        opened, closed = day_of(case.opened), day_of(case.closed) if case.closed is not None else None
        last = school_year(closed or _today(tx))
        for year in range(school_year(opened), last + 1):
            for place, band in in_bands(tx, [case], year, moments(year)):
                yield year, "month end", f"{place:02} {band}"
        if closed is not None:
            yield counting_year(closed), "counted", case.outcome


def raw(column: Any) -> Any:
    """A moment as the database gives it: a text on SQLite, which sorts as moments do."""
    return type_coerce(column, String)


def as_kept(tx: Tx, moment: datetime) -> Any:
    """A moment as ``raw`` gives it."""
    there = moment.astimezone(UTC)
    return there if tx.on_postgres else f"{there:%Y-%m-%d %H:%M:%S.%f}"


def day_of(kept: Any) -> date:
    """The day in Amsterdam of what ``raw`` gave."""
    return _day(kept[:13]) if isinstance(kept, str) else kept.astimezone(AMSTERDAM).date()


@lru_cache(maxsize=4096)
def _day(hour: str) -> date:
    """Zones are whole hours from each other, so that the hour is enough."""
    return datetime.fromisoformat(f"{hour}:00").replace(tzinfo=UTC).astimezone(AMSTERDAM).date()


def _today(tx: Tx) -> date:
    return tx.now.astimezone(AMSTERDAM).date()
