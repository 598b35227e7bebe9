"""What every print is made of: a title and parts in order, each plain text. It may hold names; it makes no file."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from notifications.plain import Language, Line, Plain

Text = Annotated[str, Field(max_length=200_000)]
"""What somebody wrote, as they wrote it: nothing in it is markup, and its line breaks stay."""

Columns = Annotated[tuple[Text, ...], Field(min_length=1, max_length=8)]


class Heading(Plain):
    """What the parts below it are about; level 2 stands under a level 1."""

    kind: Literal["heading"] = "heading"
    text: Text
    level: Literal[1, 2] = 1


class Paragraph(Plain):
    """A few sentences; boxed: what the reader must not miss, such as whom to call."""

    kind: Literal["paragraph"] = "paragraph"
    text: Text
    boxed: bool = False


class Bullets(Plain):
    """Several short things of one kind."""

    kind: Literal["bullets"] = "bullets"
    lines: tuple[Text, ...]


class Facts(Plain):
    """What is known, each with what it is called: ("school", "Waalzicht College")."""

    kind: Literal["facts"] = "facts"
    rows: tuple[tuple[Text, Text], ...]


class Table(Plain):
    """Rows with the same columns, at most eight; the head comes back on each page."""

    kind: Literal["table"] = "table"
    columns: Columns
    rows: tuple[tuple[Text, ...], ...]

    @model_validator(mode="after")
    def _each_row_is_whole(self) -> Self:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has a text for each column")
        return self


Part = Heading | Paragraph | Bullets | Facts | Table


class Printout(Plain):
    """One print.

    Attributes:
        title: stands on top, and is what a reader of the file is told first.
        footer: at the bottom of each page, such as the number of the case.
        made_at: kept in the file as its date.
    """

    title: Line
    language: Language
    footer: Line
    made_at: datetime
    parts: tuple[Part, ...]

    @model_validator(mode="after")
    def _the_first_heading_stands_at_the_top(self) -> Self:
        first = next((part for part in self.parts if isinstance(part, Heading)), None)
        if first is not None and first.level != 1:
            raise ValueError("the first heading of a print is of level 1")
        return self
