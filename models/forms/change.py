"""The sheets of what people do to a case besides answering: what they fill in for it. Files nothing.

Source: process.md, "What every stage obeys".
"""

from datetime import date

from models.forms.form import Sheet, asked
from models.forms.intake import Way
from models.holder import AnAgency, APerson
from models.speech import mark


class ConsentWithdrawal(Sheet):
    """Somebody withdraws a yes; it works at once."""

    giver: APerson = asked(mark("Who"), pick="giver who said yes")
    partners: list[AnAgency] = asked(
        mark("For which partners"), help=mark("All partners when left empty."), pick="partner", default_factory=list,
        max_length=30,
    )  # fmt: skip
    way: Way = asked(mark("How it was said"), default="table")
    said_on: date = asked(mark("On"))
