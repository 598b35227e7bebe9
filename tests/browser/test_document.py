"""The document a page begins in, in a real browser: no asking about, and nothing that the browser holds against it."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

KEEPS_LINES = """
window.lines = [];
window.WebSocket = class extends WebSocket { constructor(...how) { super(...how); lines.push(this) } }
"""


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


def test_streamlits_own_words_are_said_in_the_language_of_the_reader(person: Callable[[], Any]) -> None:
    wouter = person().sit_down("Wouter")
    wouter.menu("De regio")
    wouter.tab("Uit een spreadsheet")
    uploader = wouter.page.get_by_test_id("stFileUploader")
    choose = uploader.locator("button")

    expect(choose).to_have_text(re.compile("Kies een bestand"))
    expect(uploader).to_contain_text("Hoogstens 5MB")
    wouter.page.get_by_test_id("stSidebar").get_by_text("English", exact=True).first.click()
    expect(wouter.page.locator("html")).to_have_attribute("lang", "en")
    wouter.page.get_by_role("tab", name="From a spreadsheet").click()
    expect(choose).to_have_text(re.compile("Choose a file"))
    expect(uploader).to_contain_text("At most 5MB")


def test_a_lost_connection_says_so_in_the_language_of_the_reader(person: Callable[[], Any]) -> None:
    ilse = person()
    ilse.page.add_init_script(KEEPS_LINES)
    ilse.sit_down("Ilse")
    ilse.page.context.set_offline(True)
    ilse.page.evaluate("() => lines.at(-1).close()")

    expect(ilse.page.get_by_role("dialog")).to_contain_text("Vangnet geeft nu geen antwoord.", timeout=60_000)
    ilse.page.context.set_offline(False)
    expect(ilse.page.get_by_role("dialog")).to_have_count(0, timeout=60_000)
    expect(ilse.page.get_by_role("heading", name="Goedendag")).to_be_visible()


def test_a_page_of_another_role_and_one_that_is_not_there_say_so(person: Callable[[], Any]) -> None:
    ilse = person()
    ilse.page.goto(f"{ilse.address}/log")
    ilse.sit_down("Ilse", here=True)
    ilse.see("Deze pagina hoort bij een andere rol dan de uwe.")
    assert ilse.page.url.endswith("/log")

    ilse.page.goto(f"{ilse.address}/nergens")
    expect(ilse.page.get_by_role("dialog")).to_contain_text("Op dit adres is geen pagina.")
