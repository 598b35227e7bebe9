"""The demo region: filled once, with its clock a day behind."""

from datetime import datetime, timedelta

from sqlmodel import func, select

from flows import demo_clock
from models.store import Store
from models.tables import CaseFile, DemoClock
from simulation.demo import fill_demo
from simulation.simulate import DEMO_DAY


def test_the_clock_stands_at_the_demo_day_once_the_region_is_filled(store: Store, now: datetime) -> None:
    moments = []

    def look(_: object) -> None:
        with store.read(now) as tx:
            moments.append(tx.session.get_one(DemoClock, 1).demo_at)

    fill_demo(store, lambda: now, look, cases=3, days=40)

    assert moments == sorted(moments)
    assert moments[0] < DEMO_DAY == moments[-1]


def test_a_region_that_was_filled_is_left_as_it_is(store: Store, now: datetime) -> None:
    fill_demo(store, lambda: now, cases=3, days=40)

    again = fill_demo(store, lambda: now, cases=3, days=40)

    assert again is None
    with store.read(now) as tx:
        assert tx.session.exec(select(func.count()).select_from(CaseFile)).one() == 3


def test_an_installation_with_a_case_of_its_own_never_becomes_a_demo(store: Store, case: int, now: datetime) -> None:
    filled = fill_demo(store, lambda: now, cases=3, days=40)

    assert filled is None
    assert not demo_clock.has_clock(store, now)


def test_filling_that_was_broken_off_goes_on_by_the_clock(store: Store, now: datetime) -> None:
    demo_clock.start_clock(store, DEMO_DAY - timedelta(days=9), now)

    fill_demo(store, lambda: now, cases=3, days=40)

    assert demo_clock.towards(store, now) == DEMO_DAY
