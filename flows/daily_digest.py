"""Queues the daily overviews whose hour has come, as a Prefect flow. Prefect sees counts and nothing else."""

from typing import Any

from prefect import flow

from flows.carry import without_words
from flows.messages.daily import queue_overviews
from flows.messages.weekly import queue_weekly
from flows.office import Office, office_of_this_process


@flow
def daily_digest() -> Any:
    """Queues one overview per reader per working day, at the hour the reader chose; for managers that of the week."""
    return without_words(lambda: queued(office_of_this_process()))


def queued(office: Office) -> Any:
    """Makes the round for an installation, and gives the Prefect state it ends in: Gathered, or Nothing due."""
    from prefect.states import Completed  # noqa: PLC0415 - states are made at the end only

    found, weeks = queue_overviews(office.store, office.now()), queue_weekly(office.store, office.now())
    is_something = found.queued or found.later or weeks
    return Completed(name="Gathered" if is_something else "Nothing due", message=f"{found}, {weeks} of the week")
