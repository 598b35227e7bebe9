"""Says in plain words how a term got to its last day, from the steps of the walk itself. Never counts a day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from babel.dates import format_date, format_datetime

from models.amount import Amount
from models.kind import MOVES_UP_TO
from models.term import Term, moment_after
from models.walk import Mark, Step, walk
from models.workday import Calendar, Stretch

SENTENCES: Mapping[Mark, Mapping[str, str]] = {
    Mark.COUNTED: {
        "nl": "{amount}, geteld vanaf de dag na {start}",
        "en": "{amount}, counted from the day after {start}",
    },
    Mark.REACHED: {
        "nl": "{amount} vanaf {start} is {day}",
        "en": "{amount} from {start} is {day}",
    },
    Mark.SKIPPED_DAY: {
        "nl": "{why} ({short_day}) telt niet mee",
        "en": "{why} ({short_day}) does not count",
    },
    Mark.SKIPPED_DAYS: {
        "nl": "{why}: {days} dagen tellen niet mee",
        "en": "{why}: {days} days do not count",
    },
    Mark.RAN_ON: {
        "nl": "de termijn loopt daarom door tot en met {day}",
        "en": "so the term runs on up to and including {day}",
    },
    Mark.LAW_MOVES: {
        "nl": "dat is {why}; de termijn loopt door tot de eerstvolgende werkdag",
        "en": "that is {why}; the term runs on to the next working day",
    },
    Mark.AGREED_MOVES: {
        "nl": "dat is {why}; een afgesproken termijn eindigt op een werkdag",
        "en": "that is {why}; an agreed term ends on a working day",
    },
    Mark.TOO_LONG_TO_MOVE: {
        "nl": "dat is {why}; een termijn van meer dan {limit} schuift niet door",
        "en": "that is {why}; a term of more than {limit} does not move on",
    },
    Mark.NORM_STAYS: {
        "nl": "dat is {why}; een norm schuift niet door",
        "en": "that is {why}; a norm does not move on",
    },
    Mark.TWO_WORKING_DAYS: {
        "nl": "een wettelijke termijn van drie dagen of meer heeft minstens twee werkdagen",
        "en": "a statutory term of three days or more has at least two working days",
    },
    Mark.DUE: {
        "nl": "uiterlijk op {short_day}",
        "en": "no later than {short_day}",
    },
}
_OFF = {"nl": "deze termijn staat uit: er is geen uiterste dag", "en": "this term is switched off: it has no last day"}
_MOMENT = {
    "nl": ("{amount} vanaf {start} is {end}", "het zijn echte uren, ook als de klok wordt verzet"),
    "en": ("{amount} from {start} is {end}", "these are real hours, also when the clock changes"),
}
_LONG, _SHORT, _PLAIN = "EEEE d MMMM y", "EEE d MMMM y", "d MMMM y"
_CLOCK = {"nl": "EEE d MMMM y H.mm 'uur'", "en": "EEE d MMMM y H:mm"}


def explain(
    term: Term,
    from_on: date,
    calendar: Calendar,
    language: str = "nl",
    *,
    urgent: bool = False,
    pauses: Sequence[Stretch] = (),
) -> list[str]:
    """How the term got to its day, one line for each step; the last line names the day.

    Args:
        term: how long.
        from_on: the day it was asked.
        calendar: the days off of the organisation that must answer.
        language: "nl" or "en"; KeyError for any other.
        urgent: take the urgent amount where the term has one.
        pauses: days on which the clock stands still.

    Raises:
        BadTerm: the term is in hours (see ``explain_moment``), or never ends.
    """
    if term.off:
        return [_OFF[language]]
    amount = term.within(urgent=urgent)
    return [_line(step, amount, from_on, language) for step in walk(amount, term.kind, from_on, calendar, pauses)]


def explain_moment(amount: Amount, from_at: datetime, language: str = "nl") -> list[str]:
    """As ``explain``, for a term in hours."""
    end = moment_after(amount, from_at)
    start, last = (
        format_datetime(moment, _CLOCK[language], locale=language) for moment in (from_at.astimezone(end.tzinfo), end)
    )
    reached, why = _MOMENT[language]
    return [reached.format(amount=amount.words(language), start=start, end=last), why]


def _line(step: Step, amount: Amount, from_on: date, language: str) -> str:
    limit = MOVES_UP_TO.get(amount.unit)
    return SENTENCES[step.mark][language].format(
        amount=amount.words(language),
        start=format_date(from_on, _PLAIN, locale=language),
        day=format_date(step.on, _LONG, locale=language),
        short_day=format_date(step.on, _SHORT, locale=language),
        why=step.why.name(language) if step.why else "",
        days=step.days,
        limit=Amount(limit, amount.unit).words(language) if limit else "",
    )
