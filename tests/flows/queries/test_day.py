"""The database says on which day in Amsterdam something was, as Python says it: in summer, in winter and in between."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import literal, null
from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.queries.day import day_of
from models.tables import Wait

EVENING = timedelta(hours=21)
NIGHTS = [datetime(2026, month, 28, tzinfo=UTC) for month in (3, 7, 11)] + [datetime(2026, 10, 24, tzinfo=UTC)]
MOMENTS = [night + EVENING + timedelta(minutes=29 * step) for night in NIGHTS for step in range(60)]
"""Every half hour of nights, among them the two in which the clock is put forward and back."""


def test_it_is_the_day_in_amsterdam_on_both_databases(either: Any, now: datetime) -> None:
    with either.read(now) as tx:
        found = [tx.session.exec(select(day_of(tx, literal(each, col(Wait.asked_at).type)))).one() for each in MOMENTS]
        nothing = tx.session.exec(select(day_of(tx, null()))).one()

    assert nothing is None
    assert all(type(each) is date for each in found)
    assert found == [each.astimezone(AMSTERDAM).date() for each in MOMENTS]
    assert found != [each.date() for each in MOMENTS]
