"""A copy of a file as a print, in plain words; what is left out says why. Reads nothing of the file itself."""

from collections.abc import Iterator
from datetime import datetime

from flows.copy.item import CALLED, Copy, Entry, Item, Section
from models.label import capital
from models.speech import mark, say
from notifications.phrase import day
from notifications.plain import Language
from notifications.printout import Facts, Heading, Paragraph, Part, Printout, Table

_INTRODUCTION = (
    mark("This is a copy of everything the file holds. The region keeps it to agree who helps, and on what."),
    mark("Organisations are named with what somebody does there, not by that person's name."),
    mark("Where it says that something is left out, it is of somebody else, or could harm them. You may ask about it."),
    mark("Is something not right? Say so: it is put right, or your own words are put beside it."),
    mark("You may complain to the Dutch Data Protection Authority (Autoriteit Persoonsgegevens) too."),
    mark("No computer decides about anybody in this file: people do."),
)
MOST_COLUMNS = 8
"""Of one table; a test holds every source that is drawn as a table against it."""


def printed_copy(copy: Copy, language: Language, now: datetime) -> Printout:
    """The copy that was released, as a print. Its footer holds the number of the case, and no name."""
    parts: list[Part] = [Paragraph(text=say(sentence, language)) for sentence in _INTRODUCTION]
    for section in copy.sections:
        parts += _section(section, language)
    return Printout(
        title=say(mark("What stands in the file"), language),
        language=language,
        footer=f"{copy.ref} · {day(now, language)}",
        made_at=now,
        parts=tuple(parts),
    )


def _section(section: Section, language: Language) -> Iterator[Part]:
    yield Heading(text=section.title)
    if section.as_table:
        yield from _tables(section, language)
        return
    for number, entry in enumerate(section.entries, 1):
        if len(section.entries) > 1:
            yield Heading(text=str(number), level=2)
        yield Facts(rows=tuple((capital(item.label), _text(item, language)) for item in entry.items))


def _tables(section: Section, language: Language) -> Iterator[Part]:
    """One table for each set of columns: rows of one kind below each other."""
    for keys in dict.fromkeys(_kind(entry) for entry in section.entries):
        rows = [entry for entry in section.entries if _kind(entry) == keys]
        names = list(dict.fromkeys((item.name, item.label) for entry in rows for item in entry.items))[:MOST_COLUMNS]
        yield Table(
            columns=tuple(capital(label) for _, label in names),
            rows=tuple(_row(entry, [name for name, _ in names], language) for entry in rows),
        )


def _kind(entry: Entry) -> str:
    return entry.key.partition("/")[0]


def _row(entry: Entry, names: list[str], language: Language) -> tuple[str, ...]:
    found = {item.name: _text(item, language) for item in entry.items}
    return tuple(found.get(name, "") for name in names)


def _text(item: Item, language: Language) -> str:
    if item.mask is None:
        return item.text
    return say(mark("[left out: {why}]"), language, why=say(CALLED[item.mask], language))
