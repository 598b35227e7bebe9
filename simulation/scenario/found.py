"""What a script looks up in its case: questions by the name of their step, stages, steps of the ladder. Only reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from flows.facts.money import Balance, balance
from flows.queries.delay import Delay, delays_for
from models.code import Errand, WaitStatus
from models.store import Tx
from models.tables import (
    Action,
    Agency,
    CaseFile,
    Coaching,
    LadderStep,
    NetworkMap,
    Request,
    StageRun,
    Wait,
    WatchedDate,
)
from simulation.hour import day_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the case: whom of, how it stands, and how long it takes."""

    wait: Wait
    agency: str | None
    about: str
    delay: Delay

    @property
    def is_open(self) -> bool:
        """It was not answered yet."""
        return self.wait.status == WaitStatus.OPEN

    @property
    def answered_on(self) -> date | None:
        """The day it was answered, or ended otherwise."""
        return self.delay.closed_on


def questions(tx: Tx, ref: str) -> list[Asked]:
    """Every question of a case, in the order they were asked."""
    rows = tx.session.exec(
        select(Wait, CaseFile.region_id, Agency.name, StageRun.stage, StageRun.about)  # type: ignore[call-overload]
        .join(CaseFile, col(CaseFile.id) == Wait.case_id)
        .join(StageRun, col(StageRun.id) == Wait.stage_run_id)
        .outerjoin(Agency, col(Agency.id) == Wait.agency_id)
        .where(CaseFile.ref == ref, Wait.kind != "date")
        .order_by(col(Wait.id))
    ).all()
    known = delays_for(tx, [(wait, region) for wait, region, *_ in rows])
    return [
        Asked(wait, agency, _words(tx, stage, about), delay)
        for delay, (wait, _, agency, stage, about) in zip(known, rows, strict=True)
    ]


_ABOUT: dict[str, Any] = {
    Errand.ACTION: Action,
    Errand.OBJECTION: Action,
    Errand.REQUEST: Request,
}


def _words(tx: Tx, stage: str, about: int | None) -> str:
    row = tx.session.get(_ABOUT[stage], about) if stage in _ABOUT and about else None
    return row.words if row else ""


def narrowed(asked: Iterable[Asked], agency: str | None, about: str | None, key: str | None = None) -> list[Asked]:
    """Those of that agency, about that, of that step.

    A step that is about something or comes more than once is named without its number: ``action``, ``contact``.
    """
    return [
        each
        for each in asked
        if agency in {None, each.agency}
        and (about is None or about.casefold() in each.about.casefold())
        and key in {None, each.wait.key, each.wait.key.partition(":")[0]}
    ]


def stages(tx: Tx, ref: str) -> list[tuple[str, str]]:
    """Every run of the case with how it stands: open, or how it ended."""
    rows = tx.session.exec(
        select(StageRun.stage, StageRun.outcome)
        .join(CaseFile, col(CaseFile.id) == StageRun.case_id)
        .where(CaseFile.ref == ref)
        .order_by(col(StageRun.id))
    )
    return [(stage, outcome or "open") for stage, outcome in rows]


def watched_days(tx: Tx, ref: str) -> list[tuple[str, date]]:
    """The days of a case that are kept in view, with what they are."""
    rows = tx.session.exec(
        select(col(WatchedDate.kind), col(WatchedDate.day))
        .join(CaseFile, col(CaseFile.id) == WatchedDate.case_id)
        .where(CaseFile.ref == ref)
        .order_by(col(WatchedDate.day))
    )
    return [(kind, day) for kind, day in rows]


def coaching_of(tx: Tx, ref: str) -> str | None:
    """The step of coaching a youth is on."""
    return tx.session.exec(
        select(Coaching.step)
        .join(CaseFile, col(CaseFile.id) == Coaching.case_id)
        .where(CaseFile.ref == ref)
        .order_by(col(Coaching.id).desc())
    ).first()


def outcome_of(tx: Tx, ref: str) -> str | None:
    """What the case closed with; nothing while it is open."""
    return tx.session.exec(select(CaseFile.outcome).where(CaseFile.ref == ref)).one()


def case_manager_of(tx: Tx, ref: str) -> int | None:
    """Who guides the case."""
    return tx.session.exec(select(CaseFile.case_manager_id).where(CaseFile.ref == ref)).one()


def budget_of(tx: Tx, ref: str) -> Balance:
    """How the budget of the case stands."""
    return balance(tx.session, tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one())


def network_of(tx: Tx, ref: str) -> str | None:
    """The level of the newest map of the people around a youth."""
    return tx.session.exec(
        select(NetworkMap.level)
        .join(CaseFile, col(CaseFile.id) == NetworkMap.case_id)
        .where(CaseFile.ref == ref)
        .order_by(col(NetworkMap.id).desc())
    ).first()


def ladder_of(tx: Tx, ref: str, step: int) -> dict[str, date | None] | None:
    """The days of the newest step of that height: proposed, taken, and from when its answer is asked."""
    row = tx.session.exec(
        select(LadderStep)
        .join(CaseFile, col(CaseFile.id) == LadderStep.case_id)
        .where(CaseFile.ref == ref, LadderStep.step == step)
        .order_by(col(LadderStep.id).desc())
    ).first()
    if row is None:
        return None
    taken = day_of(row.confirmed_at) if row.confirmed_at else None
    return {"proposed": day_of(row.proposed_at), "taken": taken, "asked_from": row.effective_on}
