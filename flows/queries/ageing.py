"""How long youths have been in a stage, beside how long that took in the region before. Counts cases, never people.

The age of work in progress is the one figure that warns ahead. Half of the stages that ended took no longer than P50,
and 85 of every 100 no longer than P85.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Integer, cast, literal
from sqlmodel import col, func, select

from flows.queries.case_filter import CaseFilter, conditions
from flows.queries.case_list import how_many_cases
from flows.queries.history import midnight, once_a_day
from flows.queries.visible import in_a_case_visible_to, visible
from models.access import Viewer
from models.code import Stage
from models.store import Tx
from models.tables import CaseFile, StageRun

LOOKS_BACK = timedelta(days=365)
FEWEST = 5
"""Of fewer stages that ended nothing is said: one youth would be the line."""
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class StageAge:
    """The age of what runs in one stage.

    Attributes:
        weeks: how many runs of open cases have been there for so many whole weeks.
        ended: how many runs of this stage ended in the last year.
        p50: days within which half of those ended; empty below ``FEWEST``.
        p85: days within which 85 in a hundred ended.
        older: open cases that have been there more days than P85.
    """

    stage: str
    weeks: Mapping[int, int] = field(hash=False)
    ended: int
    p50: int | None
    p85: int | None
    older: int

    @property
    def running(self) -> int:
        """How many runs there are."""
        return sum(self.weeks.values())


def ageing(tx: Tx, viewer: Viewer) -> list[StageAge]:
    """Each of the five stages, in their order."""
    now = literal(tx.now, StageRun.__table__.c.started_at.type)  # type: ignore[attr-defined]
    running = _days(tx, viewer, now, col(StageRun.ended_at).is_(None), col(CaseFile.closed_at).is_(None))
    ended = _ended(tx, viewer)
    return [_age(tx, viewer, stage, running[stage], ended[stage]) for stage in Stage]


def _ended(tx: Tx, viewer: Viewer) -> dict[str, Counter[int]]:
    """How long what ended in the last year took: the days before today, which stay what they are, and today."""
    today, ended_at = midnight(tx), col(StageRun.ended_at)
    before = (ended_at >= today - LOOKS_BACK, ended_at < today)
    history = once_a_day(tx, viewer, "ageing", lambda: _days(tx, viewer, ended_at, *before))
    since = _days(tx, viewer, ended_at, ended_at >= today, apart=True)
    return {stage: history[stage] + since[stage] for stage in since}


def _age(tx: Tx, viewer: Viewer, stage: str, running: Counter[int], ended: Counter[int]) -> StageAge:
    weeks: Counter[int] = Counter()
    for days, number in running.items():
        weeks[days // 7] += number
    p85 = percentile(ended, 85)
    older = CaseFilter(stage=stage, older=p85)
    number = 0 if p85 is None else how_many_cases(tx, viewer, *conditions(tx, viewer, older))
    return StageAge(stage, dict(sorted(weeks.items())), ended.total(), percentile(ended, 50), p85, number)


def percentile(counted: Mapping[int, int], share: int) -> int | None:
    """The smallest value that so many in a hundred do not exceed; nothing where there are too few to say."""
    total = sum(counted.values())
    if total < FEWEST:
        return None
    passed = 0
    for value in sorted(counted):
        passed += counted[value]
        if passed * 100 >= total * share:
            return value
    raise AssertionError("all of them do not exceed the largest")


def _days(tx: Tx, viewer: Viewer, until: Any, *conditions: Any, apart: bool = False) -> dict[str, Counter[int]]:
    """How many runs of each stage took so many whole days; counted by the database.

    ``apart`` where the conditions leave few runs: the case of each is looked up, and not the runs of every case.
    """
    days = _whole_days(tx, col(StageRun.started_at), until)
    asked = select(StageRun.stage, days, func.count())
    if apart:
        asked = asked.where(in_a_case_visible_to(viewer, col(StageRun.case_id)))
    else:
        asked = asked.join(CaseFile, col(CaseFile.id) == StageRun.case_id).where(visible(viewer))
    rows = tx.session.exec(
        asked.where(col(StageRun.stage).in_(list(Stage)), *conditions).group_by(col(StageRun.stage), days)
    ).all()
    found: dict[str, Counter[int]] = {stage.value: Counter() for stage in Stage}
    for stage, took, number in rows:
        found[stage][max(took, 0)] += number
    return found


def _whole_days(tx: Tx, begin: Any, until: Any) -> Any:
    if tx.on_postgres:
        return cast(func.floor(func.extract("epoch", until - begin) / _DAY), Integer)
    return (_seconds(until) - _seconds(begin)) // _DAY


def _seconds(moment: Any) -> Any:
    return cast(func.strftime("%s", moment), Integer)
