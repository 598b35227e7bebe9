"""The document a page begins in, in a real browser: no asking about, and nothing that the browser holds against it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect


def test_a_deep_link_asks_once_where_the_server_is_and_then_no_more(person: Callable[[], Any]) -> None:
    someone = person()
    asked: list[str] = []
    said: list[str] = []
    someone.page.on("request", lambda request: asked.append(request.url.removeprefix(someone.address)))
    someone.page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)

    someone.page.goto(f"{someone.address}/overview")
    someone.page.get_by_text("Wie bent u vandaag?").wait_for()
    first = [each for each in asked if each.endswith("/_stcore/health")]
    asked.clear()
    someone.page.reload()
    someone.page.get_by_text("Wie bent u vandaag?").wait_for()

    assert first == ["/_stcore/health"]
    assert [each for each in asked if "overview/_stcore" in each] == []
    expect(someone.page.locator("html")).to_have_attribute("lang", "nl")
    assert said == []
