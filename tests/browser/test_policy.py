"""The pages work under the policy they are sent with: nothing they need is kept out, and nothing of others comes in."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

NOTED = """
window.refused = [];
document.addEventListener('securitypolicyviolation',
  event => window.refused.push(event.effectiveDirective + ' ' + event.blockedURI));
"""
MANAGERS, COORDINATORS = (
    ("overview", "cases", "agency", "letters"),
    ("questions", "cases", "register", "region", "clock"),
)


@pytest.mark.parametrize(("who", "pages"), [("Margriet", MANAGERS), ("Ilse", COORDINATORS)])
def test_every_page_is_drawn_under_its_policy(
    person: Callable[[], Any], registered: str, who: str, pages: tuple[str, ...]
) -> None:
    seat = person()
    seat.page.add_init_script(NOTED)
    for name in [*pages, f"case?ref={registered}"]:
        seat.page.goto(f"{seat.address}/{name}")
        seat.sit_down(who, here=True)
        expect(seat.page.locator(".vn-menu")).to_be_visible()
        seat.page.wait_for_timeout(1500)
        assert (name, seat.page.evaluate("window.refused")) == (name, [])


def test_a_script_that_was_let_in_after_all_does_not_run_and_reaches_nobody(person: Callable[[], Any]) -> None:
    seat = person()
    seat.page.add_init_script(NOTED)
    seat.sit_down("Margriet")

    seat.page.evaluate(
        """() => {
          const script = document.createElement('script'); script.textContent = 'window.ran = true';
          const away = document.createElement('script'); away.src = 'https://elsewhere.example/a.js';
          const seen = document.createElement('img'); seen.src = 'https://elsewhere.example/a.png';
          document.body.append(script, away, seen);
          fetch('https://elsewhere.example/').catch(() => null);
        }"""
    )
    seat.page.wait_for_timeout(500)

    assert seat.page.evaluate("window.ran") is None
    assert {each.split()[0] for each in seat.page.evaluate("window.refused")} == {
        "script-src-elem", "img-src", "connect-src",
    }  # fmt: skip
