"""Every page by the rules of WCAG 2.1 A and AA, as far as a machine can check them: axe-core finds nothing."""

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page
from sqlmodel import select

from dashboard.shell import PAGES
from flows.engine.drain import drain
from flows.office import Office
from models.holder import Holder
from models.link_pass import LinkPass, written
from models.tables import CaseFile, Wait

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
WHO: Mapping[str, tuple[str, ...]] = {
    "Ilse": ("home", "queue", "questions", "cases", "agency", "register", "letters", "clock", "meeting", "case"),
    "Margriet": ("overview", "process", "results"),
    "Yvonne": ("emergency", "log", "destruction"),
    "Wouter": ("region",),
}
"""Who looks at which page: somebody who sees most of it."""
STREAMLITS_OWN: Mapping[str, str] = {"svg-img-alt": '[data-testid="stVegaLiteChart"] [role^="graphics"]'}
"""What is left out, by rule and element, as docs/accessibility.md says: the marks of a picture, which has a name as a
whole and the same in words beside it."""
PHONE, DESK = {"width": 360, "height": 1400}, {"width": 1280, "height": 1400}


def found_by_axe(page: Page) -> list[str]:
    """What axe-core holds against the page as it stands: the rule, the element, and what is wrong with it."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    result = page.evaluate("levels => axe.run(document, {runOnly: levels})", LEVELS)
    # A page of which nothing could be checked would pass as well.
    assert len(result["passes"]) > 5
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
        if not _is_streamlits_own(page, rule["id"], node["target"])
    ]


def _is_streamlits_own(page: Page, rule: str, target: list[Any]) -> bool:
    """Whether that element is one of those left out for that rule."""
    own = STREAMLITS_OWN.get(rule)
    if own is None or not isinstance(target[-1], str):
        return False
    return bool(page.evaluate("([found, own]) => document.querySelector(found)?.matches(own)", [target[-1], own]))


def test_every_page_is_looked_at_by_somebody() -> None:
    assert {page for pages in WHO.values() for page in pages} == set(PAGES)


@pytest.mark.parametrize("name", sorted(WHO))
def test_axe_finds_nothing_on_the_pages_of(name: str, person: Callable[[], Any], registered: str) -> None:
    someone = person()
    someone.page.goto(someone.address)
    someone.settled()
    wrong = found_by_axe(someone.page)
    someone.sit_down(name)

    for page in WHO[name]:
        _go(someone, page, registered)
        for size in (DESK, PHONE):
            someone.page.set_viewport_size(size)
            someone.settled()
            wrong += [f"{page} at {size['width']}: {each}" for each in found_by_axe(someone.page)]
        someone.page.set_viewport_size(DESK)
        someone.settled()

    assert wrong == []


def test_axe_finds_nothing_behind_a_link_in_a_mail(person: Callable[[], Any], registered: str, office: Office) -> None:
    list(drain(office.store, office.now()))
    with office.store.read(office.now()) as tx:
        asked = select(Wait).join(CaseFile).where(CaseFile.ref == registered, Wait.key == "weighing")
        wait = tx.session.exec(asked).one()
        token = Holder(wait.part or "", wait.agency_id, wait.professional_id, wait.person_id).token
    someone = person()
    someone.page.goto(f"{someone.address}/a/{written(LinkPass(wait.id, token), office.store.vault)}")

    assert found_by_axe(someone.page) == []


def _go(someone: Any, page: str, ref: str) -> None:
    if page == "case":
        someone.open_case(ref)
    elif page == "queue":
        someone.page.get_by_role("link", name="Beantwoorden").first.click()
        someone.page.wait_for_url("**/queue*")
        someone.settled()
    elif page != "home":
        place = someone.page.get_by_test_id("stSidebarNav").locator(f'a[href$="/{page}"]')
        place.click()
        someone.page.wait_for_url(f"**/{page}*")
        someone.settled()
