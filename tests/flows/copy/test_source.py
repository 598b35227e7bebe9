"""Nothing of a file is forgotten in a copy of it: every table and column stands in one of the lists."""

from types import SimpleNamespace
from typing import Any

import pytest

from flows.copy.column import CALLED
from flows.copy.item import CALLED as MASKS
from flows.copy.item import Mask
from flows.copy.paper import MOST_COLUMNS
from flows.copy.source import AS_TABLE, BESIDES, LEFT_OUT, MACHINE, SECTIONS, SOURCES
from flows.copy.whose import from_own_page
from models.tables import OwnAsk, Row, StageRun, Wait

IN_A_COPY = {source.table.__tablename__ for source in SOURCES}
ROOTS = {"case_file", "youth", "person", "family"}
OF_NO_FILE = {"family"}


def _hang_on_a_case() -> set[str]:
    """Every table that points at a case or at one of the people, or at a table that does."""
    found, before = set(ROOTS), set[str]()
    while found != before:
        before = set(found)
        found |= {
            table.name
            for table in Row.metadata.tables.values()
            if any(key.column.table.name in before for key in table.foreign_keys)
        }
    return found - OF_NO_FILE


def test_every_table_that_hangs_on_a_case_is_in_a_copy_or_left_out_with_a_reason() -> None:
    assert _hang_on_a_case() - IN_A_COPY - set(LEFT_OUT) == set()
    assert IN_A_COPY.isdisjoint(LEFT_OUT)


def test_every_column_of_them_is_shown_or_only_for_the_machine() -> None:
    for source in SOURCES:
        columns = {column.name for column in source.table.__table__.columns}
        hidden = MACHINE | set(BESIDES.get(source.table.__tablename__, "").split())
        assert set(source.columns) <= columns, source.table
        assert columns - set(source.columns) - hidden == set(), source.table


def test_what_is_drawn_as_a_table_fits_on_paper() -> None:
    for source in SOURCES:
        assert source.section not in AS_TABLE or len(source.columns) <= MOST_COLUMNS, source.table


def test_no_sealed_column_is_only_for_the_machine() -> None:
    for source in SOURCES:
        sealed = {c.name for c in source.table.__table__.columns if type(c.type).__name__.startswith("Sealed")}
        assert sealed <= set(source.columns), source.table


def test_everything_in_a_copy_has_a_name() -> None:
    assert {column for source in SOURCES for column in source.columns} == set(CALLED)
    assert {source.section for source in SOURCES} == set(SECTIONS)
    assert set(MASKS) == set(Mask)


@pytest.mark.parametrize("row", [OwnAsk(kind="not right"), Wait(form="OwnAskReply"), StageRun(stage="own ask")])
def test_what_a_youth_asked_from_their_own_page_is_in_no_copy_for_a_parent(row: Any) -> None:
    telling = {"OwnAsk": "kind", "Wait": "form", "StageRun": "stage"}[type(row).__name__]

    told = [from_own_page(SimpleNamespace(asker=asker, youth=1), row, telling) for asker in (1, 2)]  # type: ignore[arg-type]

    assert told == [None, Mask.NOT_FOR_PARENTS]
