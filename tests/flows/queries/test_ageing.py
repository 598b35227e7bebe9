"""How long youths are in a stage beside how long it took before, and what changed in four weeks; on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.queries.ageing import FEWEST, StageAge, ageing, percentile
from flows.queries.case_filter import CaseFilter, conditions
from flows.queries.case_list import case_list, how_many_cases
from flows.queries.pace import pace
from models.code import RunStatus, Stage
from models.store import Store
from models.tables import CaseFile, StageRun

MARGRIET, DENNIS = "margriet.oosterwold@aanmeldpunt.example", "dennis.culemborg@geldloket.example"


def _runs(clockwork: Any, stage: str, *, ended: tuple[int, ...] = (), running: int | None = None) -> None:
    """Runs of a stage that ended today after so many days, and one that began so many days ago."""
    lasted = [(days, True) for days in ended] + ([(running, False)] if running is not None else [])
    with clockwork.store.write(clockwork.now) as tx:
        for number, (days, is_over) in enumerate(lasted, 1):
            run = StageRun(case_id=1, stage=stage, number=number, started_at=clockwork.now - timedelta(days=days))
            if is_over:
                run.status, run.ended_at, run.outcome = RunStatus.ENDED, clockwork.now, "done"
            tx.session.add(run)


def _age(clockwork: Any, stage: str, who: str = MARGRIET) -> StageAge:
    with clockwork.store.read(clockwork.now) as tx:
        return next(each for each in ageing(tx, clockwork.viewer(who)) if each.stage == stage)


def test_the_lines_come_from_what_ended_and_the_circles_from_what_runs(either: Store, clockwork_on: Any) -> None:
    clockwork = clockwork_on(either)
    _runs(clockwork, "intake", ended=(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), running=30)

    age = _age(clockwork, "intake")

    assert (age.p50, age.p85, age.ended) == (5, 9, 10)
    assert age.weeks == {4: 1}
    assert age.older == 1


@pytest.mark.parametrize(("days", "older"), [(9, 0), (10, 1)])
def test_older_than_the_line_is_the_list_behind_the_number(
    either: Store, clockwork_on: Any, days: int, older: int
) -> None:
    clockwork = clockwork_on(either)
    _runs(clockwork, "intake", ended=(9, 9, 9, 9, 9), running=days)

    age = _age(clockwork, "intake")

    assert (age.p85, age.older) == (9, older)
    with clockwork.store.read(clockwork.now) as tx:
        margriet = clockwork.viewer(MARGRIET)
        wanted = conditions(tx, margriet, CaseFilter(stage="intake", older=9))
        assert len(case_list(tx, margriet, *wanted)) == older


def test_of_a_few_no_line_is_drawn(clockwork: Any) -> None:
    _runs(clockwork, "meeting", ended=(3,) * (FEWEST - 1), running=2)

    age = _age(clockwork, "meeting")

    assert (age.p50, age.p85, age.older, age.running) == (None, None, 0, 1)


def test_who_has_no_part_in_a_case_counts_nothing_of_it(clockwork: Any) -> None:
    _runs(clockwork, "intake", ended=(1,) * FEWEST, running=2)

    age = _age(clockwork, "intake", DENNIS)

    assert (age.running, age.ended) == (0, 0)


@given(st.lists(st.integers(0, 400), min_size=FEWEST))
def test_no_more_than_the_rest_took_longer_than_a_percentile(days: list[int]) -> None:
    counted = {each: days.count(each) for each in days}

    p85 = percentile(counted, 85)

    assert p85 is not None
    assert sum(each > p85 for each in days) * 100 <= len(days) * 15
    assert sum(each < p85 for each in days) * 100 < len(days) * 85


@pytest.mark.parametrize(("days_ago", "now", "before"), [(0, 1, 0), (27, 1, 0), (28, 0, 1), (55, 0, 1), (56, 0, 0)])
def test_a_case_counts_in_the_four_weeks_it_opened_in(
    either: Store, clockwork_on: Any, days_ago: int, now: int, before: int
) -> None:
    clockwork = clockwork_on(either)
    with clockwork.store.write(clockwork.now) as tx:
        case = tx.session.get_one(CaseFile, 1)
        case.opened_at = clockwork.now - timedelta(days=days_ago)
        tx.session.add(case)

    with clockwork.store.read(clockwork.now) as tx:
        margriet = clockwork.viewer(MARGRIET)
        opened, closed = pace(tx, margriet)
        listed = [
            how_many_cases(tx, margriet, *conditions(tx, margriet, asked))
            for asked in (opened.asked, opened.asked_before)
        ]

    assert (opened.now, opened.before) == (now, before)
    assert listed == [now, before]
    assert (closed.now, closed.before) == (0, 0)


def test_every_stage_has_its_age(clockwork: Any) -> None:
    with clockwork.store.read(clockwork.now) as tx:
        assert [each.stage for each in ageing(tx, clockwork.viewer(MARGRIET))] == list(Stage)
