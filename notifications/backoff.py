"""How long to wait before a mail is tried again. A table; it keeps no clock and no count of its own."""

from datetime import timedelta

_FIRST = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)
_THEN = timedelta(hours=12)
_GIVE_UP_AFTER = timedelta(days=5)


def next_try_after(tries: int) -> timedelta | None:
    """Return how long to wait after `tries` tries that failed for now; None means: give up, it never arrives.

    Five days in all, as mail servers themselves keep trying (RFC 5321, 4.5.4.1: at least 4 to 5 days).

    Raises:
        ValueError: when nothing was tried yet.
    """
    if tries < 1:
        raise ValueError("nothing was tried yet")
    if tries <= len(_FIRST):
        return _FIRST[tries - 1]
    waited = sum(_FIRST, start=timedelta()) + _THEN * (tries - len(_FIRST))
    return _THEN if waited <= _GIVE_UP_AFTER else None
