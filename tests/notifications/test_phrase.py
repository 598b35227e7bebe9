"""How things are said."""

from datetime import UTC, date, datetime

import pytest

from notifications.code_word import CODE_WORDS, code_word
from notifications.kind.account import Failure
from notifications.kind.intake import Decision
from notifications.kind.ladder import Step
from notifications.phrase import clock, day, days_phrase, money, numeral, week
from notifications.plain import LANGUAGES


def test_a_day_is_said_with_its_weekday() -> None:
    assert day(date(2026, 11, 23), "nl") == "ma 23 november 2026"
    assert day(date(2026, 11, 23), "en") == "Mon 23 November 2026"


def test_a_moment_just_before_midnight_in_utc_is_the_next_day_here() -> None:
    assert day(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "nl") == "ma 23 november 2026"


@pytest.mark.parametrize(("at", "said"), [((2026, 11, 26, 13, 30), "14.30"), ((2026, 7, 1, 7, 5), "09.05")])
def test_a_clock_follows_winter_and_summer_time(at: tuple[int, int, int, int, int], said: str) -> None:
    assert clock(datetime(*at, tzinfo=UTC), "nl") == said


def test_an_english_clock_has_a_colon() -> None:
    assert clock(datetime(2026, 11, 26, 13, 30, tzinfo=UTC), "en") == "14:30"


def test_lateness_is_said_of_the_wait_and_never_of_a_person() -> None:
    assert days_phrase(1, "nl") == "wacht 1 werkdag langer dan afgesproken"
    assert days_phrase(5, "nl") == "wacht 5 werkdagen langer dan afgesproken"
    assert days_phrase(1, "en") == "has been waiting 1 working day longer than agreed"


def test_what_is_due_today_does_not_wait_longer_than_agreed() -> None:
    with pytest.raises(ValueError, match="not longer"):
        days_phrase(0, "nl")


def test_thousands_are_set_apart() -> None:
    assert [numeral(12_345, language) for language in LANGUAGES] == ["12.345", "12,345"]
    assert numeral(999, "nl") == "999"


def test_money_is_said_in_euro_and_cents() -> None:
    assert money(150_000, "nl") == "€\xa01.500,00"
    assert money(64_005, "nl") == "€\xa0640,05"
    assert money(150_000, "en") == "€1,500.00"


def test_a_week_has_its_iso_number() -> None:
    assert week(date(2026, 11, 23), "nl") == "week 48"
    assert week(date(2027, 1, 1), "nl") == "week 53"


@pytest.mark.parametrize(("table", "codes"), [("decision", Decision), ("step", Step), ("failure", Failure)])
def test_every_code_a_notice_may_hold_has_a_word_in_both_languages(table: str, codes: object) -> None:
    known = {str(code) for code in codes.__args__}  # type: ignore[attr-defined]

    assert set(CODE_WORDS[table]) == known
    for language in LANGUAGES:
        assert all(code_word(code, table, language) for code in known)
