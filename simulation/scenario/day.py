"""Days and moments as a script writes them: ``23-11-2026`` and ``24-11-2026 13:00``. Never asks a clock."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from flows.engine.matter import AMSTERDAM

TODAY = "today"
MORNING = time(8, 30)
"""When a day of a script begins: after what happens by itself at eight."""
_DAY = re.compile(r"(\d\d)-(\d\d)-(\d{4})")
_MOMENT = re.compile(r"(\d\d-\d\d-\d{4}) (\d\d):(\d\d)")
_NAMES = {
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def day_from(written: str) -> date:
    """The day ``dd-mm-jjjj``.

    Raises:
        ValueError: it is written otherwise, or there is no such day.
    """
    found = _DAY.fullmatch(written)
    if not found:
        raise ValueError(f"'{written}' is no day; a script writes 23-11-2026")
    day, month, year = map(int, found.groups())
    return date(year, month, day)


def morning_of(day: date) -> datetime:
    """The moment a day of a script begins, in Amsterdam."""
    return datetime.combine(day, MORNING, AMSTERDAM)


def moment_from(written: str) -> datetime:
    """The moment of a day, or its morning where no time is said.

    Raises:
        ValueError: it is written otherwise.
    """
    at = _moment(written)
    return morning_of(day_from(written)) if at is None else at


def _moment(written: str) -> datetime | None:
    found = _MOMENT.fullmatch(written)
    return datetime.combine(day_from(found[1]), time(int(found[2]), int(found[3])), AMSTERDAM) if found else None


def as_a_form_takes_it(written: str, today: date) -> str:
    """A day or moment of a script as forms read it; any other words as they are."""
    if written == TODAY:
        return today.isoformat()
    if _DAY.fullmatch(written):
        return day_from(written).isoformat()
    at = _moment(written)
    return written if at is None else at.isoformat()


def written(day: date | None) -> str:
    """A day as a script writes it."""
    return "-" if day is None else f"{day:%d-%m-%Y}"


def named(day: date, language: str) -> str:
    """A day with its name in the week: ``ma 23-11-2026``."""
    return f"{_NAMES[language][day.weekday()]} {written(day)}"


def facts(values: Mapping[str, bool | int | date | None]) -> str:
    """Days and figures by their names, as a failing script tells them."""
    return ", ".join(
        f"{name} {value if isinstance(value, bool | int) else written(value)}" for name, value in values.items()
    )
