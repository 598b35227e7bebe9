"""How days, hours, working days and money are said. It formats what it is given; it never counts or reads a clock."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

from notifications.code_word import code_word
from notifications.plain import Language

ZONE = ZoneInfo("Europe/Amsterdam")

_CLOCK: Mapping[Language, str] = {"nl": "HH.mm", "en": "HH:mm"}
_WEEK: Mapping[Language, str] = {"nl": "week", "en": "week"}
_WAITS: Mapping[Language, tuple[str, str]] = {
    "nl": ("wacht {} werkdag langer dan afgesproken", "wacht {} werkdagen langer dan afgesproken"),
    "en": ("has been waiting {} working day longer than agreed", "has been waiting {} working days longer than agreed"),
}


def day(value: date, language: Language) -> str:
    """Return "ma 23 november 2026"; a moment is first put on the Dutch calendar."""
    on = value.astimezone(ZONE).date() if isinstance(value, datetime) else value
    return format_date(on, "EEE d MMMM y", locale=language)


def date_only(value: date, language: Language) -> str:
    """Return "23 november 2026": a day nobody looks up by its name in the week, such as a birth date."""
    return format_date(value, "d MMMM y", locale=language)


def short_day(value: date, language: Language) -> str:
    """Return "23 nov 2026": where a day stands among others and there is little room."""
    return format_date(value, "d MMM y", locale=language)


def clock(value: datetime, language: Language) -> str:
    """Return the Dutch wall clock at that moment: "14.30" (English: "14:30")."""
    return format_datetime(value.astimezone(ZONE), _CLOCK[language], locale=language)


def days_phrase(days_late: int, language: Language) -> str:
    """Return "wacht 5 werkdagen langer dan afgesproken".

    Raises:
        ValueError: for less than one day, because nothing waits longer than agreed then.
    """
    if days_late < 1:
        raise ValueError(f"{days_late} working days is not longer than agreed")
    one, several = _WAITS[language]
    return (one if days_late == 1 else several).format(days_late)


def money(cents: int, language: Language) -> str:
    """Return "€ 1.500,00" (with a space that does not break) for 150000 cents."""
    return format_currency(Decimal(cents) / 100, "EUR", locale=language)


def numeral(number: int, language: Language) -> str:
    """Return "12.345" (English: "12,345")."""
    return format_decimal(number, locale=language)


def week(value: date, language: Language) -> str:
    """Return the ISO week as people say it: "week 48"."""
    return f"{_WEEK[language]} {value.isocalendar().week}"


def filters(language: Language) -> dict[str, Callable[..., str]]:
    """Return these phrases as template filters of one language."""
    phrases: dict[str, Callable[..., str]] = {
        "day": day,
        "clock": clock,
        "days_phrase": days_phrase,
        "money": money,
        "week": week,
        "say": code_word,
    }
    return {name: partial(phrase, language=language) for name, phrase in phrases.items()}
