"""A file of sheets: text under heads that stay in sight, whole in any script, and as long as a cell can be."""

import io

import openpyxl

from notifications.spreadsheet import LONGEST_CELL, TextSheet, as_workbook


def test_every_sheet_holds_its_rows_below_a_head_that_stays_in_sight() -> None:
    made = as_workbook(
        [TextSheet("Uitleg", [["Lees dit"]], heads=False), TextSheet("Mensen", [["Naam"], ["Şeyma ليلى 🙂"]])]
    )

    book = openpyxl.load_workbook(io.BytesIO(made))

    assert book.sheetnames == ["Uitleg", "Mensen"]
    assert [[cell.value for cell in row] for row in book["Mensen"].rows] == [["Naam"], ["Şeyma ليلى 🙂"]]
    assert [book[name].freeze_panes for name in book.sheetnames] == [None, "A2"]


def test_a_text_longer_than_a_cell_is_cut_and_not_left_out() -> None:
    made = as_workbook([TextSheet("Mensen", [["a" * (LONGEST_CELL + 1)]])])

    assert openpyxl.load_workbook(io.BytesIO(made))["Mensen"]["A1"].value == "a" * LONGEST_CELL
