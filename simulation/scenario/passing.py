"""Virtual time passes in a script: what is due is carried, looked at and mailed, each at its own moment.

Never asks a clock, and never goes back.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from flows.engine.drain import next_wake_up
from flows.rounds.renew import Renewed, renew_consents
from models.store import Store
from simulation.carrying import carry_due
from simulation.rounds import Rounds

MINUTE = timedelta(minutes=1)
Sweep = Callable[[Store, datetime], Renewed]
SWEEPS: tuple[Sweep, ...] = (renew_consents,)
"""What a worker sweeps once a day, before people come to work."""


class Stopped(Exception):  # noqa: N818 - says what became of it
    """A run could not be carried, or something not be looked at; why."""


class Passing:
    """The clock of one script, and everything that happens by itself while it goes on."""

    def __init__(self, store: Store, now: datetime) -> None:
        self._store = store
        self._rounds = Rounds(store)
        self.now = now

    def until(self, moment: datetime) -> None:
        """Lets time pass up to a moment.

        Raises:
            Stopped: a run could not be carried.
        """
        while (due := self._next_at()) is not None and due <= moment:
            self.now = max(due, self.now)
            self._happen()
        self.now = max(moment, self.now)

    def a_minute(self) -> datetime:
        """The next minute, for who does something now."""
        self.until(self.now + MINUTE)
        return self.now

    def carry(self) -> None:
        """What became due by what somebody just did.

        Raises:
            Stopped: a run could not be carried.
        """
        for diagnosis in carry_due(self._store, self.now):
            raise Stopped(diagnosis)

    def sweep(self) -> None:
        """What is swept once a day."""
        for sweep in SWEEPS:
            if sweep(self._store, self.now).failed:
                raise Stopped("a case could not be looked into")
        self.carry()

    def _next_at(self) -> datetime | None:
        found = (next_wake_up(self._store, self.now), self._rounds.next_at(self.now))
        return min((moment for moment in found if moment is not None), default=None)

    def _happen(self) -> None:
        self.carry()
        due = self._rounds.next_at(self.now)
        if due is not None and due <= self.now:
            if self._rounds.go(self.now).failed:
                raise Stopped("something whose moment had come could not be looked at")
            self.carry()
