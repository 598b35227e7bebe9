"""Plays a region from one seed and gives its figures: in a database that is thrown away, or in one that is there."""

import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.engine.rehearse import check
from models.refusal import Refused
from models.secret import Vault
from models.speech import mark
from models.store import Store
from models.tables import Row
from simulation.cast import found_cast, plan_sittings
from simulation.hour import day_of
from simulation.invariant import breaches
from simulation.play import Play, Progress
from simulation.tally import Tally, figures

START = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)
DEMO_DAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Monday 23 November 2026, nine in the morning in Amsterdam."""
SECRET = "a simulation keeps nothing that is secret"  # noqa: S105 - seals only what is invented
MOST_DIFFERING = 20
MOST_DAYS = 3_650

Tell = Callable[[Progress], None]


def simulate(
    store_url: str | None = None,
    cases: int = 200,
    days: int = 540,
    seed: int = 7,
    start: datetime = START,
    progress: Tell = lambda _: None,
) -> Tally:
    """Plays so many registrations in so many days.

    Args:
        store_url: an empty database; without one a temporary SQLite, thrown away afterwards.
        cases: how many registrations.
        days: how many days of virtual time.
        seed: the same one gives the same figures.
        start: the first moment.
        progress: called once a virtual day.

    Raises:
        Refused: nobody to play, or no day to play them in.
    """
    if cases < 1 or days < 1:
        raise Refused(mark("A simulation plays at least one youth and one day."))
    if days > MOST_DAYS:
        raise Refused(mark("A simulation plays at most {days} days."), days=MOST_DAYS)
    if store_url is not None:
        return _in_store(store_url, cases, days, seed, start, progress)
    with TemporaryDirectory(prefix="vangnet-simulation-") as folder:
        return _in_store(f"sqlite:///{Path(folder) / 'region.db'}", cases, days, seed, start, progress)


def fill(
    store: Store,
    cases: int = 60,
    days: int = 320,
    seed: int = 7,
    until: datetime = DEMO_DAY,
    progress: Tell = lambda _: None,
    *,
    staff_changes: bool = False,
) -> Tally:
    """Fills a database that is there with cases whose histories end on a day: some closed, many open.

    The region that is there is used; without one, the demo region is founded. With ``staff_changes`` temporary
    colleagues come and go.
    """
    began = time.monotonic()
    start = until - timedelta(days=days)
    cast = found_cast(store, start)
    plan_sittings(store, cast, day_of(start), day_of(until) + timedelta(days=90), start)
    play = Play(store, cast, start, days, seed, staff_changes=staff_changes)
    for each in play.run(cases):
        progress(each)
    with store.read(until) as tx:
        found, broken = figures(tx, play.met), breaches(tx)
    broken += [f"{each.ref}: {each.diagnosis}" for each in check(store, until, all_runs=True) if each][:MOST_DIFFERING]
    return Tally(found, broken, time.monotonic() - began, _peak_memory_mb())


def _in_store(url: str, cases: int, days: int, seed: int, start: datetime, progress: Tell) -> Tally:
    store = Store(url, Vault([SECRET]), safe=False)
    try:
        Row.metadata.create_all(store.engine)
        return fill(store, cases, days, seed, start + timedelta(days=days), progress, staff_changes=True)
    finally:
        store.close()


def _peak_memory_mb() -> float:
    """The most memory this process had; the system counts in kilobytes, on a Mac in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
