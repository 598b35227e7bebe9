"""What became of a message, each in a short transaction of its own right after sending. Sends nothing."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import and_, bindparam, case, or_, update

from flows.engine.hot import MESSAGE, WAIT
from flows.messages.compose import Composed
from flows.messages.outgoing import Queued
from flows.messages.seen import RUNNING
from flows.messages.undelivered import GAVE_UP, tell_coordinator
from flows.messages.unsent import NotSent, Why
from models.holder import Holder
from models.prepared import Prepared
from models.store import Tx
from models.tables import Agency, Person, Professional
from notifications.address import BadAddress, mail_address
from notifications.backoff import next_try_after

LONGEST_REASON = 60
UNFIT = "does not fit a mail"
"""A value of it holds a line break or a control character: nobody injects a header."""
IN_OVERVIEW = "in the overview of the day"

_STILL_QUEUED = (MESSAGE.c.id == bindparam("message"), MESSAGE.c.status == "queued")

SENT = Prepared(
    update(MESSAGE)
    .where(*_STILL_QUEUED)
    .values(
        status="sent", reason=None, ground=bindparam("on_ground"), done_at=bindparam("now"), tries=bindparam("times"),
        lease_until=None, lease_by=None, next_try_at=None,
    )
)  # fmt: skip
DONE = Prepared(
    update(MESSAGE)
    .where(*_STILL_QUEUED)
    .values(
        status=bindparam("became"), reason=bindparam("why"), done_at=bindparam("now"), tries=bindparam("times"),
        lease_until=None, lease_by=None, next_try_at=None,
    )
)  # fmt: skip
GATHERED_TOO = Prepared(
    update(MESSAGE)
    .where(*_STILL_QUEUED)
    .values(status=bindparam("became"), reason=bindparam("why"), done_at=bindparam("now"))
)
SAID_ALONG = Prepared(
    update(MESSAGE)
    .where(*_STILL_QUEUED, or_(MESSAGE.c.lease_by.is_(None), MESSAGE.c.lease_by == bindparam("me")))
    .values(status="skipped", reason=Why.TOLD_TOGETHER.value, done_at=bindparam("now"), lease_until=None, lease_by=None)
)
AGAIN = Prepared(
    update(MESSAGE)
    .where(*_STILL_QUEUED)
    .values(
        reason=bindparam("why"), tries=bindparam("times"), next_try_at=bindparam("again_at"),
        lease_until=None, lease_by=None,
    )
)  # fmt: skip
TOLD = Prepared(
    update(WAIT)
    .where(WAIT.c.id == bindparam("wait"), WAIT.c.told_at.is_(None))
    .values(
        told_at=bindparam("now"),
        # Nobody climbs before that agency was told that the case waits for it; then the ladder begins.
        next_look_at=case(
            (
                and_(WAIT.c.form == RUNNING, WAIT.c.closed_at.is_(None)),
                bindparam("now", type_=WAIT.c.next_look_at.type),
            ),
            else_=WAIT.c.next_look_at,
        ),
    )
)


def sent(tx: Tx, composed: Composed) -> int:
    """It was handed over, and its questions are told; gives how many other rows it said along."""
    row = composed.row
    tx.run(SENT, message=row.id, on_ground=composed.ground, now=tx.now, times=row.tries + 1)
    _told(tx, composed.told.waits)
    _with_it(tx, composed, "sent", IN_OVERVIEW)
    return sum(tx.run(SAID_ALONG, message=number, me=row.lease_by, now=tx.now) for number in composed.told.rows)


def skipped(tx: Tx, row: Queued, unsent: NotSent) -> None:
    """It is not sent."""
    tx.run(DONE, message=row.id, became="skipped", why=unsent.why.value, now=tx.now, times=row.tries)
    _told(tx, unsent.told)


def _told(tx: Tx, waits: Iterable[int]) -> None:
    for wait in waits:
        tx.run(TOLD, wait=wait, now=tx.now)


def _with_it(tx: Tx, composed: Composed, became: str, why: str) -> None:
    for number in composed.told.gathered:
        tx.run(GATHERED_TOO, message=number, became=became, why=why[:LONGEST_REASON], now=tx.now)


def failed(tx: Tx, composed: Composed, why: str, *, hard: bool = False) -> None:
    """It never arrives, and neither does what it brought together; ``hard``: nobody lives at that address."""
    _failed(tx, composed.row, why, hard=hard)
    _with_it(tx, composed, "failed", why)


def _failed(tx: Tx, row: Queued, why: str, *, hard: bool = False) -> None:
    tx.run(DONE, message=row.id, became="failed", why=why[:LONGEST_REASON], now=tx.now, times=row.tries + 1)
    tell_coordinator(tx, row, why, hard=hard)


def unfit(tx: Tx, row: Queued) -> None:
    """A name or a subject breaks the lines of a mail; it is not sent, and the coordinator hears of it."""
    _failed(tx, row, UNFIT)


def again(tx: Tx, row: Queued, why: str, wall: datetime) -> bool:
    """It is tried again after a pause; after five days of that it failed, and then this is false."""
    pause = next_try_after(row.tries + 1)
    if pause is None:
        _failed(tx, row, GAVE_UP + why)
        return False
    tx.run(AGAIN, message=row.id, why=why[:LONGEST_REASON], times=row.tries + 1, again_at=wall + pause)
    return True


def away(tx: Tx, row: Queued, why: str, until: datetime) -> None:
    """The mail server is away: it rests a moment and counts no try, however long that goes on."""
    tx.run(AGAIN, message=row.id, why=why[:LONGEST_REASON], times=row.tries, again_at=until)


def address_failed(tx: Tx, composed: Composed) -> None:
    """Nobody lives at that address: it is not written to again until somebody gives another one."""
    mark_address(tx, composed.to.asked, composed.to.professional_id, composed.to.address)


def mark_address(tx: Tx, to: Holder, professional: int | None, address: str) -> None:
    """Marks the address of who read it, if it is still theirs: a professional, one of the people, or a mailbox."""
    found: Professional | Person | None = None
    if professional is not None:
        found = tx.session.get(Professional, professional)
    elif to.person_id is not None:
        found = tx.session.get(Person, to.person_id)
    if found is not None and _is(found.email, address):
        found.email_failed_at = tx.now
        tx.session.add(found)
    elif found is None and to.agency_id is not None:
        _mailbox_failed(tx, to.agency_id, address)


def _mailbox_failed(tx: Tx, number: int, address: str) -> None:
    agency = tx.session.get(Agency, number)
    if agency is not None and _is(agency.mailbox, address):
        agency.mailbox_failed_at = tx.now
        tx.session.add(agency)


def _is(email: str | None, address: str) -> bool:
    """Whether this is still the address that failed: it may have been changed meanwhile."""
    try:
        return email is not None and mail_address(email) == address
    except BadAddress:
        return False
