"""Every page by the rules of WCAG 2.1 A and AA, as far as a machine can check them: axe-core finds nothing."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlmodel import select

from dashboard.shell import PAGES
from flows.engine.drain import drain
from flows.office import Office
from models.holder import Holder
from models.link_pass import LinkPass, written
from models.tables import CaseFile, Wait

WHO: Mapping[str, tuple[str, ...]] = {
    "Ilse": ("home", "queue", "questions", "cases", "agency", "register", "letters", "clock", "meeting", "case"),
    "Margriet": ("overview", "overview?part=ages", "overview?part=trend", "process", "results"),
    "Yvonne": ("emergency", "log", "destruction"),
    "Wouter": ("region",),
}
"""Who looks at which page: somebody who sees most of it."""
FoundByAxe = Callable[[Any], list[str]]
PHONE, DESK = {"width": 360, "height": 1400}, {"width": 1280, "height": 1400}


def test_every_page_is_looked_at_by_somebody() -> None:
    assert {page.partition("?")[0] for pages in WHO.values() for page in pages} == set(PAGES)


@pytest.mark.parametrize("name", sorted(WHO))
def test_axe_finds_nothing_on_the_pages_of(
    name: str, person: Callable[[], Any], registered: str, found_by_axe: FoundByAxe
) -> None:
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


def test_axe_finds_nothing_behind_a_link_in_a_mail(
    person: Callable[[], Any], registered: str, office: Office, found_by_axe: FoundByAxe
) -> None:
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
    elif "?" in page:
        someone.page.locator(f'a[href$="{page}"]').click()
        someone.page.wait_for_url(re.compile(re.escape(page)))
        someone.settled()
    elif page != "home":
        place = someone.page.locator(f'.vn-menu a[href="{page}"]')
        place.click()
        someone.page.wait_for_url(f"**/{page}*")
        someone.settled()
