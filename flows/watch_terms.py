"""Looks at waits whose moment has come, as a Prefect flow. Prefect sees counts and nothing else."""

from typing import Any

from prefect import flow

from flows.messages import watch
from flows.office import office_of_this_process


@flow
def watch_terms() -> Any:
    """Looks at waits whose moment has come."""
    from prefect.states import Completed  # noqa: PLC0415 - states are made at the end only

    office = office_of_this_process()
    watched = watch.watch_terms(office.store, office.now())
    return Completed(name="Watched" if watched.looked else "Nothing due", message=str(watched))
