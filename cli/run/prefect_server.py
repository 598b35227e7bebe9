"""Prefect's server on SQLite, with its garbage collected beside its event loop. Why: docs/decisions/0053.

A cursor on which a statement failed keeps its statement. Where Python collects such a cursor in the thread of the event
loop, it waits for that cursor's connection; that one may wait for a lock which a request in the very same thread holds:
nothing moves until SQLite gives up, a minute later. Another thread can wait without keeping anybody.
"""

import gc
import itertools
import sys
import threading
import time

PAUSE = 1.0
"""Seconds between two looks for garbage."""
OLDER_EVERY, OLDEST_EVERY = 10, 120
"""At every so many looks the older generation is looked at as well; and all of them."""


def collect_beside(pause: float = PAUSE) -> None:
    """From now on one thread of its own looks for garbage, and no other does."""
    gc.disable()
    threading.Thread(target=_collect, args=(pause,), name="garbage", daemon=True).start()


def _collect(pause: float) -> None:
    for look in itertools.count(1):
        time.sleep(pause)
        gc.collect(2 if look % OLDEST_EVERY == 0 else 1 if look % OLDER_EVERY == 0 else 0)


def serve(port: str) -> None:
    """Runs the server on loopback until it is told to stop."""
    from prefect.cli import app  # noqa: PLC0415 - importing Prefect takes seconds

    collect_beside()
    sys.argv = ["prefect", "server", "start", "--host", "127.0.0.1", "--port", port]
    app()


if __name__ == "__main__":
    serve(sys.argv[1])
