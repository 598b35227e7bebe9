"""On which day a term ends and how late a wait is. Never the words for it (see test_explanation)."""

import csv
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.extra_day import ExtraDay
from models.term import (
    DEFAULT_KIND,
    Amount,
    BadTerm,
    Calendar,
    Kind,
    Stretch,
    Term,
    Unit,
    ahead_on,
    bare_term,
    days_late,
    due_on,
    moment_after,
    parse,
)

PLAIN = Calendar()
CHRISTMAS = Stretch(date(2026, 12, 28), date(2027, 1, 1), "kerstsluiting")
AUTUMN = Stretch(date(2026, 10, 17), date(2026, 10, 25), "Herfstvakantie")
CLOSED = Calendar(closed=(CHRISTMAS,))
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
VECTORS = list(csv.DictReader(Path(__file__).with_name("term-vectors.csv").read_text(encoding="utf-8").splitlines()))


def _due(phrase: str, from_on: date, kind: Kind | None = None, calendar: Calendar = PLAIN) -> date:
    return due_on(bare_term(parse(phrase), kind), from_on, calendar)


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['amount']} {row['unit']} from {row['from']}")
def test_the_worked_terms_of_the_field_hold(row: dict[str, str]) -> None:
    term = bare_term(parse(f"{row['amount']} {row['unit']}"), Kind(row["calendar"]))

    assert due_on(term, date.fromisoformat(row["from"]), PLAIN) == date.fromisoformat(row["due"])


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['amount']} {row['unit']} from {row['from']}")
def test_the_worked_terms_hold_as_typed_on_the_command_line_too(row: dict[str, str]) -> None:
    term = bare_term(parse(f"{row['amount']} {row['unit']}"))

    assert due_on(term, date.fromisoformat(row["from"]), PLAIN) == date.fromisoformat(row["due"])


@pytest.mark.parametrize(
    ("who", "phrase", "kind", "asked_on", "due"),
    [
        ("Noor waits for a first talk about debts", "4 weeks", Kind.STATUTORY, date(2026, 10, 12), date(2026, 11, 9)),
        ("Noor may lose her home", "3 workdays", Kind.STATUTORY, date(2026, 11, 20), date(2026, 11, 25)),
        ("Daan waits for youth care", "8 weeks", Kind.STATUTORY, date(2026, 9, 14), date(2026, 11, 9)),
        ("Yara's school reports absence", "5 workdays", Kind.SCHOOL, date(2026, 10, 30), date(2026, 11, 6)),
        ("Yara is looked for", "10 workdays", Kind.AGREED, date(2026, 11, 13), date(2026, 11, 27)),
        ("Milan waits for UWV", "14 weeks", Kind.STATUTORY, date(2026, 8, 17), date(2026, 11, 23)),
        ("Milan waits for the Wmo", "6 weeks", Kind.STATUTORY, date(2026, 10, 5), date(2026, 11, 16)),
        ("Samira searches by herself", "4 weeks", Kind.STATUTORY, date(2026, 10, 26), date(2026, 11, 23)),
        ("Tygo waits for an intake", "4 weeks", Kind.NORM, date(2026, 9, 7), date(2026, 10, 5)),
        ("Tygo is at home three months", "3 months", Kind.AGREED, date(2026, 8, 31), date(2026, 11, 30)),
    ],
)
def test_the_demo_youths_wait_until_the_day_in_their_story(
    who: str, phrase: str, kind: Kind, asked_on: date, due: date
) -> None:
    assert _due(phrase, asked_on, kind) == due, who


@pytest.mark.parametrize(
    ("name", "asked_on", "due"),
    [
        ("New Year's Day", date(2026, 12, 4), date(2027, 1, 4)),
        ("Good Friday", date(2026, 3, 6), date(2026, 4, 7)),
        ("Easter Monday", date(2026, 3, 9), date(2026, 4, 7)),
        ("King's Day", date(2026, 3, 30), date(2026, 4, 28)),
        ("King's Day on a Saturday because the 27th is a Sunday", date(2025, 3, 29), date(2025, 4, 28)),
        ("Liberation Day in a year it is no day off at work", date(2026, 4, 7), date(2026, 5, 6)),
        ("Ascension Day", date(2026, 4, 16), date(2026, 5, 15)),
        ("Whit Monday", date(2026, 4, 27), date(2026, 5, 26)),
        ("Christmas Day", date(2026, 11, 27), date(2026, 12, 28)),
        ("Boxing Day", date(2028, 11, 28), date(2028, 12, 27)),
        ("a Saturday", date(2026, 10, 24), date(2026, 11, 23)),
        ("a Sunday", date(2026, 10, 25), date(2026, 11, 23)),
        ("a Monday", date(2026, 10, 26), date(2026, 11, 23)),
    ],
)
def test_a_statutory_term_never_ends_on_a_day_off(name: str, asked_on: date, due: date) -> None:
    weeks, days = _due("4 weeks", asked_on, Kind.STATUTORY), _due("28 days", asked_on, Kind.STATUTORY)

    assert (weeks, days) == (due, due), name


