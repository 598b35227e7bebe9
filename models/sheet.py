"""Reads a sheet of rows that a person filled in, and names each bad row by its line. Never guesses a value."""

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

Row = TypeVar("Row")
YES_OR_NO = {"yes": True, "ja": True, "no": False, "nee": False}


class FaultyFile(ValueError):  # noqa: N818 - names what is wrong
    """A file that was not taken at all; ``problems`` holds one sentence for each thing to mend."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        self.path = path
        self.problems = tuple(problems)
        super().__init__("\n".join((f"{path.name} is not taken:", *self.problems)))


def read_sheet(path: Path, columns: Sequence[str], row_of: Callable[[dict[str, str]], Row]) -> list[tuple[int, Row]]:
    """Every row with its line number; commas or semicolons, UTF-8, the first line names the columns.

    Args:
        path: the file.
        columns: the names the first line must hold, in any order.
        row_of: makes a row of its cells, or raises ValueError with one sentence.

    Raises:
        FaultyFile: no such columns, no UTF-8, or at least one bad row; all bad rows are named at once.
    """
    lines = _lines(path)
    separator = ";" if ";" in next(iter(lines), "") else ","
    reader = csv.DictReader(lines, delimiter=separator)
    absent = [column for column in columns if column not in (reader.fieldnames or ())]
    if absent:
        raise FaultyFile(path, [f"line 1: no column is named {', '.join(absent)}"])
    rows: list[tuple[int, Row]] = []
    problems: list[str] = []
    for cells in reader:
        try:
            rows.append((reader.line_num, row_of(_cells(cells))))
        except ValueError as problem:
            problems.append(f"line {reader.line_num}: {problem}")
    if problems:
        raise FaultyFile(path, problems)
    return rows


def _lines(path: Path) -> list[str]:
    try:
        # Spreadsheets put an invisible mark in front of UTF-8.
        return path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError:
        raise FaultyFile(path, ["the file is not in UTF-8: save it again as CSV UTF-8"]) from None


def _cells(cells: dict[str | Any, str | Any]) -> dict[str, str]:
    if None in cells:
        raise ValueError("there are more cells than columns")
    return {name: (cell or "").strip() for name, cell in cells.items()}


def day_of(text: str) -> date:
    """A day written 2026-10-17 or 17-10-2026; ValueError with one sentence for anything else."""
    parts = text.split("-")
    year_last = len(parts) == 3 and len(parts[2]) == 4
    try:
        return date.fromisoformat("-".join(reversed(parts)) if year_last else text)
    except ValueError:
        raise ValueError(f'"{text}" is no day: write 2026-10-17 or 17-10-2026') from None


def yes_or_no(text: str) -> bool:
    """True for yes or ja, False for no or nee; ValueError with one sentence for anything else."""
    if text.lower() not in YES_OR_NO:
        raise ValueError(f'"{text}" is not yes or no')
    return YES_OR_NO[text.lower()]
