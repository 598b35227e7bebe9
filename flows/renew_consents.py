"""Asks consent again and what birthdays ask, as a Prefect flow. Prefect sees counts and nothing else."""

from typing import Any

from prefect import flow

from flows.carry import without_words
from flows.office import Office, office_of_this_process
from flows.rounds import renew


@flow
def renew_consents() -> Any:
    """Asks consent again six weeks before it ends, and what birthdays ask."""
    return without_words(lambda: renewed(office_of_this_process()))


def renewed(office: Office) -> Any:
    """Makes the round for an installation, and gives the Prefect state it ends in: Renewed, or Nothing due."""
    from prefect.states import Completed  # noqa: PLC0415 - states are made at the end only

    found = renew.renew_consents(office.store, office.now())
    return Completed(name="Renewed" if found.asked or found.failed else "Nothing due", message=str(found))
