"""Sends what is queued, as a Prefect flow. Prefect sees counts and a code of the mail server, and nothing else."""

import asyncio
import logging
from typing import Any

from prefect import flow

from flows.carry import without_words
from flows.messages.batch import Delivered
from flows.messages.bounced import read_bounces
from flows.messages.deliver import deliver
from flows.office import Office, office_of_this_process
from flows.token import token_of
from notifications.door import Refusal
from notifications.envelope import Sender
from notifications.smtp_door import SmtpDoor
from notifications.smtp_setting import smtp_setting

log = logging.getLogger("vangnet.messages")


@flow
def deliver_messages(batches: int = 1) -> Any:
    """Sends what is queued: one batch, or up to as many as are asked for while there is more."""
    return without_words(lambda: delivered(office_of_this_process(), batches))


def delivered(office: Office, batches: int) -> Any:
    """Delivers for an installation, and gives the Prefect state it ends in: Delivered, Nothing due or Stopped."""
    from prefect.states import Completed  # noqa: PLC0415 - states are made at the end only

    _read_reports(office)
    done = [_one_batch(office)]
    while done[-1].more and not done[-1].stopped and len(done) < batches:
        done.append(_one_batch(office))
    return Completed(name=_name(done[-1]), message="; ".join(map(str, done)))


def _read_reports(office: Office) -> None:
    """What came back, if it can be read now; a mailbox that is away keeps no mail from leaving."""
    settings = office.settings
    if not settings.bounce_mailbox:
        return
    try:
        read_bounces(
            office.store, settings.bounce_mailbox, office.now(), token=lambda: asyncio.run(token_of(settings)())
        )
    except (Refusal, OSError, ValueError) as away:
        log.warning("delivery reports could not be read: %s", type(away).__name__)


def _one_batch(office: Office) -> Delivered:
    """Over one connection to the mail server of this installation."""
    setting = smtp_setting(office.settings.mail_server)
    door = SmtpDoor(setting, token=token_of(office.settings) if setting.auth == "xoauth2" else None)
    sender = Sender(office.settings.mail_from)
    return deliver(office.store, door, sender, office.now(), office.wall(), address=office.settings.address)


def _name(last: Delivered) -> str:
    if last.stopped:
        return "Stopped"
    tried = last.sent + last.skipped + last.gathered + last.failed + last.again
    return "Delivered" if tried else "Nothing due"
