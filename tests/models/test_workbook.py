"""A spreadsheet somebody hands in: what is no plain one is refused in a sentence, whatever it is called."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from models import workbook
from models.refusal import Refused
from models.workbook import open_book


def _book(*rows: tuple[Any, ...], change: Callable[[Any], None] = lambda _: None) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Mensen"
    for row in rows:
        book.active.append(row)
    change(book.active)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _with(name: str, content: bytes, book: bytes | None = None) -> bytes:
    """The file with one part more, or with another one in its place."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book or _book(("Naam",)))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return made.getvalue()


def _locked() -> bytes:
    made = bytearray(_book(("Naam",)))
    central = made.index(b"PK\x01\x02")
    made[central + 8] |= 1
    return bytes(made)


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
REFUSED = {
    "nothing at all": (b"", workbook.NOT_ONE),
    "a text": (b"naam;adres\n", workbook.NOT_ONE),
    "a zip of something else": (_with("photo.png", b"x", None)[:0] + b"PK\x05\x06" + bytes(18), workbook.NOT_ONE),
    "half a file": (_book(("Naam",))[:900], workbook.BROKEN),
    "an old kind, or one with a password": (b"\xd0\xcf\x11\xe0" + bytes(600), workbook.SEALED),
    "a zip with a password": (_locked(), workbook.SEALED),
    "macros": (_with("xl/vbaProject.bin", b"x"), workbook.MACROS),
    "macros of the oldest kind": (_with("xl/macrosheets/sheet1.xml", b"<x/>"), workbook.MACROS),
    "a kind that may hold macros": (
        _with("[Content_Types].xml", b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled"/>'),
        workbook.MACROS,
    ),
    "too many bytes": (b"PK" + bytes(workbook.LARGEST), workbook.TOO_LARGE),
    "endless zeros in a small file": (_with("xl/media/a.png", bytes(workbook.LARGEST_INSIDE)), workbook.TOO_LARGE),
    "signs that grow": (_with("xl/sharedStrings.xml", DOCTYPE), workbook.BROKEN),
    "signs that grow, after many others": (
        _with("xl/sharedStrings.xml", b"<!--" + b"x" * 1_500_000 + b"-->" + DOCTYPE), workbook.BROKEN,
    ),
    "a part in another spelling": (_with("xl/sharedStrings.xml", DOCTYPE.decode().encode("utf-16")), workbook.BROKEN),
    "a sheet that is no sheet": (_with("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"), workbook.BROKEN),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_plain_spreadsheet_is_refused_in_one_sentence(what: str) -> None:
    content, sentence = REFUSED[what]

    with pytest.raises(Refused) as refused:
        open_book(content)

    assert refused.value.sentence == sentence
    assert "{" not in refused.value.text("nl")


def test_fifty_thousand_rows_are_refused_and_five_thousand_are_read() -> None:
    with pytest.raises(Refused) as refused:
        open_book(_book(*(("a@b.example",) for _ in range(50_000))))
    assert refused.value.text("nl") == "Het blad 'Mensen' heeft meer dan 5000 rijen. Kies een bestand met minder rijen."

    assert len(open_book(_book(*(("a@b.example",) for _ in range(5_000))))[0].rows) == 5_000


def test_a_row_is_named_by_its_number_and_empty_rows_are_left_out() -> None:
    sheet = open_book(_book(("Naam",), (None,), ("  ",), ("Noor",)))[0]

    assert sheet.rows == ((1, ("Naam",)), (4, ("Noor",)))


def test_a_cell_is_a_text_a_day_or_refused_by_name() -> None:
    cells = ("Noor ", 12, 12.0, 1.5, True, date(2026, 10, 17), datetime(2026, 10, 17, 12, 30), "17-10-2026", "#N/A")  # noqa: DTZ001 - a spreadsheet knows no zone

    (_, row), (_, (formula, text)) = open_book(_book(cells, ("=1+1", None), change=_as_text))[0].rows

    assert row[:8] == ("Noor", "12", "12", "1.5", "ja", date(2026, 10, 17), date(2026, 10, 17), "17-10-2026")
    assert row[8].text("nl") == "er staat een fout van de spreadsheet: #N/A."  # type: ignore[union-attr]
    assert formula.text("nl") == "er staat een formule. Zet de uitkomst er als tekst neer."  # type: ignore[union-attr]
    assert text == "=1+1"


def _as_text(sheet: Any) -> None:
    sheet["B2"].value = "=1+1"
    sheet["B2"].data_type = "s"


def test_cells_that_were_made_one_are_told() -> None:
    assert open_book(_book(("Naam", "Rol"), change=lambda sheet: sheet.merge_cells("A1:B1")))[0].merged == "A1:B1"
    assert open_book(_book(("Naam", "Rol")))[0].merged == ""
