"""Which pages there are, and who has each: around every page. One table of pages; no page's content."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.known import still_known
from dashboard.page import (
    agency,
    case,
    cases,
    clock,
    destruction,
    emergency,
    home,
    letters,
    log,
    meeting,
    overview,
    process,
    questions,
    queue,
    region,
    register,
    results,
    sign_in,
)
from dashboard.page.providers import show_providers
from dashboard.part.clicked import begin_page
from dashboard.part.drawing import draw
from dashboard.part.flash import flash_is_seen, show_flash
from dashboard.part.link import address_of, arrive_at, link_to, remember_pages
from dashboard.part.plain import plain
from dashboard.seat import desk_of, language_of, sit_down
from dashboard.sidebar import show_sidebar
from flows.office import Office, office_of_this_process
from models.refusal import Refused
from models.speech import mark, say

ICON = Path(__file__).parent / "icon.png"
FIRST = "home"
LOOK_EVERY = timedelta(seconds=30)
OF_ANOTHER_ROLE = mark(
    "This page belongs to another role than yours. Whoever sent you the link sees more, or other things."
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what it is called, what it shows, and who has it.

    Attributes:
        icon: its sign in the menu, by its name in Material Symbols.
        has: whether somebody has this page.
        in_menu: it stands in the menu; otherwise it is opened from another page.
    """

    title: str
    icon: str
    show: Callable[[Desk], None]
    has: Callable[[Desk], bool] = lambda _desk: True
    in_menu: bool = True


PAGES: Mapping[str, Page] = {
    FIRST: Page(mark("My day"), "home", home.show),
    "overview": Page(mark("Overview"), "grid_on", overview.show, overview.has),
    "questions": Page(mark("My questions"), "checklist", questions.show),
    "queue": Page(mark("One after another"), "playlist_play", queue.show, in_menu=False),
    "cases": Page(mark("Where is everybody?"), "groups", cases.show),
    "meeting": Page(mark("Meetings"), "calendar_month", meeting.show),
    "agency": Page(mark("Per agency"), "apartment", agency.show),
    "results": Page(mark("Results"), "bar_chart", results.show),
    "register": Page(mark("Register a youth"), "person_add", register.show),
    "region": Page(mark("The region"), "map", region.show, lambda desk: bool(region.sections_of(desk.viewer))),
    "emergency": Page(mark("Emergency access"), "emergency", emergency.show, emergency.has),
    "destruction": Page(mark("Destruction list"), "delete_forever", destruction.show, destruction.has),
    "log": Page(mark("Who looked"), "visibility", log.show, log.has),
    "letters": Page(mark("What is sent"), "mail", letters.show, letters.has),
    "case": Page(mark("A case"), "folder_open", case.show, in_menu=False),
    "clock": Page(mark("The clock of the demo"), "schedule", clock.show, lambda desk: desk.is_demo),
    "process": Page(mark("The process"), "account_tree", process.show, process.has),
}
"""Every page by its address. The first answers at the root only, so no mail ever points to it."""


def run() -> None:
    """One run of the page somebody looks at."""
    try:
        office = office_of_this_process()
        _show(office, *_seated(office))
    except Refused as refused:
        st.error(plain(refused.text(language_of(None))))


def _seated(office: Office) -> tuple[Desk | None, Refused | None]:
    """Who sits here; at a provider's word that is not enough: nobody, and why, for another try."""
    try:
        return desk_of(office), None
    except Refused as refused:
        if office.settings.sign_in == "demo":
            raise
        return None, refused


def _show(office: Office, desk: Desk | None, refused: Refused | None) -> None:
    begin_page()
    language = desk.language if desk else language_of(None)
    pages = _registered(desk)
    remember_pages({name: pages[name] for name, page in PAGES.items() if desk is None or page.has(desk)})
    page = st.navigation(list(pages.values()), position="hidden")
    name = page.url_path or FIRST
    st.set_page_config(page_title=f"{say(PAGES[name].title, language)} · Vangnet", page_icon=str(ICON), layout="wide")
    arrive_at(name)
    if desk is not None:
        _show_menu(desk, name)
    show_sidebar(office, desk, language)
    with st.container():
        show_flash()
    if desk is not None:
        page.run()
        flash_is_seen()
        if office.settings.sign_in == "oidc":
            _watch(office)
        return
    if refused is not None:
        st.error(plain(refused.text(language)), icon=":material/info:")
    if office.settings.sign_in == "oidc":
        show_providers(office, page.url_path, language)
        return
    chosen = sign_in.choose(office, language)
    if chosen is not None:
        sit_down(chosen)
        st.rerun()


@st.fragment(run_every=LOOK_EVERY)
def _watch(office: Office) -> None:
    """What is on the screen goes within a minute of the end of a session, also when nobody clicks."""
    if not still_known(office):
        st.rerun()


def _show_menu(desk: Desk, here: str) -> None:
    """The pages of whoever sits here."""
    ways = [
        {"words": desk.say(page.title), "icon": page.icon, "href": href, "chosen": name == here}
        for name, page in PAGES.items()
        if page.in_menu and (href := address_of(name))
    ]
    with st.sidebar:
        draw("menu", desk.language, name=desk.say(mark("Pages")), ways=ways)


def _registered(desk: Desk | None) -> dict[str, Any]:
    """Every page, whoever sits here: a page of another role says so, and keeps its address."""
    language = desk.language if desk else language_of(None)
    return {
        name: st.Page(
            partial(_guarded, page, desk), title=say(page.title, language), url_path=name, default=name == FIRST
        )
        for name, page in PAGES.items()
    }


def _guarded(page: Page, desk: Desk | None) -> None:
    """A page, with a refusal as one sentence in its place."""
    if desk is None:
        return
    if not page.has(desk):
        st.info(desk.say(OF_ANOTHER_ROLE), icon=":material/info:")
        link_to(FIRST, desk.say(PAGES[FIRST].title))
        return
    try:
        page.show(desk)
    except Refused as refused:
        st.error(plain(refused.text(desk.language)), icon=":material/info:")
