"""Fills the demo region once, up to the demo day: ``python -m simulation.demo``, started by ``vangnet up``.

First the six cases of the scripts, then simulated ones beside them.
The demo's clock walks along a day behind, so that a worker finds nothing to do before the history is there. Never
touches an installation that has a case of its own.
"""

import os
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import select

from flows import demo_clock
from flows.office import open_office
from models.speech import DEFAULT, mark, say
from models.store import Store
from models.tables import CaseFile, DemoClock
from simulation.cast import found_cast, plan_sittings
from simulation.hour import day_of
from simulation.play import Progress
from simulation.scenario.book import SCENARIOS, play_until_demo_day
from simulation.simulate import DEMO_DAY, fill
from simulation.tally import Tally

CASES, DAYS, SEED = 60, 320, 7
STEP = 20
"""Virtual days between two words about how far it is."""

SITTINGS_AHEAD = timedelta(days=90)

WORD = "·"
"""What a line begins with that people may read; `vangnet up` passes those on, and leaves the others in the log."""

Wall = Callable[[], datetime]
Tell = Callable[[Progress], None]
TellCase = Callable[[str], None]


def fill_demo(
    store: Store,
    wall: Wall,
    tell: Tell = lambda _: None,
    cases: int = CASES,
    days: int = DAYS,
    tell_case: TellCase = lambda _: None,
) -> Tally | None:
    """Fills a new installation; gives nothing where it was filled before, or where real cases are.

    Filling that was broken off goes on by the demo's clock: workers walk it to the demo day.
    """
    if demo_clock.has_clock(store, wall()):
        _walk_on(store, wall)
        return None
    with store.read(wall()) as tx:
        if tx.session.exec(select(CaseFile.id)).first() is not None:
            return None
    start = DEMO_DAY - timedelta(days=days)
    demo_clock.start_clock(store, start, wall())
    _play_the_six(store, start, tell_case)

    def follow(progress: Progress) -> None:
        demo_clock.set_clock(store, start + timedelta(days=progress.days), wall())
        tell(progress)

    return fill(store, cases, days, SEED, DEMO_DAY, follow)


def _play_the_six(store: Store, start: datetime, tell_case: TellCase) -> None:
    """The cases of the scripts, up to the demo day; the sittings of the region are planned before theirs."""
    plan_sittings(store, found_cast(store, start), day_of(start), day_of(DEMO_DAY) + SITTINGS_AHEAD, start)
    for name in SCENARIOS:
        tell_case(name)
        play_until_demo_day(store, name)


def _walk_on(store: Store, wall: Wall) -> None:
    now = wall()
    with store.read(now) as tx:
        clock = tx.session.get_one(DemoClock, 1)
    if clock.demo_at < DEMO_DAY and clock.towards_at is None:
        demo_clock.move_towards(store, DEMO_DAY, now)


def main() -> None:
    """Fills the installation of this process's environment, and says how far it is."""
    office, language = open_office(), os.environ.get("VANGNET_LANGUAGE", DEFAULT)
    said = [-STEP]

    def tell(progress: Progress) -> None:
        if progress.days >= said[0] + STEP or progress.days == progress.of_days:
            said[0] = progress.days
            _say(_line(progress, language))

    def tell_case(name: str) -> None:
        _say(f"{name}  {say(SCENARIOS[name].ABOUT, language)}")

    if fill_demo(office.store, office.wall, tell, tell_case=tell_case) is not None:
        _say(say(mark("The demo region is full; what happens now is up to you."), language))


def _say(words: str) -> None:
    print(f"{WORD} {words}", flush=True)  # noqa: T201 - a command speaks


def _line(progress: Progress, language: str) -> str:
    words = mark("Filling the demo region, day {days} of {of_days}: {cases} youths, {answers} answers")
    return say(
        words, language, days=progress.days, of_days=progress.of_days, cases=progress.cases, answers=progress.answers
    )


if __name__ == "__main__":
    main()
