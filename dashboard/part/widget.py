"""Draws the field of each kind, and gives what was filled in as the form's JSON has it. One table: kind to drawing."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import streamlit as st

from dashboard.part.field import MOST_CENTS, Field, Kind
from dashboard.part.paper import Paper
from dashboard.part.picking import one, several
from flows.engine.matter import AMSTERDAM
from models.speech import mark

FIRST_DAY, LAST_DAY = date(1920, 1, 1), date(2100, 12, 31)
FEW = 5
LONGEST_PASTE, LONGEST_PASTED_LINE = 200_000, 20_000
"""Characters. Of a paste beyond them the browser takes nothing and says nothing, so they lie far above what any field
holds: the form itself says how much that is, and what was pasted stays to be cut."""
DAY_FORMAT = "DD-MM-YYYY"

Draw = Callable[[Paper, Field, str, Any], Any]
"""Draws a field at a place in the form, beginning with a value; gives the value of the form, or None for nothing."""


def _words(paper: Paper, field: Field, key: str, start: Any) -> Any:
    label = paper.label(field.label, required=field.required)
    return st.text_area(
        label, start or "", key=key, max_chars=LONGEST_PASTE, help=_help(paper, field), placeholder="", height=110
    )


def _line(paper: Paper, field: Field, key: str, start: Any) -> Any:
    label = paper.label(field.label, required=field.required)
    most, help_ = LONGEST_PASTED_LINE, _help(paper, field)
    return st.text_input(label, start or "", key=key, max_chars=most, help=help_, placeholder="", autocomplete="off")


def _day(paper: Paper, field: Field, key: str, start: Any) -> Any:
    day = st.date_input(
        paper.label(field.label, required=field.required),
        date.fromisoformat(start) if start else None,
        FIRST_DAY,
        LAST_DAY,
        key=key,
        help=_help(paper, field),
        format=DAY_FORMAT,
    )
    return day.isoformat() if isinstance(day, date) else None


def _moment(paper: Paper, field: Field, key: str, start: Any) -> Any:
    moment = st.datetime_input(
        paper.label(field.label, required=field.required),
        datetime.fromisoformat(start).astimezone(AMSTERDAM).replace(tzinfo=None) if start else None,
        key=key,
        help=_help(paper, field),
        format=DAY_FORMAT,
    )
    return moment.replace(tzinfo=AMSTERDAM).isoformat() if moment else None


def _yes_no(paper: Paper, field: Field, key: str, start: Any) -> Any:
    words = {True: paper.say(mark("Yes")), False: paper.say(mark("No"))}
    label = paper.label(field.label, required=field.required)
    place = None if start is None else (0 if start else 1)
    return st.radio(label, (True, False), place, words.__getitem__, key, _help(paper, field), horizontal=True)


def _tick(paper: Paper, field: Field, key: str, start: Any) -> Any:
    ticked = field.default if start is None else start
    return st.checkbox(paper.say(field.label), bool(ticked), key=key, help=_help(paper, field))


def _choice(paper: Paper, field: Field, key: str, start: Any) -> Any:
    label, called = paper.label(field.label, required=field.required), paper.choice(field.sheet, field.name)
    begin = start or field.default
    place = field.choices.index(begin) if begin in field.choices else None
    if len(field.choices) <= FEW and (field.required or field.default is not None):
        return st.radio(label, field.choices, place, called, key, _help(paper, field))
    choose = paper.say(mark("Choose"))
    return st.selectbox(label, field.choices, place, called, key, _help(paper, field), placeholder=choose)


def _choices(paper: Paper, field: Field, key: str, start: Any) -> Any:
    label, called = paper.label(field.label, required=field.required), paper.choice(field.sheet, field.name)
    choose = paper.say(mark("Choose one or more"))
    help_ = _help(paper, field)
    return st.multiselect(label, field.choices, start or [], called, key, help_, placeholder=choose, select_all=False)


def _mark(paper: Paper, field: Field, key: str, start: Any) -> Any:
    label = paper.label(field.label, required=field.required)
    return st.number_input(label, 0, 10, start, 1, key=key, help=_help(paper, field), placeholder="0-10")


def _money(paper: Paper, field: Field, key: str, start: Any) -> Any:
    euros = st.number_input(
        paper.label(mark("Amount in euros"), required=field.required),
        0.0,
        MOST_CENTS / 100,
        (start or 0) / 100,
        1.0,
        "%.2f",
        key,
        _help(paper, field),
    )
    return int(Decimal(str(euros or 0)) * 100)


def _number(paper: Paper, field: Field, key: str, start: Any) -> Any:
    label = paper.label(field.label, required=field.required)
    return st.number_input(label, 1, None, start, 1, key=key, help=_help(paper, field), placeholder="")


def _pick(paper: Paper, field: Field, key: str, start: Any) -> Any:
    label = paper.label(field.label, required=field.required)
    chosen = one(paper, field.pick or "", label, key, _help(paper, field), start)
    return int(chosen) if chosen and field.whole else chosen


def _picks(paper: Paper, field: Field, key: str, start: Any) -> Any:
    label = paper.label(field.label, required=field.required)
    return several(paper, field.pick or "", label, key, _help(paper, field), start or [])


def _help(paper: Paper, field: Field) -> str | None:
    return paper.say(field.help) if field.help else None


DRAW: Mapping[Kind, Draw] = {
    Kind.WORDS: _words,
    Kind.LINE: _line,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
    Kind.TICK: _tick,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.MARK: _mark,
    Kind.MONEY: _money,
    Kind.NUMBER: _number,
    Kind.PICK: _pick,
    Kind.PICKS: _picks,
}
"""Every kind that is one field; lists of lines are drawn by ``form``."""
