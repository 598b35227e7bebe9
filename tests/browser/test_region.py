"""The page of the region on a phone: read, changed, and nothing wider than the screen."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from flows.office import Office

PARTS = (
    "Overeenkomsten en mandaten",
    "Keteninstrumenten",
    "Termijnen",
    "De kalender",
    "De ladder",
    "Geld en doelen",
    "Mail die niet aankomt",
    "Medewerkers",
    "Organisaties",
)


@pytest.fixture
def ilse(person: Callable[[], Any]) -> Any:
    """The coordinator with a phone, on the page of the region."""
    someone = person()
    someone.page.set_viewport_size({"width": 360, "height": 740})
    someone.page.goto(f"{someone.address}/region")
    return someone.sit_down("Ilse", here=True)


def open_part(someone: Any, title: str) -> None:
    someone.page.get_by_role("tab", name=title, exact=True).click()
    someone.settled()
    expect(someone.page.get_by_role("tab", name=title, exact=True)).to_have_attribute("aria-selected", "true")


def test_every_part_fits_on_a_phone(ilse: Any) -> None:
    for title in PARTS:
        open_part(ilse, title)
        main = ilse.page.get_by_test_id("stMain")
        assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0, title


def test_a_term_is_changed_and_read_back(ilse: Any, office: Office) -> None:
    open_part(ilse, "Termijnen")
    ilse.unfold("Een termijn wijzigen")
    ilse.choose("Welke termijn", "Onderling verrekenen")
    ilse.settled()
    ilse.finds("Hoe lang *", "8 weken")
    ilse.type("Hoe lang *", "9 weken")
    ilse.day("Van *", office.now().date())
    ilse.press("Een termijn wijzigen")

    ilse.see("De termijn is gewijzigd vanaf die dag.")
    ilse.see("9 weken")
