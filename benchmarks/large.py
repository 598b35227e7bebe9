"""A region of 100,000 cases to look at: played small, then multiplied; made once in a folder and used again.

Only cases that were played are copied, so every row is one that the real commands wrote.
"""

import sys
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, text

from flows import demo_clock
from flows.engine.hot import CASE
from flows.office import open_office
from migrations.upgrade import upgrade
from models.settings import Settings
from models.store import Store
from simulation.multiply import multiply
from simulation.play import Progress
from simulation.simulate import DEMO_DAY, fill

SECRET = "a secret of the benchmark and long enough"  # noqa: S105
CASES, PLAYED, DAYS, SEED = 100_000, 60, 540, 7
STEP, COPIES_STEP = 60, 5_000
"""Virtual days, and copies, between two words about how far it is."""
LONG_AFTER = DEMO_DAY + timedelta(days=36_500)
"""The demo's clock goes on from here: on whatever day this is run, it is the demo day."""


def tell(words: str) -> None:
    """How far it is, for whoever waits; the figures go elsewhere."""
    print(f"  {time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def large_region(home: Path, url: str = "", cases: int = CASES, played: int = PLAYED, days: int = DAYS) -> Settings:
    """The settings of an installation that holds so many cases; filled, unless it was before.

    Args:
        home: the folder of the installation.
        url: the database, when it is no SQLite in that folder.
        cases: how many there are to be.
        played: how many of these are played, by the real commands.
        days: how many virtual days they are played in.
    """
    home.mkdir(parents=True, exist_ok=True)
    settings = Settings(home=home, database_url=url, secret=SECRET)
    store = open_office(settings, check=False).store
    try:
        upgrade(store.engine)
        there = _cases(store)
        if not there:
            _make(store, cases, played, days)
        elif there < cases:
            raise RuntimeError(f"{there} of {cases} cases: it was not finished; remove it, and it is made anew")
    finally:
        store.close()
    return settings


def _make(store: Store, cases: int, played: int, days: int) -> None:
    quick = Store(store.engine.url.render_as_string(hide_password=False), store.vault, safe=False)
    tell(f"plays {played} cases in {days} days")
    tally = fill(quick, played, days, SEED, DEMO_DAY, _follow)
    if tally.breaches:
        raise RuntimeError(tally.breaches[0])
    demo_clock.start_clock(quick, DEMO_DAY, LONG_AFTER)
    multiply(quick, cases, DEMO_DAY, progress=_follow_copies)
    if quick.engine.dialect.name == "postgresql":
        # Its own housekeeping does this within a minute; SQLite in Vangnet goes without, so here as well.
        with quick.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    quick.close()


def _follow(progress: Progress) -> None:
    if progress.days % STEP == 0:
        tell(f"day {progress.days}")


def _follow_copies(copied: int) -> None:
    if copied % COPIES_STEP == 0:
        tell(f"{copied} copies")


def _cases(store: Store) -> int:
    with store.read(DEMO_DAY) as tx:
        return int(tx.connection.execute(select(func.count()).select_from(CASE)).scalar_one())
