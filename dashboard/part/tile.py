"""Numbers side by side, each with what it counts, the list behind it and a word beside it. Counts nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.desk import Desk
from dashboard.part.drawing import draw

GOOD, MUST = "good", "must"
"""The signs before a note: as it must be, and not as it must be."""


@dataclass(frozen=True, slots=True)
class Note:
    """A word beside a number.

    Attributes:
        linked: the last of its words, which open ``href`` if there is one.
        mark: the sign before it, if any.
    """

    words: str
    linked: str = ""
    href: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A number.

    Attributes:
        number: nothing where there was nothing to count it from.
        href: the list it was counted from; where that is empty, no link.
    """

    label: str
    number: int | None
    href: str | None = None
    notes: tuple[Note, ...] = ()


def show_tiles(desk: Desk, tiles: Sequence[Tile]) -> None:
    """The numbers side by side, and below each other where there is no room."""
    draw("tiles", desk.language, tiles=tiles)
