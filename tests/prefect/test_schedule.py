"""What runs by the clock is planned by Prefect's own scheduler."""

import time
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import StateType
from prefect.settings import PREFECT_API_URL, temporary_settings

LONGEST = 120.0
PLANNED = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])))


@pytest.mark.parametrize(
    "name", ["watch-terms", "deliver-messages", "daily-digest", "renew-consents", "seal-log", "retention"]
)
def test_every_sweep_is_planned_ahead(server: Any, name: str) -> None:
    with temporary_settings({PREFECT_API_URL: server.api}), get_client(sync_client=True) as client:
        flow = next(each for each in client.read_deployments() if each.name == name)
        deadline = time.monotonic() + LONGEST
        planned: set[Any] = set()
        while flow.id not in planned and time.monotonic() < deadline:
            planned = {run.deployment_id for run in client.read_flow_runs(flow_run_filter=PLANNED, limit=200)}
            time.sleep(0.5)

    assert flow.id in planned
