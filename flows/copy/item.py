"""What a copy of a file is made of: sections, entries and single things, each shown or left out. Reads nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from models.speech import mark


class Mask(StrEnum):
    """Why something is left out of a copy as long as nobody decides otherwise."""

    CONTACT = "contact"
    FAMILY = "family"
    SAID_BY_OTHERS = "said by others"
    ABOUT_OTHERS = "about others"
    SECRET_ADDRESS = "secret address"  # noqa: S105 - no password
    OF_AN_AGENCY = "of an agency"
    NOT_FOR_PARENTS = "not for parents"
    NOTE = "note"
    BY_HAND = "by hand"


CALLED: Mapping[Mask, str] = {
    Mask.CONTACT: mark("how somebody else is reached"),
    Mask.FAMILY: mark("about somebody of the family"),
    Mask.SAID_BY_OTHERS: mark("somebody else said this"),
    Mask.ABOUT_OTHERS: mark("about somebody else"),
    Mask.SECRET_ADDRESS: mark("the address is secret"),
    Mask.OF_AN_AGENCY: mark("of the organisation itself"),
    Mask.NOT_FOR_PARENTS: mark("the youth decides who sees this"),
    Mask.NOTE: mark("a note beside the file"),
    Mask.BY_HAND: mark("left out by hand, with a reason"),
}
"""What each is called in a copy; a test holds it against the list."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a file.

    Attributes:
        key: where it stands: table, number of the row, column, and within an answer the field.
        name: what another program calls it.
        label: what people call it, in the language of the copy.
        text: what stands there, as people read it.
        mask: why it is left out; nothing where it is shown.
        usual: why it would be left out if nobody had decided.
        sealed: whoever makes the copy may not see it either, and decides nothing about it.
    """

    key: str
    name: str
    label: str
    text: str
    mask: Mask | None = None
    usual: Mask | None = None
    sealed: bool = False

    def decided(self, masked: bool | None) -> "Item":  # noqa: FBT001 - what a person decided, or nothing
        """The same after what a person decided about it, if anything."""
        if masked is None or self.sealed:
            return self
        return replace(self, mask=(self.usual or Mask.BY_HAND) if masked else None)


@dataclass(frozen=True, slots=True)
class Entry:
    """What belongs together in a file: one row.

    Attributes:
        hidden: where all that is private in it is left out, nothing tells that it is there.
    """

    key: str
    items: tuple[Item, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a file.

    Attributes:
        as_table: its entries are alike and short, and are drawn below each other in columns.
    """

    name: str
    title: str
    entries: tuple[Entry, ...]
    as_table: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """Everything a file holds, with what is left out of this copy."""

    ref: str
    request: int
    sections: tuple[Section, ...]

    def items(self) -> Iterator[Item]:
        """Every single thing."""
        for section in self.sections:
            for entry in section.entries:
                yield from entry.items

    def released(self) -> "Copy":
        """The copy as it is handed over: hidden entries are gone, and what is left out says only why."""
        kept = (replace(each, entries=tuple(filter(None, map(_released, each.entries)))) for each in self.sections)
        return replace(self, sections=tuple(section for section in kept if section.entries))


def _released(entry: Entry) -> Entry | None:
    if entry.hidden and any(item.mask for item in entry.items):
        return None
    return replace(entry, items=tuple(replace(item, text="") if item.mask else item for item in entry.items))
