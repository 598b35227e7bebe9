"""Carries one run inside a Prefect flow run: advance, show the new steps as tasks, say where it stands.

Prefect sees numbers of runs and cases, keys of steps and nothing personal: no message of an exception reaches it.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import bindparam, func, select

from flows.diagnosis import diagnosis_of
from flows.engine import claim
from flows.engine.advance import Advanced, advance
from flows.engine.hot import AGENCY, WAIT
from flows.office import Office, office_of_this_process
from models.prepared import Prepared

WAITED_FOR = Prepared(
    select(WAIT.c.key, func.coalesce(AGENCY.c.name, WAIT.c.part, "the day"), WAIT.c.due_on)
    .outerjoin_from(WAIT, AGENCY, AGENCY.c.id == WAIT.c.agency_id)
    .where(WAIT.c.stage_run_id == bindparam("run"), WAIT.c.status == "open")
    .order_by(WAIT.c.id)
)


class NotCarried(RuntimeError):  # noqa: N818 - says what became of the run
    """A run could not be carried; the case is exactly where it was. Says where in the code, and nothing more."""


def carry_run(run: int) -> Any:
    """Advances a run and gives the Prefect state it ends in: Waiting, Done or Blocked.

    Raises:
        NotCarried: a step failed; nothing was written, and the run is tried again after a pause.
    """
    import flows.filing  # noqa: F401, PLC0415 - an answer given ahead is filed when it is taken

    office = office_of_this_process()
    try:
        advanced = advance(office.store, run, office.now())
    except Exception as problem:  # noqa: BLE001 - whatever it was, the case stands where it stood
        why = diagnosis_of(problem)
        claim.failed(office.store, run, why, office.now(), office.wall())
        raise NotCarried(why) from None
    _show(advanced)
    return _state(office, advanced)


def without_words(work: Callable[[], Any]) -> Any:
    """Does something for Prefect to see; what goes wrong says where in the code, and nothing of what was read there.

    Raises:
        NotCarried: in place of whatever went wrong.
    """
    try:
        return work()
    except Exception as problem:  # noqa: BLE001 - the message of any of them may name somebody
        raise NotCarried(diagnosis_of(problem)) from None


def _show(advanced: Advanced) -> None:
    from prefect import task  # noqa: PLC0415 - importing Prefect takes seconds
    from prefect.cache_policies import NO_CACHE  # noqa: PLC0415
    from prefect.context import TagsContext  # noqa: PLC0415

    @task(name="step", cache_policy=NO_CACHE, persist_result=False, log_prints=False)
    def step() -> None:
        """One new step, already committed; shown only."""

    with TagsContext(current_tags=set()):  # Prefect counts the tasks of a tag: a call to its API for each
        for kind, key in advanced.steps:
            step.with_options(task_run_name=f"{kind}: {key}")()


def _state(office: Office, advanced: Advanced) -> Any:
    from prefect.states import Completed, Failed  # noqa: PLC0415

    if advanced.blocked is not None:
        return Failed(name="Blocked", message=advanced.blocked)
    if advanced.outcome is not None:
        return Completed(name="Done", message=advanced.outcome)
    return Completed(name="Waiting", message=waiting_for(office, advanced.run))


def waiting_for(office: Office, run: int) -> str:
    """Whom a run waits for and until when: agencies and parts, never a person's name."""
    with office.store.read(office.now()) as tx:
        waits = tx.all(WAITED_FOR, run=run)
    return "; ".join(f"{key}: {whom} until {due_on or '-'}" for key, whom, due_on in waits) or "nobody"
