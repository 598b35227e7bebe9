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


@pytest.fixture
def point(office: Any) -> int:
    """The number of the registration point, where the registration waits."""
    with office.store.read(office.now()) as tx:
        return int(tx.session.exec(select(Agency.id).where(Agency.code == "aanmeldpunt")).one())


def cell(someone: Any, point: int) -> Any:
    """The registration point's cell of the first stage."""
    return someone.page.locator(f'.vn-heat a[href*="agency={point}&column=intake"]')


def test_a_click_on_a_cell_asks_for_its_questions_and_a_link_keeps_them(margriet: Any, point: int) -> None:
    margriet.page.evaluate("window.stays = true")
    cell(margriet, point).click()

    expect(margriet.page).to_have_url(re.compile(f"agency={point}&column=intake"))
    expect(cell(margriet, point)).to_have_attribute("aria-current", "true")
    margriet.see("Wat past bij deze jongere, en wie is casemanager?")
    assert margriet.page.evaluate("window.stays")
    margriet.page.go_back()
    expect(cell(margriet, point)).not_to_have_attribute("aria-current", "true")
    margriet.page.go_forward()
    expect(cell(margriet, point)).to_have_attribute("aria-current", "true")
    margriet.page.reload()
    margriet.settled()
    assert "column=intake" in margriet.page.url


def test_a_cell_and_a_row_are_opened_by_keyboard_and_in_a_window_of_their_own(margriet: Any, point: int) -> None:
    cell(margriet, point).focus()
    margriet.page.keyboard.press("Enter")
    expect(cell(margriet, point)).to_have_attribute("aria-current", "true")
    asked = margriet.page.locator(".vn-asked")
    expect(asked).to_be_focused()
    expect(asked.get_by_role("heading")).to_be_in_viewport()
    row = asked.locator("li").get_by_role("link").last
    ref = row.inner_text()
    with margriet.page.context.expect_page() as opened:
        row.click(modifiers=["Control"])

    opened.value.wait_for_load_state()
    assert opened.value.url.endswith(f"/case?ref={ref}")
    assert "/overview" in margriet.page.url
    row.locator("xpath=ancestor::li").click(position={"x": 20, "y": 40})
    expect(margriet.page).to_have_url(re.compile(f"/case[?]ref={ref}$"))
    expect(margriet.page.get_by_role("heading", name=ref)).to_be_visible()


@pytest.mark.parametrize(("language", "title"), [("Nederlands", "Overzicht"), ("English", "Overview")])
def test_it_fits_on_a_phone_in_both_languages(margriet: Any, language: str, title: str) -> None:
    expect(margriet.page.locator(".vn-heat")).to_be_visible()
    margriet.settled()
    margriet.page.get_by_test_id("stSidebar").get_by_text(language, exact=True).first.click()
    margriet.settled()
    margriet.page.set_viewport_size({"width": 360, "height": 740})
    margriet.settled()

    expect(margriet.page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    main = margriet.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0


def test_the_keyboard_stays_at_the_part_it_chose_and_a_link_opens_that_part(margriet: Any) -> None:
    part = margriet.page.get_by_role("link", name="Hoe lang jongeren in een fase zijn")
    part.focus()
    margriet.page.keyboard.press("Enter")

    margriet.see("het afgelopen jaar nog geen 5 klaar")
    expect(part).to_have_attribute("aria-current", "page")
    expect(part).to_be_focused()
    margriet.page.goto(f"{margriet.address}/overview?part=trend")
    margriet.sit_down("Margriet", here=True)
    margriet.see("De laatste vier weken")


def test_a_row_clicked_twice_is_one_step_for_the_way_back(margriet: Any) -> None:
    margriet.page.locator(".vn-asked li").get_by_role("link").first.dblclick()
    expect(margriet.page).to_have_url(re.compile("/case[?]ref="))
    margriet.settled()
    margriet.page.go_back()

    expect(margriet.page).to_have_url(re.compile("/overview$"))
    expect(margriet.page.get_by_role("heading", name="Overzicht", exact=True)).to_be_visible()
