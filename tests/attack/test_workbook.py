"""A spreadsheet that is taken away runs nothing: what looks like a formula, a link or a number is text in its cell."""

import io
import re
import zipfile

import openpyxl
import pytest

from notifications.spreadsheet import TextSheet, as_workbook

RUNS = ("=cmd|' /C calc'!A0", "=1+1", "+31", "-2+3", "@SUM(1)", "\t=1", "\r=1", "{=1+1}", '=HYPERLINK("http://a.example")',
        "http://a.example", "mailto:a@b.example", "007", "1e5", "TRUE")  # fmt: skip


@pytest.mark.parametrize("typed", RUNS)
def test_what_looks_like_a_formula_or_a_link_is_text_in_a_spreadsheet(typed: str) -> None:
    made = as_workbook([TextSheet("Casussen", [["Casus"], [typed]])])

    cell = openpyxl.load_workbook(io.BytesIO(made))["Casussen"]["A2"]
    assert (cell.data_type, cell.hyperlink, cell.number_format) == ("s", None, "@")
    assert cell.value.replace("_x000D_", "\r") == typed
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        written = b"".join(map(parts.read, parts.namelist()))
    assert not re.search(rb"<f[ >]|<hyperlink|vbaProject|externalLink", written)
