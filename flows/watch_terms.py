"""Looks at waits whose moment has come, as a Prefect flow. Prefect sees counts and nothing else."""

from typing import Any

from prefect import flow

from flows.carry import without_words
from flows.messages import watch
from flows.office import Office, office_of_this_process
from flows.rounds.staff import hand_on_what_was_left


@flow
def watch_terms() -> Any:
    """Looks at waits whose moment has come."""
    return without_words(lambda: watched(office_of_this_process()))


def watched(office: Office) -> Any:
    """Hands on what those who left held, looks, and gives the Prefect state it ends in: Watched, or Nothing due."""
    from prefect.states import Completed  # noqa: PLC0415 - states are made at the end only

    hand_on_what_was_left(office.store, office.now())
    seen = watch.watch_terms(office.store, office.now())
    return Completed(name="Watched" if seen.looked or seen.failed else "Nothing due", message=str(seen))
