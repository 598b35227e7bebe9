"""A youth's own page on a phone: the code from the paper, the plan, one press; and axe-core finds nothing."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser
from sqlmodel import select

from flows.commands.own_link import make_own_link
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.office import Office
from flows.queries.own_given import given_link
from models.tables import CaseFile, OwnAsk

ILSE = "ilse.verhagen@aanmeldpunt.example"


def test_a_youth_opens_the_page_with_the_code_and_asks_for_another_meeting(
    browser: Browser,
    office: Office,
    registered: str,
    asks_on_own_page: Callable[[Any, Any], None],
    found_by_axe: Callable[[Any], list[str]],
) -> None:
    list(drain(office.store, office.now()))
    with office.store.read(office.now()) as tx:
        ilse, case = viewer_of(tx, ILSE), tx.session.exec(select(CaseFile.id).where(CaseFile.ref == registered)).one()
    make_own_link(office.store, ilse, registered, office.now())
    with office.store.read(office.now()) as tx:
        link = given_link(tx, case)
    assert link is not None
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="nl-NL", color_scheme="dark")
    page = context.new_page()

    asks_on_own_page(page, link)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert found_by_axe(page) == []
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    context.close()
    with office.store.read(office.now()) as tx:
        assert tx.session.exec(select(OwnAsk.kind).where(OwnAsk.case_id == case)).one() == "another meeting"
