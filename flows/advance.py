"""Carries every run of one case that is due, from Prefect's own page: the number of the case goes in."""

from typing import Any

from prefect import flow
from sqlalchemy import bindparam, select

from flows.engine.claim import AT_WORK
from flows.engine.hot import CASE, RUN, WAKE_UP
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
MOST_ROUNDS = 20
"""A run may start another; more than this many after one another is no process of ours."""


@flow
def advance(case: str) -> Any:
    """Carries what is due in the case with this number (such as VN-7K3M9QP), as a worker would."""
    from prefect.states import Completed  # noqa: PLC0415

    from flows.stages import FLOWS  # noqa: PLC0415 - every stage file; only when something is carried

    office = office_of_this_process()
    carried = 0
    for _ in range(MOST_ROUNDS):
        due = _due(office, case.strip().upper())
        for run, stage in due:
            FLOWS[stage].with_options(flow_run_name=case)(run, return_state=True)
        carried += len(due)
        if not due:
            break
    return Completed(name="Advanced" if carried else "Nothing due", message=f"{carried} runs carried")


def _due(office: Office, ref: str) -> list[tuple[int, str]]:
    now = office.now()
    with office.store.read(now) as tx:
        return [(run, stage) for run, stage in tx.all(DUE_RUNS, ref=ref[:12], now=now)]
