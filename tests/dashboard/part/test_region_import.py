"""The page takes a region from one spreadsheet: first what it would bring, then all of it; for administrators."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from models.tables import ExtraDay

WOUTER, ILSE = "wouter.sluiskamp@aanmeldpunt.example", "ilse.verhagen@aanmeldpunt.example"
DAY = {"Welke dag": "2027-05-11", "Hoe mensen de dag noemen": "Brugdag"}
TAKE = "take region"


@pytest.fixture
def hand_in(look: Any) -> Callable[..., Any]:
    """The part of the page, with a file handed in by a name that says nothing."""

    def page(content: bytes, name: str = "regio.xlsx") -> Any:
        at = look("region", WOUTER, **{"region tab": "Uit een spreadsheet"})
        at.session_state["region tab"] = "Uit een spreadsheet"
        at.run()
        at.file_uploader[0].set_value((name, content, "application/octet-stream")).run()
        assert not at.exception
        return at

    return page


@pytest.fixture
def read(words: Any) -> Callable[[Any], str]:
    """The words of a page without the signs that keep Markdown out of them."""
    return lambda at: str(words(at)).replace("\\", "").replace("&#58;", ":")


def _days(house: Any) -> list[str]:
    with house.office.store.read(house.now) as tx:
        return [row.label for row in tx.session.exec(select(ExtraDay)).all() if row.label == "Brugdag"]


def test_the_file_is_shown_first_and_taken_at_a_click(house: Any, hand_in: Any, read: Any, region_file: Any) -> None:
    at = hand_in(region_file({"Vrije dagen": [DAY]}))

    assert "**Vrije dagen**: 1 nieuw (rij 2)" in read(at)
    assert _days(house) == []

    at.button(key=TAKE).click().run()

    assert "Overgenomen: 1 nieuw, 0 anders, 0 zoals het was." in read(at)
    assert _days(house) == ["Brugdag"]


def test_a_file_with_a_wrong_row_says_which_and_offers_no_button(
    house: Any, hand_in: Any, read: Any, region_file: Any
) -> None:
    at = hand_in(region_file({"Vrije dagen": [DAY, DAY | {"Welke dag": "2027-05-12 <b>*x*"}]}))

    assert "Er klopt één ding niet." in read(at)
    assert "**Vrije dagen, rij 3**" in read(at)
    assert "dat is geen dag" in read(at)
    assert not [each for each in at.button if each.key == TAKE]
    assert _days(house) == []


@pytest.mark.parametrize("name", ["regio.xlsx", "regio.xlsm", "regio.csv"])
def test_what_a_file_is_stands_in_its_content_and_not_in_its_name(
    hand_in: Any, read: Any, region_file: Any, name: str
) -> None:
    assert "1 nieuw" in read(hand_in(region_file({"Vrije dagen": [DAY]}), name))
    assert "Dit is geen spreadsheet." in read(hand_in(b"naam;adres", name))


def test_what_is_there_already_asks_for_no_click(house: Any, hand_in: Any, read: Any, region_file: Any) -> None:
    content = region_file({"Vrije dagen": [DAY]})
    hand_in(content).button(key=TAKE).click().run()

    at = hand_in(content)

    assert "Alles in dit bestand staat al in de regio." in read(at)
    assert not [each for each in at.button if each.key == TAKE]


def test_the_coordinator_has_no_such_part(look: Any, words: Any) -> None:
    assert "Uit een spreadsheet" in words(look("region", WOUTER)) or "Uit een spreadsheet" in str(
        [tab.label for tab in look("region", WOUTER).tabs]
    )
    assert "Uit een spreadsheet" not in str([tab.label for tab in look("region", ILSE).tabs])
