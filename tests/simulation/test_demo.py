"""The demo region: filled once, with its clock a day behind."""

from datetime import date, datetime, timedelta

from sqlmodel import func, select

from flows import demo_clock
from flows.queries.waiting import waits_of_cases
from models.store import Store
from models.tables import CaseFile, DemoClock, Statement
from simulation.demo import fill_demo
from simulation.scenario.book import SCENARIOS
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

    with store.read(now) as tx:
        cases = tx.session.exec(select(func.count()).select_from(CaseFile)).one()

    again = fill_demo(store, lambda: now, cases=3, days=40)

    assert again is None
    with store.read(now) as tx:
        assert tx.session.exec(select(func.count()).select_from(CaseFile)).one() == cases


def test_the_six_cases_stand_at_the_demo_day_beside_the_simulated_ones(store: Store, now: datetime) -> None:
    told: list[str] = []

    tally = fill_demo(store, lambda: now, cases=3, days=40, tell_case=told.append)

    assert told == list(SCENARIOS)
    assert tally is not None
    assert tally.breaches == []
    with store.read(DEMO_DAY) as tx:
        waits = waits_of_cases(tx, tx.session.exec(select(CaseFile.id)).all())
        newest: datetime = tx.session.exec(select(func.max(Statement.recorded_at))).one()
    late = {(line.agency, line.due, line.days_late) for line in waits}
    assert ("Geldloket", date(2026, 11, 25), 0) in late
    assert ("Aanbieder Horizonlijn", date(2026, 10, 5), 35) in late
    assert ("Wijkteam Noord", date(2026, 11, 16), 5) in late
    assert newest <= DEMO_DAY


def test_an_installation_with_a_case_of_its_own_never_becomes_a_demo(store: Store, case: int, now: datetime) -> None:
    filled = fill_demo(store, lambda: now, cases=3, days=40)

    assert filled is None
    assert not demo_clock.has_clock(store, now)


def test_filling_that_was_broken_off_goes_on_by_the_clock(store: Store, now: datetime) -> None:
    demo_clock.start_clock(store, DEMO_DAY - timedelta(days=9), now)

    fill_demo(store, lambda: now, cases=3, days=40)

    assert demo_clock.towards(store, now) == DEMO_DAY
