"""Delivers what is due in the outbox over one connection per batch. Decides nothing about any one message."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime

from flows.messages import alarm, lease
from flows.messages.attempt import attempt
from flows.messages.batch import Batch, Delivered
from flows.messages.outgoing import House
from models.store import Store
from notifications.address import header_address
from notifications.door import Door
from notifications.envelope import Sender

SOMEWHERE = "https://vangnet.example"
"""Where links lead when nobody says: nowhere real."""
LONGEST = 20.0
"""Seconds after which the rest of a batch is left for the next one: a worker has other things to do as well."""


def deliver(
    store: Store,
    door: Door,
    sender: Sender,
    now: datetime,
    wall: datetime,
    *,
    batch: int = 200,
    address: str = SOMEWHERE,
    clock: Callable[[], float] = time.monotonic,
) -> Delivered:
    """Delivers one batch of what is due. Where an event loop runs already, see ``delivering``.

    Args:
        store: the domain database.
        door: where mails leave by.
        sender: who they come from.
        now: the moment it is in the process; nothing leaves before its own moment.
        wall: the moment it is on the machine; leases and retries go by it.
        batch: how many messages at most.
        address: where people open Vangnet; links begin with it.
        clock: seconds that only go forward, for a batch that takes long.

    Raises:
        BadAddress: the sender is no mail address; nothing was tried.
    """
    return asyncio.run(delivering(Batch(store, House(sender, address), now, wall, clock), door, batch))


async def delivering(batch: Batch, door: Door, most: int = 200) -> Delivered:
    """As ``deliver``, one mail after another on the door's one connection."""
    sender = batch.house.sender
    header_address(sender.address, sender.shown_as)
    numbers = _taken(batch, most)
    batch.became.more = len(numbers) == most
    try:
        async with door:
            for number in numbers:
                if batch.took > LONGEST or not await attempt(batch, door, number):
                    batch.became.more = True
                    break
    finally:
        lease.let_go(batch.store, batch.me, batch.now)
    return batch.became


def _taken(batch: Batch, most: int) -> list[int]:
    """The messages this batch will try; none while the mail server is left alone."""
    with batch.store.write(batch.now) as tx:
        until = alarm.rests_until(tx, batch.wall)
        if until is not None:
            lease.rest(tx, batch.me, batch.wall, until)
            return []
        return lease.take(tx, batch.me, batch.wall, most=most)
