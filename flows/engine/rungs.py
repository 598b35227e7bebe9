"""Reads the ladder as it holds in a region, and says when a new wait is looked at first. Never climbs it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, or_, select

from flows.engine import when
from flows.engine.hot import table
from flows.engine.matter import AMSTERDAM, Matter
from models.ladder import REMIND_AHEAD, SHORT_TERM, TERMS, Ladder, Rule, ladder_of
from models.prepared import Prepared
from models.store import Tx
from models.tables import LadderRule, TermRow
from models.term import Calendar, Term

_TERM, _RULE = table(TermRow), table(LadderRule)


def _terms(names: Iterable[str]) -> Prepared:
    return Prepared(
        select(
            _TERM.c.name, _TERM.c.amount, _TERM.c.unit, _TERM.c.kind, _TERM.c.ground, _TERM.c.urgent_amount,
            _TERM.c.urgent_unit, _TERM.c.off,
        )
        .where(
            _TERM.c.region_id == bindparam("region"),
            _TERM.c.valid_from <= bindparam("today"),
            or_(*(_TERM.c.name == name for name in names)),
        )
        .order_by(_TERM.c.valid_from)
    )  # fmt: skip


READ_TERMS = _terms(TERMS)
READ_REMINDERS = _terms((REMIND_AHEAD, SHORT_TERM))
READ_RULES = Prepared(
    select(_RULE.c.step, _RULE.c.form, _RULE.c.agency_id, _RULE.c.after_days, _RULE.c.off)
    .where(_RULE.c.region_id == bindparam("region"), _RULE.c.valid_from <= bindparam("today"))
    .order_by(_RULE.c.valid_from, _RULE.c.id)
)


def ladder_in(tx: Tx, region: int, today: date) -> Ladder:
    """The ladder of a region on a day: the shipped one, with the region's terms and its own rules."""
    terms = tx.all(READ_TERMS, region=region, today=today)
    return _ladder(tuple(terms), tuple(tx.all(READ_RULES, region=region, today=today)))


def first_look(matter: Matter, due: when.Due, agency: int | None, *, reminds: bool) -> datetime | None:
    """When a wait that is asked now, and runs out on a day, is looked at first: a reminder, or once it is late.

    Args:
        matter: the run that asks.
        due: its last day.
        agency: who is asked.
        reminds: it is one that is reminded of; a professional's own rhythm is not.
    """
    if due.on is None:
        return None
    calendar = due.calendar or when.calendar_of(matter.tx, matter.case.region_id, agency)
    after = when.morning_after(due.on, calendar)
    if not reminds:
        return after
    ladder = _ladder(tuple(matter.tx.all(READ_REMINDERS, region=matter.case.region_id, today=matter.today)), ())
    reminded_at = reminder(ladder, matter.today, due.on, calendar)
    return reminded_at if reminded_at is not None and reminded_at > matter.now else after


def reminder(ladder: Ladder, asked_on: date, last_on: date, calendar: Calendar) -> datetime | None:
    """The moment of the reminder; none on the day it was asked or before: nobody is reminded of what is new."""
    day = ladder.reminded_on(asked_on, last_on, calendar)
    return when.morning(day) if day is not None and day > asked_on else None


@lru_cache(maxsize=256)
def _ladder(terms: tuple[tuple[Any, ...], ...], rules: tuple[tuple[Any, ...], ...]) -> Ladder:
    newest: dict[str, Term] = {row[0]: when.term_of_row(row) for row in terms}
    return ladder_of([_rule(row) for row in rules], newest)


def _rule(row: Sequence[Any]) -> Rule:
    step, form, agency, after_days, off = row
    return Rule(step, form, agency, after_days, off=bool(off))


def day_of(moment: datetime) -> date:
    """The day it is in Amsterdam at that moment."""
    return moment.astimezone(AMSTERDAM).date()
