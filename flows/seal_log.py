"""Chains the log, as a Prefect flow. Prefect sees a count and nothing else."""

from typing import Any

from prefect import flow

from flows.carry import without_words
from flows.office import Office, office_of_this_process
from flows.rounds import seal


@flow
def seal_log() -> Any:
    """Seals the lines of the log that are not sealed yet."""
    return without_words(lambda: sealed(office_of_this_process()))


def sealed(office: Office) -> Any:
    """Makes the round for an installation, and gives the Prefect state it ends in: Sealed, or Nothing due."""
    from prefect.states import Completed  # noqa: PLC0415 - states are made at the end only

    lines = seal.seal_log(office.store, office.now())
    return Completed(name="Sealed" if lines else "Nothing due", message=f"{lines} lines")
