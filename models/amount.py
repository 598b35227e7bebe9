"""How long a term is: a number and a unit, read from and written in plain words. Never counts a day."""

import re
from dataclasses import dataclass
from enum import StrEnum

from models.speech import mark, say


class BadTerm(ValueError):  # noqa: N818 - names what is wrong
    """A term that cannot be counted, said in one sentence for whoever wrote it.

    Args:
        sentence: the English sentence, also the key of its Dutch twin.
        **values: what stands in the sentence's ``{places}``; an amount is said in the reader's language.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence = sentence
        self.values = values
        super().__init__(self.text("en"))

    def text(self, language: str) -> str:
        """The sentence in the reader's language."""
        shown = {
            name: value.words(language) if isinstance(value, Amount) else value for name, value in self.values.items()
        }
        return say(self.sentence, language, **shown)


class Unit(StrEnum):
    """What a term is counted in. Working days and calendar weeks are different things, never converted."""

    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    DAYS = "days"
    HOURS = "hours"


# Ten years in each unit: a longer term is a typing error.
LONGEST = {Unit.WORKING_DAYS: 2610, Unit.WEEKS: 522, Unit.MONTHS: 120, Unit.DAYS: 3653, Unit.HOURS: 87_672}
WORDS = {
    Unit.WORKING_DAYS: {"nl": ("werkdag", "werkdagen"), "en": ("working day", "working days")},
    Unit.WEEKS: {"nl": ("week", "weken"), "en": ("week", "weeks")},
    Unit.MONTHS: {"nl": ("maand", "maanden"), "en": ("month", "months")},
    Unit.DAYS: {"nl": ("dag", "dagen"), "en": ("day", "days")},
    Unit.HOURS: {"nl": ("uur", "uur"), "en": ("hour", "hours")},
}
_OTHER_WORDS = {
    Unit.WORKING_DAYS: ("workday", "workdays", "business day", "business days", "wd"),
    Unit.WEEKS: ("wk", "wks"),
    Unit.MONTHS: (),
    Unit.DAYS: ("calendar day", "calendar days", "kalenderdag", "kalenderdagen"),
    Unit.HOURS: ("uren",),
}
_UNITS = {
    word: unit
    for unit, words in WORDS.items()
    for word in (*words["nl"], *words["en"], *_OTHER_WORDS[unit], unit.value)
}
_YEARS = ("year", "years", "jaar", "jaren")
_PHRASE = re.compile(r"(?P<sign>[+-]?)(?P<number>[0-9]+)(?P<rest>[.,][0-9]+)? ?(?P<word>[^\W\d][^\d]*)")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number of units, from one up to ten years.

    Raises:
        BadTerm: zero, negative, or longer than ten years.
    """

    number: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.number < 1:
            raise BadTerm(mark("A term is at least 1 of something, not {amount}."), amount=self)
        if self.number > LONGEST[self.unit]:
            raise BadTerm(mark("A term is at most ten years, and {amount} is longer."), amount=self)

    def words(self, language: str) -> str:
        """As a person says it: "8 weken", "1 working day"; ``parse`` reads it back."""
        return f"{self.number} {WORDS[self.unit][language][self.number != 1]}"


def parse(phrase: str) -> Amount:
    """Reads "8 weeks", "5 workdays", "2 maanden", "72 hours". A year is twelve months.

    Raises:
        BadTerm: no number and unit, no whole number, zero, negative, over ten years, or an unknown unit.
    """
    match = _PHRASE.fullmatch(" ".join(phrase.lower().split()))
    if match is None:
        raise BadTerm(
            mark('Write a term as a number and a unit, like "8 weeks" or "5 working days", not "{phrase}".'),
            phrase=_shown(phrase),
        )
    if match["rest"]:
        raise BadTerm(mark('A term is a whole number of units, not "{phrase}".'), phrase=_shown(phrase))
    unit, times = _unit(match["word"])
    # Seven digits are past every limit already; a longer number need not be read.
    number = int(match["number"].lstrip("0")[:7] or "0") * times
    return Amount(-number if match["sign"] == "-" else number, unit)


def _unit(word: str) -> tuple[Unit, int]:
    if word in _YEARS:
        return Unit.MONTHS, 12
    if word not in _UNITS:
        raise BadTerm(
            mark('A term has no unit "{word}": use working days, days, weeks, months, years or hours.'),
            word=_shown(word),
        )
    return _UNITS[word], 1


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
