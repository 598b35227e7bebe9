"""Fetches received mails from a maildir and hands each on; seen only once handled. It keeps and changes no mail."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Handle = Callable[[bytes], None]

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fetched:
    """How many mails were handled, and how many stay unseen because handling them failed."""

    handled: int = 0
    left: int = 0

    def plus(self, *, handled: bool) -> "Fetched":
        """Return the count with one more."""
        return Fetched(self.handled + handled, self.left + (not handled))


def read_maildir(folder: Path, handle: Handle) -> Fetched:
    """Hand each unseen mail of the maildir to `handle`, oldest first, and mark it seen when that succeeded.

    A mail that cannot be handled stays unseen and does not hold up the next.
    """
    fetched = Fetched()
    for path in _unseen(folder):
        done = handled(handle, path.read_bytes())
        if done:
            path.rename(folder / "cur" / f"{path.name.partition(':')[0]}:2,{_flags(path)}S")
        fetched = fetched.plus(handled=done)
    return fetched


def handled(handle: Handle, raw: bytes) -> bool:
    """Say whether `handle` took the mail; what went wrong is logged by its kind only, never with its content."""
    try:
        handle(raw)
    except Exception as error:  # noqa: BLE001 - one mail that cannot be handled must not hold up the others
        _logger.warning("a received mail stays unseen: %s", type(error).__name__)
        return False
    return True


def _unseen(folder: Path) -> Iterator[Path]:
    places = [*(folder / "new").iterdir(), *(folder / "cur").iterdir()]
    return iter(sorted((path for path in places if "S" not in _flags(path)), key=lambda path: path.name))


def _flags(path: Path) -> str:
    return path.name.partition(":2,")[2]
