"""How often one address or one link may knock, kept in memory and bounded. Never knows what was asked."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST_KNOWN = 10_000


class Limit:
    """A bucket per name that fills again evenly: so many at once, and so many a minute.

    Args:
        a_minute: how many a minute, and at once.
        clock: seconds that only go up.
        most_known: names remembered; the one that knocked longest ago is forgotten first.
    """

    def __init__(
        self, a_minute: int, clock: Callable[[], float] = time.monotonic, most_known: int = MOST_KNOWN
    ) -> None:
        self._most, self._clock, self._most_known = float(a_minute), clock, most_known
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def lets(self, name: str) -> bool:
        """Whether this one may go on now; counts it when it may."""
        now = self._clock()
        with self._lock:
            left, at = self._left.pop(name, (self._most, now))
            left = min(self._most, left + (now - at) * self._most / 60)
            self._left[name] = (left - 1 if left >= 1 else left, now)
            if len(self._left) > self._most_known:
                self._left.popitem(last=False)
        return left >= 1

    def __len__(self) -> int:
        return len(self._left)
