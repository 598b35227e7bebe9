"""Sheets of text as a file that spreadsheets open. No cell is ever a formula, a number or a link; keeps nothing."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_CELL = 32_767
"""Signs a spreadsheet can keep in one cell."""
WIDEST = 60
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_MEANING = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class TextSheet:
    """One sheet: its name, and its rows, of which the first holds the heads.

    Attributes:
        heads: the first row is one, and stays in sight.
    """

    name: str
    rows: Sequence[Sequence[str]]
    heads: bool = True


def as_workbook(sheets: Iterable[TextSheet]) -> bytes:
    """The sheets as one file; every cell is text, also what looks like a formula, a number or an address.

    Source: OWASP, CSV injection: what is no formula for a spreadsheet is not run by it.
    """
    import xlsxwriter  # noqa: PLC0415 - only who takes a file along needs it

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _NO_MEANING) as book:
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        head = book.add_format({"num_format": "@", "bold": True, "text_wrap": True, "valign": "top"})
        for each in sheets:
            sheet = book.add_worksheet(each.name)
            for number, row in enumerate(each.rows):
                for place, cell in enumerate(row):
                    sheet.write_string(number, place, cell[:LONGEST_CELL], head if each.heads and not number else text)
            for place, width in enumerate(_widths(each.rows)):
                sheet.set_column(place, place, width, text)
            if each.heads:
                sheet.freeze_panes(1, 0)
    return file.getvalue()


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    most = max(map(len, rows), default=0)
    longest = [max((len(row[place]) for row in rows if len(row) > place), default=0) for place in range(most)]
    return [min(max(each + 2, 8), WIDEST) for each in longest]
