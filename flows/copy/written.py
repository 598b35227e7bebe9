"""A copy of a file for another program: JSON by the schema in ``docs/file-copy.schema.json``. Reads nothing."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from flows.copy.item import Copy, Entry, Mask, Section
from notifications.plain import Language


class _Plain(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WrittenItem(_Plain):
    """One thing in the file."""

    name: str = Field(description="what it is called for programs; stays the same between versions")
    label: str = Field(description="what people call it, in the language of the copy")
    text: str | None = Field(description="what stands there; null where it is left out")
    left_out: Mask | None = Field(description="why it is left out, if it is")


class WrittenEntry(_Plain):
    """One row of the file."""

    key: str = Field(description="kind of row and its number, such as goal/12")
    items: tuple[WrittenItem, ...]


class WrittenSection(_Plain):
    """One part of the file."""

    name: str = Field(description="what it is called for programs")
    title: str
    entries: tuple[WrittenEntry, ...]


class WrittenCopy(_Plain):
    """A copy of one file, for who it is about."""

    format: Literal["vangnet-file-copy"] = "vangnet-file-copy"
    version: Literal[1] = 1
    case: str = Field(description="the number of the case")
    language: Language
    made_at: datetime
    sections: tuple[WrittenSection, ...]


def written_copy(copy: Copy, language: Language, now: datetime) -> str:
    """The copy that was released, as JSON."""
    written = WrittenCopy(case=copy.ref, language=language, made_at=now, sections=tuple(map(_section, copy.sections)))
    return written.model_dump_json(indent=2)


def _section(section: Section) -> WrittenSection:
    return WrittenSection(name=section.name, title=section.title, entries=tuple(map(_entry, section.entries)))


def _entry(entry: Entry) -> WrittenEntry:
    items = tuple(
        WrittenItem(name=item.name, label=item.label, text=None if item.mask else item.text, left_out=item.mask)
        for item in entry.items
    )
    return WrittenEntry(key=entry.key, items=items)
