"""How a claimed run gets carried: in this process, or by any Prefect worker of a work pool. One table, two ways."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from flows.engine.claim import LEASE, Claim
from flows.stages import FLOWS

HANDED_OVER = timedelta(minutes=10)
"""How long a run handed to a work pool may take before it is handed over again."""

Dispatch = Callable[[Claim], bool]
"""Carries a claimed run, or has it carried; False when an earlier handing over still waits to be picked up."""


def carry_here(claimed: Claim) -> bool:
    """Carries the run in this process; the state it ends in shows in Prefect.

    Raises:
        Exception: Prefect's API is away; what goes wrong in the run itself is in its state.
    """
    FLOWS[claimed.stage].with_options(flow_run_name=claimed.ref)(claimed.run, return_state=True)
    return True


def hand_over(claimed: Claim) -> bool:
    """Hands the run to the work pool of its deployment; handing the same wake-up over twice makes one flow run.

    A pool that nobody works for keeps what it was given: that is no failure of the run, and makes no second flow run.

    Raises:
        Exception: Prefect's API is away, or nothing was deployed.
    """
    from prefect.context import TagsContext  # noqa: PLC0415
    from prefect.deployments import run_deployment  # noqa: PLC0415 - only where a work pool is used

    if claimed.tries > 1 and _still_waits(key_of(claimed, claimed.tries - 1)):
        return False
    flow = FLOWS[claimed.stage]
    run_deployment(
        name=f"{flow.name}/{flow.name}",
        parameters={"run": claimed.run},
        flow_run_name=claimed.ref,
        timeout=0,
        idempotency_key=key_of(claimed, claimed.tries),
        as_subflow=False,
        tags=TagsContext.get().current_tags,
    )
    return True


def key_of(claimed: Claim, tries: int) -> str:
    """What makes a handing over the same as an earlier one; another installation on the same server counts alike."""
    return f"{claimed.ref}-run-{claimed.run}-wake-up-{claimed.wake_up}-try-{tries}"


def _still_waits(key: str) -> bool:
    """Whether a flow run of an earlier handing over was never begun."""
    from prefect.client.orchestration import get_client  # noqa: PLC0415
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterIdempotencyKey  # noqa: PLC0415

    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=[key]))
        )
    return any(run.state is not None and run.state.is_scheduled() for run in found)


DISPATCH: Mapping[str, tuple[Dispatch, timedelta]] = {
    "here": (carry_here, LEASE),
    "work-pool": (hand_over, HANDED_OVER),
}
"""By ``VANGNET_DISPATCH``: the way, and how long its lease lasts."""
