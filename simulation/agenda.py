"""What is still to happen in a simulation, in the order of its moments. Knows nothing of what it holds."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass
class Agenda(Generic[T]):
    """Moments, the earliest first; at one moment in the order they were written down."""

    _lines: list[tuple[datetime, int, T]] = field(default_factory=list)
    _written: int = 0

    def plan(self, at: datetime, what: T) -> None:
        """Writes something down."""
        heapq.heappush(self._lines, (at, self._written, what))
        self._written += 1

    @property
    def next_at(self) -> datetime | None:
        """The moment of the first line."""
        return self._lines[0][0] if self._lines else None

    def due(self, now: datetime) -> Iterator[T]:
        """Takes out what is due, one by one; what is planned meanwhile for now is due too."""
        while self._lines and self._lines[0][0] <= now:
            yield heapq.heappop(self._lines)[2]

    def __len__(self) -> int:
        return len(self._lines)
