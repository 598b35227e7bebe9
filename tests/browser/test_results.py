"""The results of a school year in a real browser: the figures can be taken, each tab is drawn, on a phone too."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

TABS = ("Hoe lang het duurde", "Waar jongeren waren", "Waarom iets wachtte", "Doelen")


@pytest.fixture
def margriet(person: Callable[[], Any], registered: str) -> Any:
    """The manager, on the page of results."""
    someone = person()
    someone.page.goto(f"{someone.address}/results")
    return someone.sit_down("Margriet", here=True)


def test_a_manager_takes_the_figures_reads_every_tab_and_reads_them_on_a_phone(margriet: Any) -> None:
    # Before anything is clicked: Streamlit makes the file of a page that was drawn anew meanwhile no more.
    with margriet.page.expect_download() as download:
        margriet.page.get_by_role("button", name="CSV").click(delay=80)
    assert download.value.suggested_filename.startswith("vangnet-20")

    for tab in TABS:
        margriet.page.get_by_role("tab", name=tab, exact=True).click()
        margriet.settled()
        expect(margriet.page.get_by_role("tab", name=tab, exact=True)).to_have_attribute("aria-selected", "true")
        expect(margriet.page.get_by_test_id("stException")).to_have_count(0)

    margriet.page.set_viewport_size({"width": 360, "height": 740})
    margriet.settled()
    main = margriet.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
