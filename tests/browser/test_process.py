"""The map of the process in a real browser: a click on a step lists what waits there, on a phone too."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

DRAWN = 500
"""Milliseconds in which a picture takes its size."""


def _click_down_the_map(someone: Any) -> None:
    """From the first box to the next ones, until a step is hit."""
    picture = someone.page.get_by_test_id("stVegaLiteChart").first
    expect(picture.locator("canvas, svg").first).to_be_visible()
    picture.scroll_into_view_if_needed()
    someone.page.wait_for_timeout(DRAWN)
    for down in (126, 210, 294):
        box = picture.bounding_box()
        someone.page.mouse.click(box["x"] + 60, box["y"] + down)
        someone.settled()
        if "step=" in someone.page.url:
            return


def test_the_manager_sees_where_in_the_process_a_case_stands(person: Callable[[], Any], registered: str) -> None:
    margriet = person()
    margriet.page.goto(f"{margriet.address}/process?stage=intake")
    margriet.sit_down("Margriet", here=True)
    margriet.see("Getekend uit de programmacode zelf")
    _click_down_the_map(margriet)
    expect(margriet.page).to_have_url(re.compile("step="))

    margriet.page.goto(f"{margriet.address}/process?stage=intake&step=weighing")
    margriet.sit_down("Margriet", here=True)
    margriet.see(registered)
    margriet.page.set_viewport_size({"width": 360, "height": 740})
    margriet.settled()
    main = margriet.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
