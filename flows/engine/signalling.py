"""Signals: a word said to a run that did not ask, and a wake-up. The first line that listens for it takes it."""

from flows.engine import hot
from flows.engine.matter import Matter
from flows.engine.settle import wake
from models.code import StatementKind


def signal_run(matter: Matter, run: int, name: str, recorded_by: int | None = None) -> None:
    """Says ``name`` to a run of the same case. Unheard it stays visible; it is never dropped."""
    matter.tx.one(
        hot.ADD_STATEMENT,
        case_id=matter.case.id,
        stage_run_id=run,
        wait_id=None,
        kind=StatementKind.SIGNAL,
        key=name,
        form=None,
        form_version=None,
        words=None,
        said_at=matter.now,
        recorded_at=matter.now,
        said_by_professional_id=recorded_by,
        said_by_agency_id=None,
        said_by_person_id=None,
        recorded_by_id=recorded_by,
    )
    wake(matter.tx, run, f"signal:{name}"[:80], matter.now)
