"""What a term is, on which day it ends, and how many working days a wait runs past it. Never reads a clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.amount import Amount, BadTerm, Unit, parse
from models.kind import Kind
from models.speech import mark
from models.walk import back, refuse_far, walk
from models.workday import Calendar, Stretch

__all__ = [
    "DEFAULT_KIND",
    "Amount",
    "BadTerm",
    "Calendar",
    "Kind",
    "Stretch",
    "Term",
    "Unit",
    "ahead_on",
    "bare_term",
    "days_late",
    "due_on",
    "moment_after",
    "parse",
]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# What a bare amount means, as on the command line: working days are the organisation's own, the rest is the law's.
DEFAULT_KIND = {
    Unit.WORKING_DAYS: Kind.AGREED,
    Unit.WEEKS: Kind.STATUTORY,
    Unit.MONTHS: Kind.STATUTORY,
    Unit.DAYS: Kind.STATUTORY,
    Unit.HOURS: Kind.STATUTORY,
}


@dataclass(frozen=True, slots=True)
class Term:
    """How long somebody has, and on what ground.

    Attributes:
        name: the short English phrase that stories use, such as "same youth".
        amount: the number of units.
        unit: what is counted.
        kind: what binds it; decides how it is counted (see ``models.kind``).
        ground: one sentence naming the law, the agreement or the proposal it rests on.
        urgent: the amount that holds when things are urgent; the ordinary one when absent.
        off: switched off by the region: the wait stays, but it has no last day.
        nl: what people read, in Dutch.
        en: what people read, in English.

    Raises:
        BadTerm: the amount is zero, negative or longer than ten years.
    """

    name: str
    amount: int
    unit: Unit
    kind: Kind
    ground: str = ""
    urgent: Amount | None = None
    off: bool = False
    nl: str = ""
    en: str = ""

    def __post_init__(self) -> None:
        self.within()

    def within(self, *, urgent: bool = False) -> Amount:
        """The amount that holds, ordinarily or when urgent."""
        return self.urgent if urgent and self.urgent else Amount(self.amount, self.unit)

    def label(self, language: str) -> str:
        """What people read, in ``language`` ("nl" or "en"); KeyError for any other."""
        return {"nl": self.nl, "en": self.en}[language]


def bare_term(amount: Amount, kind: Kind | None = None) -> Term:
    """A term without a name or ground, as typed on the command line; its kind by ``DEFAULT_KIND`` unless given."""
    nl, en = amount.words("nl"), amount.words("en")
    return Term(en, amount.number, amount.unit, kind or DEFAULT_KIND[amount.unit], nl=nl, en=en)


def due_on(
    term: Term, from_on: date, calendar: Calendar, *, urgent: bool = False, pauses: Sequence[Stretch] = ()
) -> date:
    """The last day of the term; a wait is late from the day after.

    Args:
        term: how long.
        from_on: the day it was asked, which itself does not count.
        calendar: the days off of the organisation that must answer.
        urgent: take the urgent amount where the term has one.
        pauses: days on which the clock stands still; they are added before the end is moved (Awb art. 4:15).

    Raises:
        BadTerm: the term is off, is in hours, or never ends.
    """
    if term.off:
        raise BadTerm(mark('The term "{term}" is switched off: it has no last day.'), term=term.name)
    return walk(term.within(urgent=urgent), term.kind, from_on, calendar, pauses)[-1].on


def days_late(due_on: date, today: date, calendar: Calendar, pauses: Sequence[Stretch] = ()) -> int:
    """How many of the organisation's working days lie after the last day, up to and including today.

    Due today is not late: 0. Days of a pause do not count, nor do weekends and days off.
    """
    after = (due_on + timedelta(days=ahead) for ahead in range(1, (today - due_on).days + 1))
    running = (day for day in after if not any(day in pause for pause in pauses)) if pauses else after
    return sum(map(calendar.works_on, running))


def ahead_on(term: Term, before_on: date, calendar: Calendar, *, urgent: bool = False) -> date:
    """The day that lies the term *before* a day, as for a reminder or a handover; it is never moved.

    Raises:
        BadTerm: the term is in hours.
    """
    return back(term.within(urgent=urgent), term.kind, before_on, calendar)


def moment_after(amount: Amount, from_at: datetime) -> datetime:
    """The moment a term in hours ends, in Europe/Amsterdam: real hours, also over a change of the clock.

    Raises:
        BadTerm: the amount is not in hours, the moment has no time zone, or it lies far off.
    """
    if amount.unit is not Unit.HOURS:
        raise BadTerm(mark("{amount} run from a day, not from a moment."), amount=amount)
    if from_at.tzinfo is None:
        raise BadTerm(mark("A term in hours runs from a moment with a time zone."))
    refuse_far(from_at)
    return (from_at.astimezone(UTC) + timedelta(hours=amount.number)).astimezone(AMSTERDAM)
