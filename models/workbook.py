"""Opens a spreadsheet (XLSX) that somebody handed in: rows of text and days. Runs nothing in it, and guesses no value.

What a file is, is read in its content and never in its name. Source: issue 6, "Bad input".
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.refusal import Refused
from models.speech import mark

LARGEST = 5_000_000
"""Bytes of a file; a region of a thousand people stays far below."""
LARGEST_INSIDE = 40_000_000
"""Bytes of all parts together: a small file can hold endless zeros."""
MOST_PARTS = 500
MOST_ROWS = 5_000
"""Rows with something in them, in one sheet."""
MOST_EMPTY = 100_000
MOST_COLUMNS = 40
_CHUNK, _OVERLAP = 1 << 20, 64

NOT_ONE = mark("This is no spreadsheet. Save it as an Excel workbook (.xlsx) and choose that file.")
SEALED = mark("This file has a password, or is of an old kind. Save it as .xlsx, without a password.")
TOO_LARGE = mark("The file is too large: at most {most} MB, and nothing hidden in it.")
BROKEN = mark("The file is broken and cannot be read. Open it, save it again as .xlsx, and choose that file.")
MACROS = mark("The file holds macros. Save it as an Excel workbook without macros (.xlsx).")
TOO_LONG = mark("The sheet '{sheet}' has more than {most} rows. Choose a file with fewer.")
FORMULA = mark("is a formula. Put its outcome there as text.")
ERROR = mark("is an error of the spreadsheet: {value}.")

Value = str | date | Refused
"""What stands in a cell; a refusal where it cannot be taken."""


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet of the file.

    Attributes:
        rows: those with something in them, each with its number in the sheet.
        merged: the first cells that were made one; empty where none were.
    """

    name: str
    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    merged: str = ""


def open_book(content: bytes) -> tuple[BookSheet, ...]:
    """Every sheet of the file, in its order.

    Raises:
        Refused: no spreadsheet, too large or too long, with macros or a password, or broken; in one sentence.
    """
    _insist_on_a_book(content)
    import openpyxl  # noqa: PLC0415 - only who hands a file in needs it

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return tuple(
                BookSheet(str(sheet.title), tuple(_rows(sheet)), _merged(parts, sheet)) for sheet in book.worksheets
            )
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - a broken file breaks wherever it is touched
        raise Refused(BROKEN) from None


def _insist_on_a_book(content: bytes) -> None:
    if len(content) > LARGEST:
        raise Refused(TOO_LARGE, most=LARGEST // 1_000_000)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(SEALED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _insist_on_its_parts(parts)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError):
        raise Refused(BROKEN if content.startswith(b"PK") else NOT_ONE) from None


def _insist_on_its_parts(parts: zipfile.ZipFile) -> None:
    inside = parts.infolist()
    names = {part.filename.lower() for part in inside}
    # A part is read no further than the size it says it has.
    if len(inside) > MOST_PARTS or sum(part.file_size for part in inside) > LARGEST_INSIDE:
        raise Refused(TOO_LARGE, most=LARGEST // 1_000_000)
    if any(part.flag_bits & 1 for part in inside):
        raise Refused(SEALED)
    if any(re.search(r"vbaproject|/macrosheets/|/activex/", name) for name in names):
        raise Refused(MACROS)
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise Refused(NOT_ONE)
    for part in inside:
        if part.filename.lower().endswith((".xml", ".rels")):
            _insist_on_plain_text(parts, part)


def _insist_on_plain_text(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No part that defines its own signs, which can make a few bytes into billions, nor one that allows macros."""
    if _found(parts, part.filename, rb"^(\xff\xfe|\xfe\xff)|<!DOCTYPE|<!ENTITY"):
        raise Refused(BROKEN)
    if part.filename.lower() == "[content_types].xml" and _found(parts, part.filename, rb"macroEnabled|vbaProject"):
        raise Refused(MACROS)


def _found(parts: zipfile.ZipFile, name: str, pattern: bytes) -> re.Match[bytes] | None:
    before = b""
    with parts.open(name) as part:
        while chunk := part.read(_CHUNK):
            if found := re.search(pattern, before + chunk):
                return found
            before = chunk[-_OVERLAP:]
    return None


def _merged(parts: zipfile.ZipFile, sheet: Any) -> str:
    name = sheet._worksheet_path.removeprefix("/")  # noqa: SLF001 - a sheet that is only read tells it nowhere else
    found = _found(parts, name, rb'<(?:\w+:)?mergeCell [^>]{0,20}?ref="([A-Z0-9:]{1,30})"')
    return found[1].decode("ascii") if found else ""


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Value, ...]]]:
    sheet.reset_dimensions()
    filled = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        row = tuple(map(_value, cells))
        while row and row[-1] == "":
            row = row[:-1]
        filled += bool(row)
        if filled > MOST_ROWS or number > MOST_EMPTY:
            raise Refused(TOO_LONG, sheet=str(sheet.title)[:40], most=MOST_ROWS)
        if row:
            yield number, row


def _value(cell: Any) -> Value:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Refused(FORMULA)
    if cell.data_type == "e":
        return Refused(ERROR, value=str(value)[:10])
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    return _text(value)


def _text(value: Any) -> str:
    """As a person would type it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
