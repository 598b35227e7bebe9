"""The menu beside every page: by keyboard, by finger, and on the way back."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect


@pytest.fixture
def margriet(person: Callable[[], Any]) -> Any:
    return person().sit_down("Margriet")


def test_the_keyboard_stays_in_the_menu_and_back_goes_to_the_page_before(margriet: Any) -> None:
    way = margriet.page.locator(".vn-menu").get_by_role("link", name="Per organisatie", exact=True)
    way.focus()
    margriet.page.keyboard.press("Enter")

    expect(margriet.page.get_by_role("heading", name="Per organisatie")).to_be_visible()
    expect(way).to_have_attribute("aria-current", "page")
    expect(way).to_be_focused()

    margriet.page.go_back()

    expect(margriet.page.get_by_role("heading", name="Goedendag")).to_be_visible()
    expect(way).not_to_have_attribute("aria-current", "page")


@pytest.mark.parametrize(("name", "title"), [("Overzicht", "Overzicht"), ("Mijn dag", "Goedendag")])
def test_on_a_phone_it_makes_room_for_the_page_that_was_chosen(margriet: Any, name: str, title: str) -> None:
    """Also for the one that lies below it already."""
    margriet.page.set_viewport_size({"width": 360, "height": 740})
    margriet.page.reload()
    margriet.sit_down("Margriet")
    margriet.page.get_by_test_id("stExpandSidebarButton").click()
    margriet.page.locator(".vn-menu").get_by_role("link", name=name, exact=True).click()

    expect(margriet.page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    expect(margriet.page.get_by_role("heading", name=title)).to_be_in_viewport()
