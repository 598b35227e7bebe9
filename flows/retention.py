"""Keeps nothing longer than agreed, as a Prefect flow: lists, lets go, destroys, cleans. Prefect sees counts only."""

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from prefect import flow

from flows.carry import without_words
from flows.engine.matter import AMSTERDAM
from flows.facts.retention import kept_since, regions
from flows.forgotten_runs import forget_runs
from flows.office import Office, office_of_this_process
from flows.rounds.cleaning import Elsewhere, clean
from flows.rounds.destroying import destroy_approved
from flows.rounds.destruction_list import make_list
from flows.rounds.expiry import expire
from models.retention import Category
from notifications.forget import forget_about, forget_older


@flow
def retention() -> Any:
    """Lists what is kept no longer for two people to look at, and destroys what they approved."""
    return without_words(lambda: retained(office_of_this_process()))


def retained(office: Office, forget: Elsewhere = forget_runs) -> Any:
    """Makes the round for an installation, and gives the Prefect state it ends in: Retained, Nothing due or Unfinished.

    Args:
        office: the installation.
        forget: forgets the flow runs of cases that went.
    """
    from prefect.states import Completed, Failed  # noqa: PLC0415 - states are made at the end only

    now = office.now()
    with office.store.write(now) as tx:
        listed = make_list(tx)
        expired = expire(tx)
    mails = _forget_old_mail(office)
    gone, failed = destroy_approved(office.store, now)
    cleaned, left = clean(office.store, now, (_mail(office), forget))
    did = (listed.added, listed.off, sum(expired.values()) + mails, gone, cleaned)
    words = "{} listed, {} taken off, {} let go, {} destroyed, {} cleaned".format(*did)
    if failed or left:
        return Failed(name="Unfinished", message=f"{words}; {failed} failed, {left} still to be cleaned")
    return Completed(name="Retained" if any(did) else "Nothing due", message=words)


def _folder(office: Office) -> Path:
    return office.settings.home.resolve() / "mail"


def _mail(office: Office) -> Any:
    def forget(refs: Sequence[str], addresses: Sequence[str]) -> bool:
        forget_about(_folder(office), refs, addresses)
        return True

    return forget


def _forget_old_mail(office: Office) -> int:
    """The catcher goes by the clock of the machine, also in a demo."""
    wall = office.wall()
    with office.store.read(wall) as tx:
        days = [kept_since(tx, region, Category.CAUGHT_MAIL) for region in regions(tx)]
    return forget_older(_folder(office), datetime.combine(max(days), time(), AMSTERDAM)) if days else 0
