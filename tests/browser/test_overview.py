"""The overview in a real browser: a click on a cell lists its questions, on a phone too, in both languages."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from models.tables import Agency


@pytest.fixture
def margriet(person: Callable[[], Any], registered: str) -> Any:
    """The manager, while one registration waits to be weighed."""
    someone = person()
    someone.page.goto(f"{someone.address}/overview")
    return someone.sit_down("Margriet", here=True)


DRAWN = 500
"""Milliseconds in which a picture takes its size."""


def picture(someone: Any) -> Any:
    """The picture of where questions wait, drawn."""
    found = someone.page.get_by_test_id("stVegaLiteChart").first
    expect(found.locator("canvas, svg").first).to_be_visible()
    found.scroll_into_view_if_needed()
    someone.page.wait_for_timeout(DRAWN)
    return found


def _click_in_the_first_column(someone: Any) -> None:
    """From below to above, until a cell that holds a number is hit: other cases of the demo may stand in other rows."""
    box = picture(someone).bounding_box()
    for above_the_foot in range(41, int(box["height"]), 18):
        someone.page.mouse.click(box["x"] + 188, box["y"] + box["height"] - above_the_foot)
        someone.settled()
        if "column=" in someone.page.url:
            return


@pytest.fixture
def point(office: Any) -> int:
    """The number of the registration point, where the registration waits."""
    with office.store.read(office.now()) as tx:
        return int(tx.session.exec(select(Agency.id).where(Agency.code == "aanmeldpunt")).one())


def test_a_click_on_a_cell_asks_for_its_questions_and_a_link_keeps_them(margriet: Any, point: int) -> None:
    margriet.see("Waar vragen wachten")
    _click_in_the_first_column(margriet)

    expect(margriet.page).to_have_url(re.compile("column=intake"))
    expect(margriet.page).to_have_url(re.compile("agency="))

    # Other cases of the demo may stand in that row: the link of this one's cell is opened as a colleague would.
    margriet.page.goto(f"{margriet.address}/overview?agency={point}&column=intake")
    margriet.sit_down("Margriet", here=True)
    margriet.see("Wat past bij deze jongere, en wie is casemanager?")
    margriet.page.reload()
    margriet.settled()
    assert "column=intake" in margriet.page.url


@pytest.mark.parametrize(("language", "title"), [("Nederlands", "Overzicht"), ("English", "Overview")])
def test_it_fits_on_a_phone_in_both_languages(margriet: Any, language: str, title: str) -> None:
    picture(margriet)
    margriet.settled()
    margriet.page.get_by_test_id("stSidebar").get_by_text(language, exact=True).first.click()
    margriet.settled()
    margriet.page.set_viewport_size({"width": 360, "height": 740})
    margriet.settled()

    expect(margriet.page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    main = margriet.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
