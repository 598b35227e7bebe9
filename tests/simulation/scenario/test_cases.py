"""Each of the six demo cases comes out as its script says, on SQLite, and one of them on PostgreSQL too."""

from collections.abc import Callable

import pytest

from flows.engine.rehearse import check
from models.secret import Vault
from models.store import Store
from models.tables import Row
from simulation.invariant import breaches
from simulation.scenario.book import DEMO_DAY, SCENARIOS, SECRET, play
from simulation.scenario.day import day_from, morning_of
from simulation.scenario.telling import by_day


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_case_comes_out_as_its_script_says(name: str, empty: Store) -> None:
    played = play(empty, name)

    assert played.failure is None
    assert any(line.on == day_from(DEMO_DAY) and line.kind == "holds" for line in played.lines)
    with empty.read(morning_of(played.lines[-1].on)) as tx:
        assert breaches(tx) == []
    assert not any(check(empty, morning_of(played.lines[-1].on), all_runs=True))


@pytest.mark.postgres
def test_a_case_has_the_same_days_on_both_databases(empty: Store, new_postgres: Callable[[str | None], str]) -> None:
    other = Store(new_postgres(None), Vault([SECRET]))
    Row.metadata.create_all(other.engine)

    here, there = play(empty, "S1"), play(other, "S1")
    other.close()

    assert there.failure is None
    assert list(by_day(there.lines, "nl")) == list(by_day(here.lines, "nl"))
