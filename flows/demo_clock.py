"""The demo's clock: a visitor moves it forward, and everything that lies between happens in its own time.

Outside the demo there is no such clock. It never goes back.
"""

from datetime import datetime

from flows.engine.hot import table
from models.refusal import Refused
from models.speech import mark
from models.store import Store
from models.tables import DemoClock

CLOCK = table(DemoClock)


def start_clock(store: Store, at: datetime, wall: datetime) -> None:
    """Sets the clock of a new demo."""
    with store.write(wall) as tx:
        tx.session.add(DemoClock(demo_at=at, wall_at=wall))


def has_clock(store: Store, wall: datetime) -> bool:
    """Whether this is a demo."""
    with store.read(wall) as tx:
        return tx.session.get(DemoClock, 1) is not None


def move_towards(store: Store, moment: datetime, wall: datetime) -> None:
    """Asks the clock to go to a moment; a worker walks it there, step by step.

    Raises:
        Refused: this is no demo, or the moment lies behind.
    """
    with store.write(wall) as tx:
        clock = tx.session.get(DemoClock, 1)
        if clock is None:
            raise Refused(mark("Only the demo has a clock that can be moved."))
        if moment < clock.demo_at:
            raise Refused(mark("The clock does not go back."))
        clock.towards_at = moment
        tx.session.add(clock)


def towards(store: Store, wall: datetime) -> datetime | None:
    """The moment the clock was asked to go to and is not at yet."""
    with store.read(wall) as tx:
        clock = tx.session.get(DemoClock, 1)
        return clock.towards_at if clock else None


def set_clock(store: Store, moment: datetime, wall: datetime) -> None:
    """Puts the clock at a moment on its way; it has arrived when that is where it was asked to go."""
    with store.write(wall) as tx:
        clock = tx.session.get_one(DemoClock, 1)
        clock.demo_at, clock.wall_at = max(moment, clock.demo_at), wall
        if clock.towards_at is not None and clock.towards_at <= clock.demo_at:
            clock.towards_at = None
        tx.session.add(clock)
