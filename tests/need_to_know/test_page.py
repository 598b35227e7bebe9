"""Every page, every part of the case page and every address, for everybody: no word that the table does not let out."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from streamlit.testing.v1 import AppTest

from dashboard.route.table import ROUTES
from dashboard.shell import PAGES
from flows.commands.feed import make_feed
from flows.commands.own_link import make_own_link
from models import own_pass
from models.holder import Holder
from models.item import Item
from models.link_pass import LinkPass, written
from models.policy import allows

REF = "VN-ZQCASE"
AGENCY = {"zqschool"}
"""The name of an organisation, which stands in lists that say nothing of a youth."""
CARRIES: dict[str, frozenset[Item]] = {
    "register": frozenset({Item.DRAFT}),
    **dict.fromkeys(("home", "overview", "questions", "queue", "cases", "agency"), frozenset()),
    **dict.fromkeys(("region", "emergency", "letters", "clock", "process", "log", "destruction"), frozenset()),
    **dict.fromkeys(("meeting", "results"), frozenset()),
}
"""What each page but the case's may show of a case in words: a draft to the agency that writes it, and nothing else.

The queue asks one question after the other, with what each needs.
"""


def script(page: str, who: int, ref: str) -> None:
    """One page, or all parts of the case page, for one viewer."""
    import streamlit as st  # noqa: PLC0415 - run as a script of its own

    from dashboard.desk import Desk  # noqa: PLC0415
    from dashboard.page.case import SECTIONS  # noqa: PLC0415
    from dashboard.part.seen import Seen  # noqa: PLC0415
    from dashboard.shell import PAGES  # noqa: PLC0415
    from flows.commands.viewer import viewer_numbered  # noqa: PLC0415
    from flows.office import office_of_this_process  # noqa: PLC0415
    from flows.queries.case_story import case_story  # noqa: PLC0415
    from flows.queries.door import open_case  # noqa: PLC0415
    from models.policy import partly  # noqa: PLC0415
    from models.refusal import Refused  # noqa: PLC0415

    office = office_of_this_process()
    with office.store.read(office.now()) as tx:
        viewer = viewer_numbered(tx, who)
    desk = Desk(office, viewer, "Iemand", "Ergens", "nl", office.now(), is_demo=True)
    try:
        if page != "case":
            if PAGES[page].has(desk):
                PAGES[page].show(desk)
            return
        with desk.read() as tx:
            seen = Seen(open_case(tx, viewer, ref), case_story(tx, viewer, ref))
    except Refused as refused:
        st.error(refused.text("nl"))
        return
    st.title(seen.story.youth or "")
    for section in SECTIONS:
        if partly(seen.opened.held, section.item, section.action):
            section.show(desk, seen)


def _drawn(node: Any) -> Iterator[str]:
    proto = getattr(node, "proto", None)
    if proto is not None:
        yield str(proto)
    for child in getattr(node, "children", {}).values():
        yield from _drawn(child)


def _shown(world: Any, page: str, who: str) -> set[str]:
    at = AppTest.from_function(script, default_timeout=60, args=(page, world.viewers[who].professional_id, REF)).run()
    assert not at.exception, (page, who, [each.value for each in at.exception])
    found: set[str] = world.seen(" ".join(_drawn(at._tree)))
    return found


SIGN_IN = frozenset({"asked, by a link"})
"""Who has no page: a link opens one question."""


def test_every_page_has_a_row() -> None:
    assert set(PAGES) == {*CARRIES, "case"}


@pytest.mark.parametrize("page", sorted(CARRIES))
def test_a_page_shows_no_word_of_a_case(world: Any, page: str) -> None:
    wrong = {}
    for who in set(world.viewers) - SIGN_IN:
        may = {word for word in world.may_see(who) if world.item(word) in CARRIES[page] or page == "queue"} | AGENCY
        shown = _shown(world, page, who)
        if shown - may:
            wrong[who] = shown - may

    assert wrong == {}


def test_the_page_of_a_case_shows_what_the_table_says(world: Any) -> None:
    wrong = {}
    for who in set(world.viewers) - SIGN_IN:
        shown = _shown(world, "case", who)
        may = world.may_see(who) | AGENCY if allows(world.held[who], Item.NUMBER) else set()
        if shown - may:
            wrong[who] = shown - may

    assert wrong == {}
    # No part of the page shows the family, the line of a check-in or the words of a step.
    everything = world.may_see("case manager") - {"zqmember", "zqline", "zqstep"}
    assert everything - _shown(world, "case", "case manager") == set()


def _get(path: str) -> str:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=ROUTES))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(path)

    return asyncio.run(ask()).text


def test_an_address_shows_no_word_of_a_case_to_who_has_only_the_address(world: Any) -> None:
    asked = world.viewers["asked"]
    token = written(
        LinkPass(world.numbers[f"{REF} wait"], Holder("", None, asked.professional_id, None).token), world.store.vault
    )
    link = make_own_link(world.store, world.viewers["case manager"], REF, world.now)
    feed = make_feed(world.store, world.viewers["case manager"], world.now)
    addresses = {
        "/healthz": "/healthz",
        "/readyz": "/readyz",
        "/sign-in/{provider}": "/sign-in/nobody",
        "/a/{token}": f"/a/{token}",
        "/j/{token}": f"/j/{own_pass.written(link, world.store.vault)}",
        "/calendar/{token}.ics": f"/calendar/{feed}.ics",
    }

    assert {route.path for route in ROUTES if isinstance(route, Route)} == set(addresses), "say what it shows"
    for path in addresses.values():
        assert world.seen(_get(path)) == set(), path
