"""The worker: takes runs that are due and carries them, sends what is queued, looks at terms. Run as many as needed.

If Prefect's API is away nothing is lost: answers and pages go on, and what is due waits until it is back.
"""

import logging
import os
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import DBAPIError

from flows import demo_clock
from flows.daily_digest import daily_digest
from flows.deliver_messages import deliver_messages
from flows.dispatch import DISPATCH
from flows.due import SWEEP_IS_DUE, next_moment
from flows.engine import claim
from flows.lost import LostRuns, marked
from flows.office import Office
from flows.retention import retention
from flows.watch_terms import watch_terms

log = logging.getLogger("vangnet.worker")

PAUSE, LONGEST_PAUSE = 0.25, 30.0
"""Seconds between two looks at the database; and the longest while Prefect is away."""
GIVE_UP_EVERY = timedelta(minutes=1)

A_MOMENT, A_WHILE = timedelta(seconds=2), timedelta(seconds=30)
"""How long a sweep is left alone that found nothing to do after all; and one that failed."""
DID_SOMETHING = frozenset({"Watched", "Gathered", "Delivered", "Retained"})
SWEEPS: Mapping[str, Callable[..., Any]] = {
    "watch-terms": watch_terms,
    "deliver-messages": deliver_messages,
    "daily-digest": daily_digest,
    "retention": retention,
}


class Worker:
    """One worker of an installation."""

    def __init__(self, office: Office, pause: Callable[[float], None] = time.sleep) -> None:
        self._office = office
        self._pause = pause
        self._name = f"{socket.gethostname()}:{os.getpid()}"[:60]
        self._dispatch, self._lease = DISPATCH[office.settings.dispatch]
        self._away = 0
        self._rests_until: dict[str, datetime] = {}
        self._gave_up_at: datetime | None = None
        self._lost = LostRuns(office, self._lease)

    def work(self, *, until_idle: bool = False, stop: Callable[[], bool] = lambda: False) -> int:
        """Works until told to stop, or until nothing is due; gives how many runs were carried.

        Raises:
            DBAPIError: the database cannot be reached, and it should have ended by itself.
        """
        carried = 0
        with quick_flows(), marked(self._office):
            while not stop():
                try:
                    did = self.tick()
                    busy = did > 0 or self._other_work()
                except DBAPIError as problem:
                    if until_idle:
                        raise
                    did, busy = 0, self._cannot(problem)
                carried += did
                if busy:
                    continue
                if not self._away and self._lost.look():
                    continue
                if until_idle and not self._away:
                    break
                self._rest(min(PAUSE * 2**self._away, LONGEST_PAUSE), stop)
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
        try:
            begun = self._dispatch(claimed)
        except Exception as problem:  # noqa: BLE001 - whatever Prefect raises when its API is away
            claim.let_go(office.store, claimed.run, now)
            return int(self._cannot(problem))
        self._away = 0
        if not begun:
            claim.keep(office.store, claimed.run, now)
        return int(begun)

    def _other_work(self) -> bool:
        """Looks at terms, sends what is queued, walks the demo's clock; says whether there was any of it."""
        now, wall = self._office.now(), self._office.wall()
        with self._office.store.read(now) as tx:
            due = [name for name, is_due in SWEEP_IS_DUE.items() if is_due(tx, now, wall)]
        for name in due:
            if self._rests_until.get(name, wall) <= wall:
                return self._sweep(name, wall)
        return self._walk_clock(now, wall)

    def _sweep(self, name: str, wall: datetime) -> bool:
        """One sweep; one that cannot be done is left alone for a while, and keeps nothing else from being done."""
        try:
            state = SWEEPS[name](return_state=True)
        except Exception as problem:  # noqa: BLE001 - as in tick
            return self._cannot(problem)
        self._away = 0
        if state.name in DID_SOMETHING:
            return True
        if not state.is_completed():
            log.warning("%s: %s", name, state.message)
        self._rests_until[name] = wall + (A_MOMENT if state.is_completed() else A_WHILE)
        return False

    def _walk_clock(self, now: datetime, wall: datetime) -> bool:
        """Moves the demo's clock to what happens next; not past what is due and could not be done yet."""
        store = self._office.store
        towards = demo_clock.towards(store, wall)
        if towards is None:
            return False
        upcoming = next_moment(self._office)
        if upcoming is not None and upcoming <= now < towards:
            return False
        demo_clock.set_clock(store, min(upcoming, towards) if upcoming else towards, wall)
        return True

    def _cannot(self, problem: Exception) -> bool:
        """Prefect or the database is away: what is due waits, and the worker waits longer each time."""
        self._away = min(self._away + 1, 7)
        log.warning("cannot go on (%s); what is due waits", type(problem).__name__)
        return False

    def _rest(self, seconds: float, stop: Callable[[], bool]) -> None:
        """Rests in short stretches, so that a worker that is told to stop does."""
        while seconds > 0 and not stop():
            self._pause(min(seconds, PAUSE))
            seconds -= PAUSE

    def _give_up(self, now: datetime, wall: datetime) -> None:
        if self._gave_up_at is None or wall - self._gave_up_at >= GIVE_UP_EVERY:
            self._gave_up_at = wall
            claim.give_up(self._office.store, now, wall)


def quick_flows() -> AbstractContextManager[object]:
    """Without heartbeats: each call of a flow would otherwise wait up to a second for a thread that sleeps."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings  # noqa: PLC0415

    return temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})