@pytest.mark.parametrize(
    ("phrase", "asked_on", "due"),
    [
        ("12 weeks", date(2026, 8, 29), date(2026, 11, 23)),
        ("13 weeks", date(2026, 8, 22), date(2026, 11, 21)),
        ("90 days", date(2026, 8, 23), date(2026, 11, 23)),
        ("91 days", date(2026, 8, 22), date(2026, 11, 21)),
        ("3 months", date(2026, 8, 21), date(2026, 11, 23)),
        ("4 months", date(2026, 7, 21), date(2026, 11, 21)),
        ("1 year", date(2025, 11, 21), date(2026, 11, 21)),
    ],
)
@pytest.mark.parametrize("kind", [Kind.STATUTORY, Kind.AGREED, Kind.SCHOOL])
def test_a_term_of_over_twelve_weeks_ninety_days_or_three_months_ends_where_it_falls(
    kind: Kind, phrase: str, asked_on: date, due: date
) -> None:
    assert _due(phrase, asked_on, kind) == due


@pytest.mark.parametrize(
    ("phrase", "asked_on", "due"),
    [
        ("1 month", date(2026, 1, 31), date(2026, 3, 2)),
        ("1 month", date(2028, 1, 31), date(2028, 2, 29)),
        ("12 months", date(2028, 2, 29), date(2029, 2, 28)),
        ("2 months", date(2026, 12, 31), date(2027, 3, 1)),
    ],
)
def test_a_month_ends_on_the_last_day_of_february_and_then_moves(phrase: str, asked_on: date, due: date) -> None:
    assert _due(phrase, asked_on, Kind.STATUTORY) == due


@pytest.mark.parametrize(
    ("phrase", "due"),
    [("2 days", date(2026, 4, 7)), ("3 days", date(2026, 4, 8)), ("5 days", date(2026, 4, 8))],
)
@pytest.mark.parametrize("kind", [Kind.STATUTORY, Kind.SCHOOL])
def test_a_term_in_a_law_of_three_days_or_more_holds_two_working_days(kind: Kind, phrase: str, due: date) -> None:
    maundy_thursday = date(2026, 4, 2)

    assert _due(phrase, maundy_thursday, kind) == due


def test_an_agreed_term_of_three_days_need_not_hold_two_working_days() -> None:
    assert _due("3 days", date(2026, 4, 2), Kind.AGREED) == date(2026, 4, 7)


def test_a_day_equated_by_decree_moves_the_end_of_a_statutory_term() -> None:
    calendar = Calendar(extra=(ExtraDay(date(2026, 5, 15), "vrijdag na Hemelvaartsdag", equated=True),))

    assert _due("8 weeks", date(2026, 3, 19), Kind.STATUTORY, calendar) == date(2026, 5, 18)


def test_a_regional_day_off_moves_agreed_terms_only() -> None:
    calendar = Calendar(extra=(ExtraDay(date(2027, 2, 8), "carnavalsmaandag"),))

    assert _due("2 weeks", date(2027, 1, 25), Kind.AGREED, calendar) == date(2027, 2, 9)
    assert _due("2 weeks", date(2027, 1, 25), Kind.STATUTORY, calendar) == date(2027, 2, 8)


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (Kind.STATUTORY, date(2026, 12, 29)),
        (Kind.SCHOOL, date(2026, 12, 29)),
        (Kind.AGREED, date(2027, 1, 5)),
        (Kind.NORM, date(2027, 1, 5)),
    ],
)
def test_a_closed_week_stretches_what_was_agreed_but_not_what_the_law_says(kind: Kind, due: date) -> None:
    assert _due("3 workdays", date(2026, 12, 23), kind, CLOSED) == due


