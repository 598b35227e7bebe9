"""Sends what is queued, as a Prefect flow. Prefect sees counts and a code of the mail server, and nothing else."""

from typing import Any

from prefect import flow

from flows.messages.batch import Delivered
from flows.messages.deliver import deliver
from flows.office import Office, office_of_this_process
from notifications.envelope import Sender
from notifications.smtp_door import SmtpDoor
from notifications.smtp_setting import smtp_setting


@flow
def deliver_messages(batches: int = 1) -> Any:
    """Sends what is queued: one batch, or up to as many as are asked for while there is more."""
    from prefect.states import Completed  # noqa: PLC0415 - states are made at the end only

    office = office_of_this_process()
    delivered = [delivered_batch(office)]
    while delivered[-1].more and not delivered[-1].stopped and len(delivered) < batches:
        delivered.append(delivered_batch(office))
    return Completed(name=name_of(delivered[-1]), message="; ".join(map(str, delivered)))


def delivered_batch(office: Office) -> Delivered:
    """One batch over one connection to the mail server of this installation."""
    door = SmtpDoor(smtp_setting(office.settings.mail_server))
    sender = Sender(office.settings.mail_from)
    return deliver(office.store, door, sender, office.now(), office.wall(), address=office.settings.address)


def name_of(delivered: Delivered) -> str:
    """The name of the state it ends in."""
    if delivered.stopped:
        return "Stopped"
    tried = delivered.sent + delivered.skipped + delivered.failed + delivered.again
    return "Delivered" if tried else "Nothing due"
