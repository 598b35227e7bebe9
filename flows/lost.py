"""Finds flow runs that nobody carries any more, and says so in Prefect: a killed worker cannot. Touches no case.

A worker that is killed leaves its flow run Running for ever; the run of the case goes on in another. Leases go by the
machine's clock and Prefect by its server's, so the two are never compared: a flow run is lost when one and the same
worker saw it at work at two looks that lie a whole lease apart, while nobody holds its run. A newer claim has a younger
flow run of its own. Prefect itself refuses to call a run crashed that ended meanwhile.
"""

import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import bindparam, select

from flows.engine.hot import RUN
from flows.office import Office
from models.prepared import Prepared
from models.secret import Vault

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun

log = logging.getLogger("vangnet.worker")

LOOK_EVERY = timedelta(seconds=30)
SWEEP_TAKES = timedelta(hours=1)
"""A sweep holds no lease; one that takes longer than this has stopped, or says after all how it ended."""
SECONDS = 5.0
"""What one look may wait for Prefect."""
WHY = "what carried it is gone; the case is whole, and goes on in a later flow run"
READ_LEASE = Prepared(select(RUN.c.lease_until).where(RUN.c.id == bindparam("run")))


def tag_of(vault: Vault) -> str:
    """What every flow run of one installation carries, so that each looks after its own; it tells nothing."""
    return f"vangnet-{vault.digest('installation', 'flow runs')[:12]}"


def marked(office: Office) -> AbstractContextManager[object]:
    """Every flow run that begins within carries the tag of its installation."""
    from prefect import tags  # noqa: PLC0415 - importing Prefect takes seconds

    return tags(tag_of(office.store.vault))


class LostRuns:
    """The flow runs one worker saw at work, and since when."""

    def __init__(self, office: Office, lease: timedelta) -> None:
        self._office, self._lease = office, lease
        self._seen: dict[UUID, datetime] = {}
        self._looked_at: datetime | None = None

    def look(self) -> int:
        """Looks once in a while; gives how many flow runs were found lost. If Prefect is away nothing happens."""
        wall = self._office.wall()
        if self._looked_at is not None and wall - self._looked_at < LOOK_EVERY:
            return 0
        self._looked_at = wall
        try:
            return self._look(wall)
        except Exception as problem:  # noqa: BLE001 - whatever Prefect raises when its API is away: it can wait
            log.info("lost flow runs were not looked for (%s)", type(problem).__name__)
            return 0

    def _look(self, wall: datetime) -> int:
        from prefect.client.orchestration import get_client  # noqa: PLC0415 - importing Prefect takes seconds
        from prefect.states import Crashed  # noqa: PLC0415

        with ExitStack() as stack:
            stack.enter_context(_at_once())
            client = stack.enter_context(get_client(sync_client=True, httpx_settings={"timeout": SECONDS}))
            at_work = {run.id: run for run in client.read_flow_runs(flow_run_filter=_at_work(self._office))}
            self._seen = {number: self._seen.get(number, wall) for number in at_work}
            lost = [run for run in at_work.values() if self._is_lost(run, wall)]
            for run in lost:
                client.set_flow_run_state(run.id, Crashed(message=WHY))
        return len(lost)

    def _is_lost(self, found: "FlowRun", wall: datetime) -> bool:
        run = _run_of(found.parameters)
        if wall - self._seen[found.id] <= (self._lease if run is not None else SWEEP_TAKES):
            return False
        return run is None or not self._is_held(run, wall)

    def _is_held(self, run: int, wall: datetime) -> bool:
        with self._office.store.read(wall) as tx:
            row = tx.one(READ_LEASE, run=run)
        return row is not None and row[0] is not None and row[0] >= wall


def _run_of(parameters: Mapping[str, Any]) -> int | None:
    """The run of a case that a flow run carries; a sweep carries none."""
    run = parameters.get("run")
    return run if isinstance(run, int) else None


def _at_work(office: Office) -> Any:
    from prefect.client.schemas.filters import (  # noqa: PLC0415
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
        FlowRunFilterTags,
    )
    from prefect.client.schemas.objects import StateType  # noqa: PLC0415

    busy = FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING])
    tags = FlowRunFilterTags(all_=[tag_of(office.store.vault)])
    return FlowRunFilter(tags=tags, state=FlowRunFilterState(type=busy))


def _at_once() -> AbstractContextManager[object]:
    """Without trying again: the next look does."""
    from prefect.settings import PREFECT_CLIENT_MAX_RETRIES, temporary_settings  # noqa: PLC0415

    return temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 0})