@pytest.mark.parametrize(
    ("kind", "due"),
    [(Kind.STATUTORY, date(2026, 12, 28)), (Kind.AGREED, date(2027, 1, 4)), (Kind.NORM, date(2026, 12, 26))],
)
def test_an_agreed_term_ends_on_a_day_they_work_and_a_norm_where_it_falls(kind: Kind, due: date) -> None:
    assert _due("4 weeks", date(2026, 11, 28), kind, CLOSED) == due


@pytest.mark.parametrize(
    ("phrase", "asked_on", "due"),
    [
        ("5 workdays", date(2026, 10, 15), date(2026, 10, 29)),
        ("5 workdays", date(2026, 10, 20), date(2026, 10, 30)),
        ("5 workdays", date(2026, 10, 30), date(2026, 11, 6)),
        ("2 weeks", date(2026, 10, 5), date(2026, 10, 28)),
        ("1 week", date(2026, 10, 9), date(2026, 10, 16)),
        ("8 days", date(2026, 10, 9), date(2026, 10, 26)),
    ],
)
def test_a_school_term_stands_still_in_the_school_holidays(phrase: str, asked_on: date, due: date) -> None:
    assert _due(phrase, asked_on, Kind.SCHOOL, Calendar(school=(AUTUMN,))) == due


def test_a_school_term_does_not_move_into_a_school_holiday() -> None:
    calendar = Calendar(school=(Stretch(date(2026, 4, 25), date(2026, 5, 3), "Meivakantie"),))

    assert _due("1 week", date(2026, 4, 17), Kind.SCHOOL, calendar) == date(2026, 4, 24)
    assert _due("8 days", date(2026, 4, 17), Kind.SCHOOL, calendar) == date(2026, 5, 4)


@pytest.mark.parametrize("kind", [Kind.STATUTORY, Kind.AGREED, Kind.NORM])
def test_other_terms_run_on_through_the_school_holidays(kind: Kind) -> None:
    assert _due("2 weeks", date(2026, 10, 5), kind, Calendar(school=(AUTUMN,))) == date(2026, 10, 19)


def test_daan_s_municipality_asked_for_papers_and_the_clock_stood_still_for_fourteen_days() -> None:
    pause = Stretch(date(2026, 10, 5), date(2026, 10, 18))

    assert due_on(bare_term(parse("8 weeks")), date(2026, 9, 14), PLAIN, pauses=(pause,)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], date(2026, 11, 30)),
        ([Stretch(date(2026, 11, 25), date(2026, 11, 26))], date(2026, 12, 2)),
        ([Stretch(date(2026, 11, 28), date(2026, 11, 29))], date(2026, 11, 30)),
        (
            [Stretch(date(2026, 11, 25), date(2026, 11, 26)), Stretch(date(2026, 11, 26), date(2026, 11, 27))],
            date(2026, 12, 3),
        ),
        ([Stretch(date(2026, 12, 1), date(2026, 12, 4))], date(2026, 11, 30)),
    ],
    ids=["none", "two days", "a weekend", "two that overlap", "after the end"],
)
def test_paused_working_days_are_given_back(pauses: list[Stretch], due: date) -> None:
    term = bare_term(parse("5 workdays"))

    assert due_on(term, date(2026, 11, 23), PLAIN, pauses=pauses) == due


def test_the_end_is_moved_after_the_pause_is_added_and_not_before() -> None:
    would_end_on_a_saturday = date(2026, 10, 31)
    two_days = Stretch(date(2026, 11, 10), date(2026, 11, 11))

    plain = due_on(bare_term(parse("3 weeks")), would_end_on_a_saturday, PLAIN)
    paused = due_on(bare_term(parse("3 weeks")), would_end_on_a_saturday, PLAIN, pauses=(two_days,))

    assert (plain, paused) == (date(2026, 11, 23), date(2026, 11, 23))


def test_an_urgent_term_is_shorter_where_there_is_one() -> None:
    debt = Term("debt talk", 4, Unit.WEEKS, Kind.STATUTORY, urgent=Amount(3, Unit.WORKING_DAYS))
    plan = Term("plan", 6, Unit.WEEKS, Kind.AGREED)

    assert due_on(debt, date(2026, 11, 20), PLAIN, urgent=True) == date(2026, 11, 25)
    assert due_on(debt, date(2026, 11, 20), PLAIN) == date(2026, 12, 18)
    assert due_on(plan, date(2026, 11, 20), PLAIN, urgent=True) == due_on(plan, date(2026, 11, 20), PLAIN)


