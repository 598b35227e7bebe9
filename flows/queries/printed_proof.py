"""The declaration that something was destroyed, as a print: when, by whom, how many rows. Never what stood in them."""

from datetime import datetime

from flows.queries.destruction import Proof
from models.retention import CATEGORIES, Category
from models.speech import mark, say
from notifications.phrase import clock, day
from notifications.plain import Language
from notifications.printout import Facts, Heading, Paragraph, Printout, Table


def declaration(proof: Proof, ref: str, agency: str, now: datetime, language: Language) -> Printout:
    """The print; with the number of the case only where the reader typed it, for it is kept nowhere."""

    def moment(at: datetime | None) -> str:
        return f"{day(at, language)}, {clock(at, language)}" if at else ""

    facts = [
        (say(mark("Case number"), language), ref),
        (say(mark("Number of this proof"), language), str(proof.id)),
        (say(mark("What it was"), language), say(CATEGORIES[Category(proof.category)].label, language)),
        (say(mark("Kept until"), language), day(proof.due_on, language)),
        (say(mark("Approved first by"), language), f"{proof.first}, {moment(proof.first_at)}"),
        (say(mark("Approved second by"), language), f"{proof.second}, {moment(proof.second_at)}"),
        (say(mark("Destroyed on"), language), moment(proof.destroyed_at)),
        (say(mark("Cleaned outside the tables on"), language), moment(proof.cleaned_at)),
    ]
    rows = tuple((name, str(number)) for name, number in proof.counts.items())
    return Printout(
        title=say(mark("Declaration of destruction"), language),
        language=language,
        footer=agency,
        made_at=now,
        parts=(
            Paragraph(text=say(_TEXT, language)),
            Facts(rows=tuple((label, value) for label, value in facts if value)),
            Heading(text=say(mark("Rows per table"), language)),
            Table(columns=(say(mark("Table"), language), say(mark("Rows"), language)), rows=rows),
        ),
    )


_TEXT = mark(
    "What is named here was destroyed after two different people approved it. No content of it was kept. Copies in "
    "backups and in mailboxes of others are outside this declaration."
)
