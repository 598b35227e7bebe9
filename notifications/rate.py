"""A token bucket: how many mails a minute may leave one process. Clock and sleep are handed in."""

from collections.abc import Awaitable, Callable


class Rate:
    """At most `per_minute` mails a minute, after a small burst.

    The burst is a fifth of the rate: with 25 a minute no minute ever sees more than 30, which is what
    Microsoft 365 accepts from one mailbox. Several processes each have their own: divide the rate.
    """

    def __init__(
        self, per_minute: int, *, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        self._per_second = per_minute / 60
        self._most = max(1, per_minute // 5)
        self._tokens = float(self._most)
        self._clock = clock
        self._sleep = sleep
        self._seen = clock()

    async def take(self) -> None:
        """Wait, if need be, until one more mail may leave."""
        self._refill()
        if self._tokens < 1:
            await self._sleep((1 - self._tokens) / self._per_second)
            self._refill()
        self._tokens -= 1

    def _refill(self) -> None:
        now = self._clock()
        self._tokens = min(self._most, self._tokens + (now - self._seen) * self._per_second)
        self._seen = now
