"""Tries one message: made fresh, handed over, recorded right after. Never touches another, but for what it says along.

At least once: a crash loses nothing, and repeats at most the one in flight, with the same Message-ID.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from email.message import EmailMessage

from pydantic import ValidationError

from flows.diagnosis import diagnosis_of
from flows.messages import alarm, lease, outcome
from flows.messages.batch import Batch
from flows.messages.compose import Composed, compose, mail_of
from flows.messages.gather import gathered
from flows.messages.outgoing import House, Queued
from flows.messages.overview import overview
from flows.messages.unsent import NotSent
from flows.messages.weekly import weekly
from models.store import Tx
from notifications.door import Door, Never, Stopped, TryAgain
from notifications.letter import BadHeader

log = logging.getLogger("vangnet.messages")

ABOUT_MANY: Mapping[str, Callable[[Tx, Queued, House], Composed]] = {"DailyDigest": overview, "WeeklyOverview": weekly}
"""What is about no single case, and leaves by itself."""
Made = tuple[Composed, EmailMessage]

AWAY = frozenset({"connect", "greeting", "sign-in", "token"})
"""Reasons to try again that are about the mail server and not about one mail.

Nothing was handed over yet, so no try is counted and nothing waits longer: afterwards all leaves in its own order.
"""
STALLED = frozenset({"timeout"})
"""The server fell silent over one mail: that may be the mail, so its try counts; the others need not try now."""
AWAY_FOR = timedelta(minutes=1)


async def attempt(batch: Batch, door: Door, number: int) -> bool:
    """Tries one message; false when the others need not be tried now."""
    made = _made(batch, number)
    if made is None:
        return True
    composed, mail = made
    try:
        await door.send(mail)
    except Stopped as shut:
        return _stopped(batch, shut.reason)
    except TryAgain as later:
        return _again(batch, composed.row, later.reason)
    except Never as refused:
        return _failed(batch, composed, refused)
    except Exception as problem:  # noqa: BLE001 - one mail that cannot be sent may not hold up the others
        log.warning("message %s could not be sent: %s", number, diagnosis_of(problem))
        return _again(batch, composed.row, type(problem).__name__)
    return _sent(batch, composed)


def _made(batch: Batch, number: int) -> Made | None:
    try:
        with batch.store.write(batch.now) as tx:
            row = lease.hold(tx, number, batch.me, batch.wall)
            return _composed(batch, tx, row) if row else None
    except (ValidationError, BadHeader) as unfit:
        log.warning("message %s does not fit: %s", number, diagnosis_of(unfit))
        _unfit(batch, number)
        return None
    except Exception as problem:  # noqa: BLE001 - one message that cannot be made may not hold up the others
        log.warning("message %s could not be made: %s", number, diagnosis_of(problem))
        _not_made(batch, number, type(problem).__name__)
        return None


def _composed(batch: Batch, tx: Tx, row: Queued) -> Made | None:
    try:
        composed = ABOUT_MANY.get(row.notice, compose)(tx, row, batch.house)
        if row.notice not in ABOUT_MANY and gathered(tx, composed):
            batch.became.gathered += 1
            return None
    except NotSent as unsent:
        outcome.skipped(tx, row, unsent)
        batch.became.skipped += 1
        return None
    return composed, mail_of(composed, batch.house, tx)


def _not_made(batch: Batch, number: int, why: str) -> None:
    with batch.store.write(batch.now) as tx:
        row = lease.hold(tx, number, batch.me, batch.wall)
        if row is not None:
            _count(batch, tried_again=outcome.again(tx, row, why, batch.wall))


def _unfit(batch: Batch, number: int) -> None:
    """Trying again does not help: somebody must change the name first, so it is refused by name and at once."""
    with batch.store.write(batch.now) as tx:
        row = lease.hold(tx, number, batch.me, batch.wall)
        if row is not None:
            outcome.unfit(tx, row)
            batch.became.failed += 1


def _sent(batch: Batch, composed: Composed) -> bool:
    with batch.store.write(batch.now) as tx:
        batch.became.skipped += outcome.sent(tx, composed)
        if batch.became.sent == 0:
            alarm.clear(tx, batch.wall)
    batch.became.sent += 1
    return True


def _failed(batch: Batch, composed: Composed, refused: Never) -> bool:
    with batch.store.write(batch.now) as tx:
        outcome.failed(tx, composed, refused.reason, hard=refused.hard_bounce)
        alarm.reached(tx, batch.wall)
        if refused.hard_bounce:
            outcome.address_failed(tx, composed)
    batch.became.failed += 1
    return True


def _again(batch: Batch, row: Queued, why: str) -> bool:
    kind = why.split(" ", maxsplit=1)[0]
    until = batch.wall + AWAY_FOR
    if kind in AWAY | STALLED:
        alarm.not_reached(batch.store, why, batch.now, batch.wall)
    with batch.store.write(batch.now) as tx:
        if kind in AWAY:
            outcome.away(tx, row, why, until)
            batch.became.again += 1
        else:
            _count(batch, tried_again=outcome.again(tx, row, why, batch.wall))
        if kind in AWAY | STALLED:
            lease.rest(tx, batch.me, batch.wall, until)
        else:
            alarm.reached(tx, batch.wall)
    return kind not in AWAY | STALLED


def _stopped(batch: Batch, reason: str) -> bool:
    """Counts no try: the mails are well, the door is shut."""
    alarm.raise_alarm(batch.store, reason, batch.now, batch.wall)
    with batch.store.write(batch.now) as tx:
        alarm.reached(tx, batch.wall)
        lease.rest(tx, batch.me, batch.wall, batch.wall + alarm.REST)
    batch.became.stopped = reason
    return False


def _count(batch: Batch, *, tried_again: bool) -> None:
    if tried_again:
        batch.became.again += 1
    else:
        batch.became.failed += 1
