"""The rounds workers make besides carrying runs: looking at terms and sending what is queued. Decides nothing."""

from collections import Counter
from datetime import datetime, timedelta
from email.message import EmailMessage

from sqlalchemy import bindparam, func, or_, select

from flows.engine.hot import CASE, MESSAGE, QUEUED, WAIT
from flows.messages.daily import queue_overviews
from flows.messages.deliver import deliver
from flows.messages.watch import Watched, watch_terms
from flows.messages.weekly import queue_weekly
from models.prepared import Prepared
from models.store import Store
from notifications.door import MemoryDoor, sender_and_recipient
from notifications.envelope import Sender

NEXT_MESSAGE = Prepared(
    select(func.min(MESSAGE.c.not_before)).where(
        QUEUED,
        or_(MESSAGE.c.next_try_at.is_(None), MESSAGE.c.next_try_at <= bindparam("now")),
    )
)
NEXT_LOOK = Prepared(select(func.min(WAIT.c.next_look_at)).where(WAIT.c.next_look_at.is_not(None)))
NEXT_CASE_LOOK = Prepared(select(func.min(CASE.c.look_at)).where(CASE.c.look_at.is_not(None)))
ROUND = timedelta(minutes=15)
SENDER = Sender("vangnet@rivierland-oost.example")


class CountingDoor(MemoryDoor):
    """A door that counts the mails that leave and keeps none, so that a long simulation stays small."""

    def __init__(self) -> None:
        super().__init__()
        self.by_domain: Counter[str] = Counter()

    async def send(self, message: EmailMessage) -> None:
        """Counts the mail by the domain it goes to."""
        _, to = sender_and_recipient(message)
        self.by_domain[to.rpartition("@")[2]] += 1


class Rounds:
    """Looks and sends every quarter of an hour in which there is something to do."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.door = CountingDoor()

    def next_at(self, now: datetime) -> datetime | None:
        """The moment of the next round, if anything waits for one."""
        with self._store.read(now) as tx:
            found = [tx.one(NEXT_MESSAGE, now=now), tx.one(NEXT_LOOK), tx.one(NEXT_CASE_LOOK)]
        moments = [row[0] for row in found if row is not None and row[0] is not None]
        return on_the_quarter(max(min(moments), now)) if moments else None

    def go(self, now: datetime) -> Watched:
        """One round, and what it looked at. The machine's clock is the virtual one, so each time is the same."""
        watched = watch_terms(self._store, now)
        self._deliver(now)
        if queue_overviews(self._store, now).queued + queue_weekly(self._store, now):
            self._deliver(now)
        return watched

    def _deliver(self, now: datetime) -> None:
        while deliver(self._store, self.door, SENDER, now, now, clock=lambda: 0.0).more:
            pass


def on_the_quarter(moment: datetime) -> datetime:
    """The first quarter of an hour at or after a moment."""
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment if not past else moment - past + ROUND
