"""A list taken along: the same rows as a CSV and as a spreadsheet, logged, and it says when there are more."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from sqlmodel import select

from dashboard.desk import Desk
from dashboard.part import taking
from dashboard.part.taking import file_of
from flows.queries.case_filter import CaseFilter
from models.code import Logged
from models.tables import LogLine

BRAM, MARGRIET = "bram.hoevelaar@waalzicht.example", "margriet.oosterwold@aanmeldpunt.example"


@pytest.fixture
def desk(house: Any) -> Desk:
    return Desk(house.office, house.viewer(MARGRIET), "Margriet", "Aanmeldpunt", "nl", house.now, is_demo=True)


def _rows(made: bytes, kind: str) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";"))
    return [[cell.value or "" for cell in row] for row in openpyxl.load_workbook(io.BytesIO(made)).active.rows]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_a_file_of_either_kind_and_that_is_logged(house: Any, desk: Desk, kind: str) -> None:
    ref = house.register(BRAM)

    head, line = _rows(file_of(desk, CaseFilter(), kind, 1), kind)

    assert (head[0], line[0], line[1]) == ("Casus", ref, "intake")
    with house.office.store.read(house.now) as tx:
        taken = tx.session.exec(select(LogLine).where(LogLine.what == Logged.EXPORT)).all()
    assert [(row.about, row.professional_id) for row in taken] == [("cases", desk.viewer.professional_id)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_that_holds_not_the_whole_list_says_so_in_its_last_row(house: Any, desk: Desk, kind: str) -> None:
    house.register(BRAM)

    last = _rows(file_of(desk, CaseFilter(), kind, taking.MOST + 1), kind)[-1]

    assert last[0].startswith("De lijst is langer: er staan 5001 casussen in, en in een bestand passen er 5000.")


def test_the_page_offers_both_kinds(house: Any, look: Any, words: Any) -> None:
    house.register(BRAM)

    shown = words(look("cases", MARGRIET))

    assert "Deze lijst opslaan als bestand (XLSX)" in shown
    assert "Deze lijst opslaan als bestand (CSV)" in shown
