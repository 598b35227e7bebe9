"""The figures of a simulation: what was reached, how it ended, who answered when, what was sent. Reads only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from sqlalchemy import func, select

from flows.engine.hot import CASE, MESSAGE, RUN, WAIT
from models.code import Errand, MessageStatus, Stage
from models.ending import OUTCOMES
from models.forms import FORMS
from models.forms.other_answer import Code
from models.store import Tx
from simulation.load import loads
from simulation.punctuality import punctuality

Met = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Tally:
    """What a simulation came to.

    Attributes:
        figures: the same for the same seed.
        breaches: what does not hold of the database, one sentence each; nothing when all is well.
        wall_seconds: how long it took.
        peak_memory_mb: the most memory the process had, at any moment.
    """

    figures: dict[str, Any]
    breaches: list[str] = field(default_factory=list)
    wall_seconds: float = 0.0
    peak_memory_mb: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Everything, for another program."""
        effort = {"wall_seconds": round(self.wall_seconds, 1), "peak_memory_mb": round(self.peak_memory_mb)}
        return {**self.figures, "breaches": self.breaches, **effort}


def figures(tx: Tx, met: Met) -> dict[str, Any]:
    """The figures of a whole database after a simulation, and of what the simulation met on its way."""
    found = {
        "cases": _cases(tx),
        "stages": _reached(tx, Stage),
        "errands": _reached(tx, Errand),
        "run_endings": _run_endings(tx),
        "endings": _counted(tx, CASE.c.outcome, CASE.c.outcome.is_not(None)),
        "questions": _questions(tx),
        "agencies": punctuality(tx),
        "messages": _messages(tx),
        "load": loads(tx),
        "blocked_runs": _counted(tx, RUN.c.diagnosis, RUN.c.status == "blocked"),
        "answers": _met(met, "answer"),
        "cannot": _met(met, "cannot"),
        "refused": _met(met, "refused"),
        "happened": _met(met, "happened"),
    }
    return found | {"never_seen": never_seen(found)}


def never_seen(found: Mapping[str, Any]) -> dict[str, list[str]]:
    """What did not occur in this run: a short one does not see everything."""
    everything: dict[str, set[str]] = {
        "stages": set(Stage),
        "errands": set(Errand),
        "endings": set(OUTCOMES),
        "cannot": set(get_args(Code)),
        "questions": set(FORMS) - {"Registration"},
    }
    return {name: sorted(all_ - set(found[name])) for name, all_ in everything.items()}


def _cases(tx: Tx) -> dict[str, int]:
    row: Sequence[Any] = tx.connection.execute(
        select(func.count(CASE.c.id), func.count(CASE.c.closed_at), func.sum(CASE.c.reopened))
    ).one()
    registered, closed, reopened = row
    return {"registered": registered, "open": registered - closed, "closed": closed, "reopened": int(reopened or 0)}


def _reached(tx: Tx, names: Any) -> dict[str, int]:
    rows: Sequence[Any] = tx.connection.execute(
        select(RUN.c.stage, func.count(RUN.c.case_id.distinct())).group_by(RUN.c.stage)
    ).all()
    found = dict(rows)
    return {str(name): found[name] for name in names if name in found}


def _run_endings(tx: Tx) -> dict[str, dict[str, int]]:
    rows = tx.connection.execute(
        select(RUN.c.stage, func.coalesce(RUN.c.outcome, "goes on"), func.count())
        .group_by(RUN.c.stage, RUN.c.outcome)
        .order_by(RUN.c.stage, RUN.c.outcome)
    )
    return _nested(rows)


def _questions(tx: Tx) -> dict[str, dict[str, int]]:
    rows = tx.connection.execute(
        select(WAIT.c.form, WAIT.c.status, func.count())
        .where(WAIT.c.form.is_not(None))
        .group_by(WAIT.c.form, WAIT.c.status)
        .order_by(WAIT.c.form, WAIT.c.status)
    )
    return _nested(rows)


def _messages(tx: Tx) -> dict[str, dict[str, int]]:
    rows = tx.connection.execute(
        select(MESSAGE.c.notice, MESSAGE.c.status, func.count())
        .group_by(MESSAGE.c.notice, MESSAGE.c.status)
        .order_by(MESSAGE.c.notice, MESSAGE.c.status)
    )
    found = _nested(rows)
    return {notice: {str(each): found[notice].get(each, 0) for each in MessageStatus} for notice in found}


def _counted(tx: Tx, column: Any, condition: Any) -> dict[str, int]:
    rows = tx.connection.execute(select(column, func.count()).where(condition).group_by(column).order_by(column))
    return {str(value): number for value, number in rows}


def _nested(rows: Any) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for outer, inner, number in rows:
        found.setdefault(str(outer), {})[str(inner)] = number
    return found


def _met(met: Met, what: str) -> dict[str, int]:
    return dict(sorted(Counter({name: number for (kind, name), number in met.items() if kind == what}).items()))
