"""A spreadsheet of the region in a real browser: tried first, each wrong row by name, and then all of it at once."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlmodel import select

from flows.office import Office
from models.tables import ExtraDay
from notifications.spreadsheet import MEDIA_TYPE, TextSheet, as_workbook

HEADS = ("Welke dag", "Hoe mensen de dag noemen")
RIGHT, WRONG = ("14-05-2027", "Brugdag na Hemelvaart"), ("veertien mei", "Brugdag na Hemelvaart")


@pytest.fixture
def wouter(person: Callable[[], Any]) -> Any:
    """The administrator, where a region is taken from a spreadsheet."""
    someone = person()
    someone.page.goto(f"{someone.address}/region")
    someone.sit_down("Wouter", here=True)
    someone.tab("Uit een spreadsheet")
    someone.settled()
    return someone


def hand_in(someone: Any, *rows: Sequence[str]) -> None:
    content = as_workbook([TextSheet("Vrije dagen", [list(HEADS), *map(list, rows)])])
    file = {"name": "regio.xlsx", "mimeType": MEDIA_TYPE, "buffer": content}
    someone.page.locator("input[type=file]").first.set_input_files(file)
    someone.settled()


def test_a_file_is_tried_its_wrong_rows_are_named_and_then_it_is_taken(wouter: Any, office: Office) -> None:
    def labels() -> list[str]:
        with office.store.read(office.now()) as tx:
            return list(tx.session.exec(select(ExtraDay.label).where(ExtraDay.label == RIGHT[1])))

    hand_in(wouter, RIGHT, WRONG)
    wouter.see("Vrije dagen, rij 3")
    wouter.sees_not("Alles overnemen", "rij 2")
    assert labels() == []

    hand_in(wouter, RIGHT)
    wouter.see("Wat dit bestand zou brengen")
    wouter.see("1 nieuw")
    wouter.sees_not("rij 3")
    assert labels() == []

    wouter.press("Alles overnemen")
    wouter.see("Overgenomen: 1 nieuw")
    assert labels() == [RIGHT[1]]
