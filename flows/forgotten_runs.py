"""Forgets, in Prefect, the flow runs of cases that were destroyed. They hold numbers only; even those go."""

import logging
from collections.abc import Sequence
from typing import Any

log = logging.getLogger("vangnet.worker")
_AT_ONCE = 200


def forget_runs(refs: Sequence[str], _addresses: Sequence[str] = ()) -> bool:
    """Deletes every flow run called after one of these cases, or given its number; false where Prefect is away."""
    if not refs:
        return True
    from prefect.client.orchestration import get_client  # noqa: PLC0415 - importing Prefect takes seconds

    try:
        with get_client(sync_client=True) as client:
            while found := [*_called(client, refs), *_given(client, refs)]:
                for run in found:
                    client.delete_flow_run(run.id)
    except Exception as problem:  # noqa: BLE001 - whatever Prefect raises when its API is away: it can wait
        log.info("flow runs were not forgotten (%s)", type(problem).__name__)
        return False
    return True


def _called(client: Any, refs: Sequence[str]) -> list[Any]:
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName  # noqa: PLC0415

    return list(
        client.read_flow_runs(flow_run_filter=FlowRunFilter(name=FlowRunFilterName(any_=list(refs))), limit=_AT_ONCE)
    )


def _given(client: Any, refs: Sequence[str]) -> list[Any]:
    """Runs of ``advance`` that somebody began from Prefect's own page, with the number typed in."""
    from prefect.client.schemas.filters import FlowFilter, FlowFilterName  # noqa: PLC0415

    found: list[Any] = []
    offset = 0
    while page := client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=["advance"])), limit=_AT_ONCE, offset=offset
    ):
        found += [run for run in page if run.parameters.get("case") in refs]
        offset += _AT_ONCE
    return found
