"""What Prefect knows of a case that was destroyed goes: its flow runs, and those that were given its number."""

from typing import Any

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.forgotten_runs import forget_runs


@flow
def action(run: int) -> int:
    """Stands in for a stage that was carried."""
    return run


@flow
def advance(case: str) -> str:
    """Stands in for what somebody began from Prefect's own page."""
    return case


def test_flow_runs_of_a_destroyed_case_go_and_those_of_others_stay(server: Any) -> None:
    with temporary_settings({PREFECT_API_URL: server.api}):
        for ref in ("VN-GONE222", "VN-STAY222"):
            action.with_options(flow_run_name=ref)(1)
            advance(ref)

        assert forget_runs(["VN-GONE222"])

        with get_client(sync_client=True) as client:
            runs = client.read_flow_runs()
        told = {run.name for run in runs} | {str(run.parameters.get("case")) for run in runs}
        assert "VN-GONE222" not in told
        assert "VN-STAY222" in told
        assert forget_runs(["VN-GONE222"])
