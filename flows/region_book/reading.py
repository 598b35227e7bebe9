"""Reads a region's spreadsheet into rows that fit their sheet, and says of every other row what is wrong with it.

Looks nothing up in the region, and writes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from flows.region_book.sheets import EXPLANATION, PAGES, BookPage, pages_by_name
from models.forms.form import Sheet
from models.forms.wording import bad_answers
from models.refusal import Refused
from models.speech import LANGUAGES, mark, say
from models.workbook import BookSheet, Value, open_book

NOTHING = mark("There is nothing in this file. Fill in at least one row below the heads of a sheet.")
NO_SHEET = mark("There is no sheet called '{sheet}' in a region's file. These are: {sheets}.")
MERGED = mark("In the sheet '{sheet}' cells were made one, from {cells}. Take them apart again.")
NO_COLUMN = mark("In the sheet '{sheet}' these columns are missing: {columns}.")
STRANGE_COLUMN = mark("In the sheet '{sheet}' there is no column called '{column}'. These are: {columns}.")
COLUMN_TWICE = mark("In the sheet '{sheet}' the column '{column}' stands there twice.")
TWICE = mark("This stands in row {row} already.")
CELL = mark("The field '{field}' does not fit: {why}")


@dataclass(frozen=True, slots=True)
class Told:
    """One row that fits its sheet."""

    page: BookPage
    row: int
    line: Sheet


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row, or with a whole sheet or file: then the row is none."""

    sheet: str
    row: int | None
    why: Refused


@dataclass(slots=True)
class Heard:
    """A whole file.

    Attributes:
        faulty: how rows that do not fit are called by other sheets.
    """

    told: list[Told] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)


def read_region(content: bytes) -> Heard:
    """Every row of every sheet, in the order in which they are taken.

    Raises:
        Refused: the file cannot be read at all, or there is nothing in it.
    """
    heard = Heard()
    sheets = _known_sheets(open_book(content), heard)
    for page in PAGES:
        for sheet in sheets.get(page.name, ()):
            _read_sheet(page, sheet, heard)
    if not heard.told and not heard.faults:
        raise Refused(NOTHING)
    return heard


def _known_sheets(book: Sequence[BookSheet], heard: Heard) -> dict[str, list[BookSheet]]:
    found: dict[str, list[BookSheet]] = {}
    explanations = {say(EXPLANATION, language).casefold() for language in LANGUAGES}
    known = pages_by_name()
    for sheet in book:
        name = sheet.name.strip().casefold()
        if name in known:
            found.setdefault(known[name].name, []).append(sheet)
        elif sheet.rows and name not in explanations:
            names = ", ".join(page.title for page in PAGES)
            heard.faults.append(Fault(sheet.name[:40], None, Refused(NO_SHEET, sheet=sheet.name[:40], sheets=names)))
    return found


def _read_sheet(page: BookPage, sheet: BookSheet, heard: Heard) -> None:
    if not sheet.rows:
        return
    try:
        columns = _columns(page, sheet)
    except Refused as why:
        heard.faults.append(Fault(page.title, None, why))
        return
    seen: dict[tuple[Any, ...], int] = {}
    for number, cells in sheet.rows[1:]:
        told = {name: cells[place] for place, name in columns.items() if place < len(cells) and cells[place] != ""}
        if not told:
            continue
        faults = list(_faults_of_cells(page, told))
        line = None if faults else _line(page, told, faults)
        if line is not None and page.once:
            key = tuple(_same(getattr(line, name)) for name in page.once)
            if seen.setdefault(key, number) != number:
                faults.append(Refused(TWICE, row=seen[key]))
        if line is not None and not faults:
            heard.told.append(Told(page, number, line))
            continue
        heard.faults += [Fault(page.title, number, why) for why in faults]
        if page.called and isinstance(called := told.get(page.called), str):
            heard.faulty.add(called.casefold())


def _same(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _columns(page: BookPage, sheet: BookSheet) -> dict[int, str]:
    """Which column holds which field.

    Raises:
        Refused: cells that were made one, a column that is missing, strange or there twice.
    """
    where = {"sheet": page.title}
    if sheet.merged:
        raise Refused(MERGED, cells=sheet.merged, **where)
    known = {head.casefold(): name for language in LANGUAGES for name, head in page.heads(language).items()}
    heads = page.heads()
    found: dict[int, str] = {}
    for place, head in enumerate(sheet.rows[0][1]):
        if head == "":
            continue
        name = known.get(str(head).casefold()) if isinstance(head, str) else None
        if name is None:
            raise Refused(STRANGE_COLUMN, column=_short(head), columns=", ".join(heads.values()), **where)
        if name in found.values():
            raise Refused(COLUMN_TWICE, column=heads[name], **where)
        found[place] = name
    needed = [name for name, each in page.line.model_fields.items() if each.is_required()]
    absent = [heads[name] for name in needed if name not in found.values()]
    if absent:
        raise Refused(NO_COLUMN, columns=", ".join(absent), **where)
    return found


def _short(value: Value) -> str:
    return str(value)[:40]


def _faults_of_cells(page: BookPage, told: dict[str, Value]) -> Iterator[Refused]:
    heads = page.heads()
    for name, value in told.items():
        if isinstance(value, Refused):
            yield Refused(CELL, field=heads[name], why=value)


def _line(page: BookPage, told: dict[str, Value], faults: list[Refused]) -> Sheet | None:
    try:
        return page.line.model_validate(told)
    except ValidationError as wrong:
        heads = page.heads()
        for each in bad_answers(page.line, wrong):
            head = heads.get(each.field.partition(".")[0], each.field)
            faults.append(Refused(each.sentence, **{**each.values, "field": head}))
        return None
