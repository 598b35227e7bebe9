"""How a claimed run gets carried: in this process, or by any Prefect worker of a work pool. One table, two ways."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from flows.engine.claim import LEASE, Claim
from flows.stages import FLOWS

HANDED_OVER = timedelta(minutes=10)
"""How long a run handed to a work pool may take before it is handed over again."""

Dispatch = Callable[[Claim], None]


def carry_here(claimed: Claim) -> None:
    """Carries the run in this process; the state it ends in shows in Prefect.

    Raises:
        Exception: Prefect's API is away; what goes wrong in the run itself is in its state.
    """
    FLOWS[claimed.stage].with_options(flow_run_name=claimed.ref)(claimed.run, return_state=True)


def hand_over(claimed: Claim) -> None:
    """Hands the run to the work pool of its deployment; handing the same wake-up over twice makes one flow run.

    Raises:
        Exception: Prefect's API is away, or nothing was deployed.
    """
    from prefect.deployments import run_deployment  # noqa: PLC0415 - only where a work pool is used

    flow = FLOWS[claimed.stage]
    run_deployment(
        name=f"{flow.name}/{flow.name}",
        parameters={"run": claimed.run},
        flow_run_name=claimed.ref,
        timeout=0,
        idempotency_key=f"run-{claimed.run}-wake-up-{claimed.wake_up}-try-{claimed.tries}",
        as_subflow=False,
    )


DISPATCH: Mapping[str, tuple[Dispatch, timedelta]] = {
    "here": (carry_here, LEASE),
    "work-pool": (hand_over, HANDED_OVER),
}
"""By ``VANGNET_DISPATCH``: the way, and how long its lease lasts."""
