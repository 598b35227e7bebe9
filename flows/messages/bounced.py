"""What comes back: the message did not arrive after all, or an invitation was answered. Believes no stranger.

A report counts only with the Message-ID of a mail of ours, which nobody knows who did not get that mail.
"""

import logging
import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlmodel import col, select

from flows.engine.hot import MESSAGE
from flows.messages.compose import salt_of
from flows.messages.outcome import LONGEST_REASON, mark_address
from flows.messages.outgoing import ROW, Queued
from flows.messages.replied import take_reply
from flows.messages.undelivered import tell_coordinator
from models.code import MessageStatus
from models.secret import digests_of_email
from models.store import Store, Tx
from models.tables import Message, Professional
from notifications.bounce import Bounce
from notifications.calendar_reply import CalendarReply
from notifications.imap import imap_setting, read_imap
from notifications.incoming import read_mail
from notifications.mailbox import Fetched, read_maildir

log = logging.getLogger("vangnet.messages")
_OURS = re.compile(r"<message-(\d{1,18})\.([0-9a-f]{12})@")
MAILDIR = "maildir:"


def read_bounces(store: Store, mailbox: str, now: datetime, *, token: Callable[[], str] | None = None) -> Fetched:
    """Reads the mailbox that delivery reports come back to; what was handled is seen, and read once.

    Args:
        store: the domain database.
        mailbox: ``maildir:/path`` or ``imap://user:password@host``.
        now: the moment it is in the process.
        token: for a mailbox that takes tokens only.

    Raises:
        BadSetting: the address of the mailbox is none.
        TryAgain: it cannot be reached.
        Stopped: it does not let us in.
    """
    handle = partial(take_in, store, now)
    if mailbox.startswith(MAILDIR):
        return read_maildir(Path(mailbox.removeprefix(MAILDIR)), handle)
    return read_imap(imap_setting(mailbox), handle, token=token)


def take_in(store: Store, now: datetime, raw: bytes) -> None:
    """One mail that came in. Any but a report or an answer about ours changes nothing, and is logged by its kind."""
    bounce = read_mail(raw)
    if isinstance(bounce, CalendarReply):
        take_reply(store, bounce, now)
        return
    if not isinstance(bounce, Bounce):
        log.info("a mail came in that is no delivery report: %s", type(bounce).__name__)
        return
    with store.write(now) as tx:
        row = _ours(tx, bounce)
        if row is None:
            log.info("a delivery report about no mail of ours")
        elif bounce.final:
            _did_not_arrive(tx, row, bounce)


def _ours(tx: Tx, bounce: Bounce) -> Queued | None:
    found = _OURS.match(bounce.message_id or "")
    if found is None:
        return None
    row = tx.connection.execute(select(*ROW).where(MESSAGE.c.id == int(found[1]))).first()
    return Queued(*row) if row is not None and salt_of(Queued(*row)) == found[2] else None


def _did_not_arrive(tx: Tx, row: Queued, bounce: Bounce) -> None:
    message = tx.session.get_one(Message, row.id)
    if message.status == MessageStatus.SENT:
        message.status, message.reason = MessageStatus.FAILED, f"came back: {bounce.status}"[:LONGEST_REASON]
        tx.session.add(message)
        tx.flush()
        tell_coordinator(tx, row, message.reason, hard=bounce.hard)
    if bounce.hard and bounce.recipient is not None:
        mark_address(tx, row.to, _professional(tx, row, bounce.recipient), bounce.recipient)


def _professional(tx: Tx, row: Queued, address: str) -> int | None:
    """Who read it: whom it was written to, or a colleague at that agency whose address it is."""
    if row.to_person_id is not None:
        return None
    found = tx.session.exec(
        select(Professional).where(col(Professional.email_digest).in_(digests_of_email(address)))
    ).first()
    if found is None or row.to_agency_id not in {None, found.agency_id}:
        return None
    return found.id
