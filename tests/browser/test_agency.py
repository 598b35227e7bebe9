"""The page per agency in a real browser, on a phone: one's own figures, no wider than the screen."""

from collections.abc import Callable
from typing import Any


def test_an_agency_reads_its_own_figures_on_a_phone(person: Callable[[], Any], registered: str) -> None:
    bram = person()
    bram.page.goto(f"{bram.address}/agency")
    bram.sit_down("Waalzicht College: Bram", at_an_agency=True, here=True)
    bram.page.set_viewport_size({"width": 360, "height": 1400})
    bram.settled()

    bram.see("Waalzicht College")
    bram.see("Het afgelopen half jaar")
    main = bram.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
