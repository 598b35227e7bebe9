"""What happened to the time of questions: stood still, longer, handed on, contested, decided. Counts nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import col, select

from flows.queries.event import Event
from models.store import Tx
from models.tables import Contest, Pause, Wait, WaitHold, WaitShift


def time_events(tx: Tx, case: int, stages: Mapping[int, str], agencies: Mapping[int, str]) -> Iterator[Event]:
    """Events of the time of every question of a case, each with the agency it is about.

    Args:
        tx: the transaction.
        case: the number of the case.
        stages: the stage of every run.
        agencies: the name of every agency.
    """
    for pause, wait in _beside(tx, Pause, case):
        yield _event("paused", pause.began_at, wait, wait.agency_id, stages, agencies, pause.code)
        if pause.ended_at is not None:
            yield _event("went on", pause.ended_at, wait, wait.agency_id, stages, agencies)
    for hold, wait in _beside(tx, WaitHold, case):
        yield _event("handed on", hold.until_at, wait, hold.agency_id, stages, agencies)
    for shift, wait in _beside(tx, WaitShift, case):
        yield _event("given longer", shift.said_at, wait, shift.agency_id, stages, agencies, shift.code)
    for contest, wait in _beside(tx, Contest, case):
        yield _event("contested", contest.contested_at, wait, contest.agency_id, stages, agencies, contest.code)
        if contest.decided_at is not None:
            became = "not counted" if contest.accepted else "counted"
            yield _event(became, contest.decided_at, wait, contest.agency_id, stages, agencies)


def _beside(tx: Tx, table: Any, case: int) -> Iterator[tuple[Any, Wait]]:
    yield from tx.session.exec(
        select(table, Wait).join(Wait, col(Wait.id) == table.wait_id).where(Wait.case_id == case).order_by(table.id)
    )


def _event(
    kind: str,
    at: Any,
    wait: Wait,
    agency: int | None,
    stages: Mapping[int, str],
    agencies: Mapping[int, str],
    code: str | None = None,
) -> Event:
    actor = agencies.get(agency or 0, wait.part)
    return Event(at, stages[wait.stage_run_id], wait.key, kind, actor, agency, wait.form, code)
