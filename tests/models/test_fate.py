"""What becomes of every table when a case is destroyed: nothing is forgotten in the list, and nothing hangs loose."""

from typing import Any

import pytest
from sqlalchemy import UniqueConstraint

from models.fate import FATES, Fate
from models.secret import Sealed, SealedDate
from models.tables import Row

TABLES = Row.metadata.tables


def test_every_table_has_a_row_and_no_other() -> None:
    assert set(FATES) == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_sealed_column_stands_in_the_row_of_its_table(name: str) -> None:
    sealed = {each.name for each in TABLES[name].columns if isinstance(each.type, Sealed | SealedDate)}

    assert set(FATES[name].sealed) == sealed


def _targets(name: str) -> dict[str, set[str]]:
    return {each.name: {key.column.table.name for key in each.foreign_keys} for each in TABLES[name].columns}


@pytest.mark.parametrize("name", [name for name, row in FATES.items() if row.fate is Fate.GOES and name != "case_file"])
def test_what_goes_hangs_on_a_case_or_on_what_goes_with_it(name: str) -> None:
    targets = _targets(name)

    for column in FATES[name].by:
        [target] = targets[column]
        assert FATES[target].fate is Fate.GOES


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_points_at_a_case_says_that_it_goes_with_it(name: str) -> None:
    points = {column for column, targets in _targets(name).items() if "case_file" in targets and name != "case_file"}

    assert points <= set(FATES[name].by)


def _stays(name: str) -> bool:
    return FATES[name].fate in {Fate.NUMBERS, Fate.STAYS}


@pytest.mark.parametrize("name", [name for name in TABLES if _stays(name)])
def test_what_stays_says_why_and_points_at_nothing_that_goes(name: str) -> None:
    pointed: set[Any] = set().union(*_targets(name).values())

    assert FATES[name].why
    assert all(_stays(target) for target in pointed)


def _goes_away(name: str) -> bool:
    return FATES[name].fate in {Fate.GOES, Fate.PEOPLE}


@pytest.mark.parametrize("name", TABLES)
def test_whoever_refers_to_what_goes_is_found_by_an_index(name: str) -> None:
    """Deleting a row looks for whoever refers to it; without an index that is a look through the whole table."""
    table = TABLES[name]
    unique = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    led = {next(iter(each.columns)).name for each in (*table.indexes, *unique, table.primary_key)}

    assert {column for column, targets in _targets(name).items() if any(map(_goes_away, targets))} <= led
