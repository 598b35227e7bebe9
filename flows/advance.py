"""Carries every run of one case that is due, from Prefect's own page: the number of the case goes in."""

from typing import Annotated, Any

from prefect import flow
from pydantic import Field
from sqlalchemy import bindparam, select

from flows.carry import without_words
from flows.engine.claim import AT_WORK
from flows.engine.hot import CASE, RUN, WAKE_UP
from flows.lost import marked
from flows.office import Office, office_of_this_process
from models.prepared import Prepared

DUE_RUNS = Prepared(
    select(RUN.c.id, RUN.c.stage)
    .join(CASE, CASE.c.id == RUN.c.case_id)
    .join(WAKE_UP, WAKE_UP.c.stage_run_id == RUN.c.id)
    .where(CASE.c.ref == bindparam("ref"), WAKE_UP.c.not_before <= bindparam("now"), AT_WORK)
    .distinct()
    .order_by(RUN.c.id)
)
READ_REF = Prepared(select(CASE.c.ref).where(CASE.c.ref == bindparam("ref")))
CaseNumber = Annotated[str, Field(pattern=r"^VN-[0-9A-Z]{6,9}$", title="Case number")]
"""So that nothing else, and nobody's name, is typed into what Prefect keeps."""
MOST_ROUNDS = 20
"""A run may start another; more than this many after one another is no process of ours."""


@flow
def advance(case: CaseNumber) -> Any:
    """Carries what is due in the case with this number (such as VN-7K3M9QP), as a worker would."""
    return without_words(lambda: _advanced(office_of_this_process(), case))


def _advanced(office: Office, case: str) -> Any:
    from prefect.states import Completed, Failed  # noqa: PLC0415 - states are made at the end only

    from flows.stages import FLOWS  # noqa: PLC0415 - every stage file; only when something is carried

    ref = _ref(office, case)
    if ref is None:
        return Failed(name="Unknown", message="There is no case with that number.")
    carried, failed = 0, set[int]()
    for _ in range(MOST_ROUNDS):
        due = [(run, stage) for run, stage in _due(office, ref) if run not in failed]
        for run, stage in due:
            with marked(office):
                state = FLOWS[stage].with_options(flow_run_name=ref)(run, return_state=True)
            failed.update({run} if state.is_failed() else ())
        carried += len(due)
        if not due:
            break
    if failed:
        return Failed(name="Not carried", message=f"{len(failed)} runs could not be carried")
    return Completed(name="Advanced" if carried else "Nothing due", message=f"{carried} runs carried")


def _ref(office: Office, case: str) -> str | None:
    """The number of a case that is there."""
    with office.store.read(office.now()) as tx:
        row = tx.one(READ_REF, ref=case)
    return str(row[0]) if row else None


def _due(office: Office, ref: str) -> list[tuple[int, str]]:
    now = office.now()
    with office.store.read(now) as tx:
        return [(run, stage) for run, stage in tx.all(DUE_RUNS, ref=ref, now=now)]
