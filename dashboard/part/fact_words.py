"""One thing to know about a question, in words of the reader. Knows no question, and draws nothing."""

from datetime import date, datetime

from flows.queries.fact import Fact
from models.speech import say
from notifications.phrase import clock, day, money
from notifications.plain import Language


def worded(fact: Fact, language: Language) -> str:
    """How it stands: a day, a moment, an amount, or words; a code in the language of the reader."""
    value = fact.value
    if isinstance(value, datetime):
        return f"{day(value, language)}, {clock(value, language)}"
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, int):
        return money(value, language)
    return say(value, language) if fact.coded else value
