"""A working day in a real browser: a lost window costs no word, and a row of questions ends with what was done."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

TYPED = "De jongere belt eerst zelf 💬"


def _words(someone: Any) -> Any:
    return someone.page.get_by_test_id("stMain").locator("textarea").first


def test_a_coordinator_takes_questions_in_a_row_and_finds_back_what_was_typed_before_the_window_was_lost(
    person: Callable[[], Any], registered: str
) -> None:
    ilse = person().sit_down("Ilse")
    ilse.see("Wat op u wacht")
    ilse.page.get_by_role("link", name="Beantwoorden").first.click()
    ilse.see("1 van ")
    ilse.settled()
    _words(ilse).fill(TYPED)
    ilse.page.keyboard.press("Tab")
    ilse.settled()
    where = ilse.page.url
    ilse.page.close()

    again = person()
    again.page.goto(where)
    again.sit_down("Ilse", here=True)
    expect(_words(again)).to_have_value(TYPED)
    again.page.set_viewport_size({"width": 360, "height": 740})
    again.settled()
    main = again.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0

    for _ in range(10):
        if not again.shows("Later: de vraag blijft open"):
            break
        again.page.get_by_role("button", name="Later", exact=True).press("Enter")
        again.settled()
    again.see("Klaar: 0 vragen beantwoord.")
    expect(again.page.get_by_role("heading", name=re.compile(r"Bewaard voor later \(\d+\)"))).to_be_visible()
    again.page.get_by_role("link", name="Terug naar mijn dag").click()
    again.see("concept")
