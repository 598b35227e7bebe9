"""One batch of messages being delivered: its clocks, its lease, and what became of it so far. Sends nothing."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flows.messages.outgoing import House
from models.store import Store


@dataclass(slots=True)
class Delivered:
    """What became of one batch.

    Attributes:
        gathered: wait for an overview of the day.
        more: the batch ended before everything that is due was tried.
        stopped: why the mail server lets nothing through, as a code.
    """

    sent: int = 0
    skipped: int = 0
    gathered: int = 0
    failed: int = 0
    again: int = 0
    more: bool = False
    stopped: str | None = None

    def __str__(self) -> str:
        """The counts in words."""
        counts = (
            f"{self.sent} sent, {self.skipped} skipped, {self.gathered} gathered, "
            f"{self.failed} failed, {self.again} to be tried again"
        )
        return f"{counts}; the mail server says: {self.stopped}" if self.stopped else counts


@dataclass(slots=True)
class Batch:
    """A batch on its way.

    Attributes:
        now: the moment it is in the process.
        began_at: the moment it was on the machine when the batch began.
        clock: seconds that only go forward.
        me: what its leases are signed with.
    """

    store: Store
    house: House
    now: datetime
    began_at: datetime
    clock: Callable[[], float] = time.monotonic
    me: str = field(default_factory=lambda: secrets.token_hex(12))
    became: Delivered = field(default_factory=Delivered)
    _began: float = field(init=False)

    def __post_init__(self) -> None:
        self._began = self.clock()

    @property
    def took(self) -> float:
        """Seconds since it began."""
        return self.clock() - self._began

    @property
    def wall(self) -> datetime:
        """The moment it is on the machine."""
        return self.began_at + timedelta(seconds=self.took)
