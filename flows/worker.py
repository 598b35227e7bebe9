"""The worker: takes runs that are due and carries them, sends what is queued, looks at terms. Run as many as needed.

If Prefect's API is away nothing is lost: answers and pages go on, and what is due waits until it is back.
"""

import logging
import os
import socket
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select

from flows import demo_clock
from flows.deliver_messages import deliver_messages
from flows.dispatch import DISPATCH
from flows.engine import claim
from flows.engine.drain import next_wake_up
from flows.engine.hot import MESSAGE, OPEN, QUEUED, WAIT
from flows.office import Office
from flows.watch_terms import watch_terms
from models.prepared import Prepared

log = logging.getLogger("vangnet.worker")

PAUSE, LONGEST_PAUSE = 0.25, 30.0
"""Seconds between two looks at the database; and the longest while Prefect is away."""
GIVE_UP_EVERY = timedelta(minutes=1)

MESSAGE_DUE = Prepared(
    select(func.count())
    .select_from(MESSAGE)
    .where(
        QUEUED,
        MESSAGE.c.not_before <= bindparam("now"),
        or_(MESSAGE.c.lease_until.is_(None), MESSAGE.c.lease_until < bindparam("wall")),
        or_(MESSAGE.c.next_try_at.is_(None), MESSAGE.c.next_try_at <= bindparam("wall")),
    )
)
LOOK_DUE = Prepared(select(func.count()).select_from(WAIT).where(OPEN, WAIT.c.next_look_at <= bindparam("now")))
NEXT_LOOK = Prepared(select(func.min(WAIT.c.next_look_at)).where(OPEN))
NEXT_MESSAGE = Prepared(select(func.min(MESSAGE.c.not_before)).where(QUEUED, MESSAGE.c.not_before > bindparam("now")))


class Worker:
    """One worker of an installation."""

    def __init__(self, office: Office, pause: Callable[[float], None] = time.sleep) -> None:
        self._office = office
        self._pause = pause
        self._name = f"{socket.gethostname()}:{os.getpid()}"[:60]
        self._dispatch, self._lease = DISPATCH[office.settings.dispatch]
        self._away = 0
        self._gave_up_at: datetime | None = None

    def work(self, *, until_idle: bool = False, stop: Callable[[], bool] = lambda: False) -> int:
        """Works until told to stop, or until nothing is due; gives how many runs were carried."""
        carried = 0
        with quick_flows():
            while not stop():
                did = self.tick()
                carried += did
                if did == 0 and not self._other_work():
                    if until_idle and not self._away:
                        break
                    self._pause(min(PAUSE * 2**self._away, LONGEST_PAUSE))
        return carried

    def tick(self) -> int:
        """Carries one run that is due; 0 when there is none, or Prefect is away."""
        office = self._office
        now, wall = office.now(), office.wall()
        self._give_up(now, wall)
        claimed = claim.claim(office.store, self._name, now, wall, self._lease)
        if claimed is None:
            return 0
        if claim.drop_stale(office.store, claimed.run, now):
            return 1
        return int(
            self._with_prefect(lambda: self._dispatch(claimed), lambda: claim.let_go(office.store, claimed.run, now))
        )

    def _other_work(self) -> bool:
        """Sends what is queued, looks at terms, walks the demo's clock; says whether there was any of it."""
        office = self._office
        now, wall = office.now(), office.wall()
        with office.store.read(now) as tx:
            queued = (tx.one(MESSAGE_DUE, now=now, wall=wall) or (0,))[0]
            looks = (tx.one(LOOK_DUE, now=now) or (0,))[0]
        if looks:
            return self._with_prefect(lambda: watch_terms(return_state=True))
        if queued:
            return self._with_prefect(lambda: deliver_messages(return_state=True))
        return self._walk_clock(wall)

    def _walk_clock(self, wall: datetime) -> bool:
        store = self._office.store
        towards = demo_clock.towards(store, wall)
        if towards is None:
            return False
        upcoming = next_moment(self._office)
        demo_clock.set_clock(store, min(upcoming, towards) if upcoming else towards, wall)
        return True

    def _with_prefect(self, do: Callable[[], object], otherwise: Callable[[], object] = lambda: None) -> bool:
        """Whether it could be done; while Prefect's API is away, the worker waits longer each time."""
        try:
            do()
        except Exception as problem:  # noqa: BLE001 - whatever Prefect raises when its API is away
            otherwise()
            self._away = min(self._away + 1, 7)
            log.warning("Prefect is away (%s); what is due waits", type(problem).__name__)
            return False
        self._away = 0
        return True

    def _give_up(self, now: datetime, wall: datetime) -> None:
        if self._gave_up_at is None or wall - self._gave_up_at >= GIVE_UP_EVERY:
            self._gave_up_at = wall
            claim.give_up(self._office.store, now, wall)


def next_moment(office: Office) -> datetime | None:
    """The next moment at which something happens by itself: a run goes on, a wait is looked at, a message may go."""
    now = office.now()
    with office.store.read(now) as tx:
        found = [tx.one(NEXT_LOOK), tx.one(NEXT_MESSAGE, now=now)]
    moments = [row[0] for row in found if row and row[0]] + [next_wake_up(office.store, now)]
    return min((moment for moment in moments if moment is not None), default=None)


def quick_flows() -> AbstractContextManager[object]:
    """Without heartbeats: each call of a flow would otherwise wait up to a second for a thread that sleeps."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings  # noqa: PLC0415

    return temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})
