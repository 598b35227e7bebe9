"""Sheets that people fill in. Never on what stands in one."""

from datetime import date
from pathlib import Path

import pytest

from models.sheet import FaultyFile, day_of, read_sheet, yes_or_no


def _number(cells: dict[str, str]) -> int:
    if not cells["number"].isdigit():
        raise ValueError(f'"{cells["number"]}" is no number')
    return int(cells["number"])


@pytest.mark.parametrize(
    "text",
    [
        "number,note\n1,een\n2,twee\n",
        "number;note\r\n1;een\r\n2;twee\r\n",
        "\ufeffnumber,note\n1,een\n2,twee\n",
        "note,number,more\neen, 1 ,\ntwee,2,x\n",
    ],
    ids=["commas", "semicolons and Windows lines", "the mark of a spreadsheet", "other order and one more column"],
)
def test_a_sheet_is_read_as_spreadsheets_save_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="utf-8", newline="")

    rows = read_sheet(path, ("number", "note"), _number)

    assert rows == [(2, 1), (3, 2)]


def test_every_bad_row_is_named_by_its_own_line_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("number,note\nx,een\n\n2,twee\ny,drie\n4,vier,vijf\n", encoding="utf-8")

    with pytest.raises(FaultyFile) as refusal:
        read_sheet(path, ("number", "note"), _number)

    assert refusal.value.problems == (
        'line 2: "x" is no number',
        'line 5: "y" is no number',
        "line 6: there are more cells than columns",
    )
    assert str(refusal.value).startswith("sheet.csv is not taken:")


def test_a_row_that_stops_early_has_empty_cells(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("note,number\neen\n", encoding="utf-8")

    with pytest.raises(FaultyFile, match='line 2: "" is no number'):
        read_sheet(path, ("number", "note"), _number)


@pytest.mark.parametrize("text", ["", "nummer,note\n1,een\n"])
def test_a_sheet_without_the_column_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(FaultyFile, match="line 1: no column is named number"):
        read_sheet(path, ("number",), _number)


def test_a_sheet_in_another_encoding_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes("number,note\n1,één\n".encode("latin-1"))

    with pytest.raises(FaultyFile, match="save it again as CSV UTF-8"):
        read_sheet(path, ("number", "note"), _number)


@pytest.mark.parametrize("text", ["2026-10-17", "17-10-2026"])
def test_a_day_is_read_the_dutch_way_and_the_other(text: str) -> None:
    assert day_of(text) == date(2026, 10, 17)


@pytest.mark.parametrize("text", ["", "17 oktober", "17-10-26", "31-02-2026", "2026-13-01"])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        day_of(text)


@pytest.mark.parametrize(("text", "answer"), [("yes", True), ("Ja", True), ("no", False), ("NEE", False)])
def test_yes_and_no_are_read_in_both_languages(text: str, answer: bool) -> None:  # noqa: FBT001 - a table's column
    assert yes_or_no(text) is answer


def test_perhaps_is_neither_yes_nor_no() -> None:
    with pytest.raises(ValueError, match='"perhaps" is not yes or no'):
        yes_or_no("perhaps")