def test_a_term_that_is_switched_off_has_no_last_day() -> None:
    with pytest.raises(BadTerm, match='"help" is switched off'):
        due_on(Term("help", 6, Unit.WEEKS, Kind.AGREED, off=True), date(2026, 11, 23), PLAIN)


def test_a_term_of_nothing_cannot_be_made() -> None:
    with pytest.raises(BadTerm, match="at least 1"):
        Term("help", 0, Unit.WEEKS, Kind.AGREED)


def test_every_unit_has_a_kind_when_nothing_else_is_said() -> None:
    assert set(DEFAULT_KIND) == set(Unit)


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 23), date(2026, 11, 20), 0),
        (date(2026, 11, 23), date(2026, 11, 24), 1),
        (date(2026, 11, 20), date(2026, 11, 21), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 21), date(2026, 11, 23), 1),
        (date(2026, 11, 9), date(2026, 11, 12), 3),
        (date(2026, 11, 9), date(2026, 11, 23), 10),
        (date(2026, 11, 16), date(2026, 11, 23), 5),
        (date(2026, 10, 5), date(2026, 11, 23), 35),
        (date(2026, 12, 24), date(2026, 12, 28), 1),
    ],
)
def test_a_wait_is_late_from_the_day_after_and_only_on_working_days(due: date, today: date, late: int) -> None:
    assert days_late(due, today, PLAIN) == late


def test_days_on_which_the_agency_is_closed_or_paused_are_not_days_late() -> None:
    pause = Stretch(date(2027, 1, 5), date(2027, 1, 6))

    assert days_late(date(2026, 12, 24), date(2027, 1, 8), CLOSED) == 5
    assert days_late(date(2026, 12, 24), date(2027, 1, 8), CLOSED, (pause,)) == 3


@pytest.mark.parametrize(
    ("phrase", "before_on", "day"),
    [
        ("2 workdays", date(2026, 11, 23), date(2026, 11, 19)),
        ("2 workdays", date(2026, 4, 7), date(2026, 4, 1)),
        ("10 workdays", date(2026, 11, 23), date(2026, 11, 9)),
        ("2 weeks", date(2026, 10, 3), date(2026, 9, 19)),
        ("6 months", date(2027, 2, 14), date(2026, 8, 14)),
        ("3 months", date(2026, 5, 31), date(2026, 2, 28)),
    ],
)
def test_what_must_be_done_ahead_is_counted_back_and_never_moved(phrase: str, before_on: date, day: date) -> None:
    assert ahead_on(bare_term(parse(phrase)), before_on, PLAIN) == day


def test_hours_cannot_be_counted_back_from_a_day() -> None:
    with pytest.raises(BadTerm, match="72 hours lie before a moment"):
        ahead_on(bare_term(parse("72 hours")), date(2026, 11, 23), PLAIN)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2026, 3, 28, 14, 30, tzinfo=AMSTERDAM), datetime(2026, 3, 31, 15, 30, tzinfo=AMSTERDAM)),
        (datetime(2026, 10, 24, 14, 30, tzinfo=AMSTERDAM), datetime(2026, 10, 27, 13, 30, tzinfo=AMSTERDAM)),
        (datetime(2026, 11, 20, 8, 30, tzinfo=UTC), datetime(2026, 11, 23, 9, 30, tzinfo=AMSTERDAM)),
    ],
    ids=["the clock goes forward", "the clock goes back", "no change, over a weekend"],
)
def test_seventy_two_hours_are_real_hours(start: datetime, end: datetime) -> None:
    moment = moment_after(parse("72 hours"), start)

    assert (moment.isoformat(), moment.tzinfo) == (end.isoformat(), AMSTERDAM)


@pytest.mark.parametrize(
    ("phrase", "start", "why"),
    [
        ("8 weeks", datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "8 weeks run from a day"),
        ("72 hours", datetime(2026, 11, 23, 9, 0), "a time zone"),  # noqa: DTZ001 - that is what is refused
        ("72 hours", datetime(9999, 12, 30, 9, 0, tzinfo=UTC), "not in 9999"),
    ],
)
def test_hours_need_a_moment_that_is_known(phrase: str, start: datetime, why: str) -> None:
    with pytest.raises(BadTerm, match=why):
        moment_after(parse(phrase), start)


def test_counting_a_term_wakes_no_database_and_no_translations() -> None:
    script = "import models.school_holiday, models.term_list, sys; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 - our own interpreter, our own words

    assert not {"sqlmodel", "sqlalchemy", "pydantic", "babel", "prefect"} & set(loaded)
