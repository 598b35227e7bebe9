"""The region: what was agreed, who may decide, what there is, how long things take, who is away.

Each part shows what holds and, below it, what this viewer may do about it and why not the rest. Role decides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.act import show_acts
from dashboard.part.clicked import clicked
from dashboard.part.crossing import forget_sent
from dashboard.part.gone import forget_what_is_gone
from dashboard.part.link import came_from_elsewhere
from dashboard.part.region_agreement import show_agreements
from dashboard.part.region_calendar import show_calendar
from dashboard.part.region_ground import show_grounds
from dashboard.part.region_import import show_import
from dashboard.part.region_ladder import show_ladder
from dashboard.part.region_means import show_catalogue, show_programme
from dashboard.part.region_staff import show_agencies, show_staff
from dashboard.part.region_term import show_terms
from dashboard.part.unsent import show_unsent
from models.access import RegionDeed, Viewer, may_in_region
from models.speech import mark

OVERSEES = (RegionDeed.LOOK_OVER,)
LEADS = (RegionDeed.LOOK_OVER, RegionDeed.SAY_WHO_WORKS, RegionDeed.SAY_WHO_WORKS_HERE)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page.

    Attributes:
        deeds: who has it: whoever may do one of these.
        acts: the commands that stand below it.
    """

    title: str
    deeds: Sequence[RegionDeed]
    show: Callable[[Desk], None]
    acts: tuple[str, ...] = ()


SECTIONS: Sequence[Section] = (
    Section(
        mark("Agreements and mandates"),
        OVERSEES,
        show_agreements,
        ("give_mandate", "end_mandate", "sign_agreement", "leave_agreement", "conclude_agreement", "end_agreement"),
    ),
    Section(
        mark("Chain instruments"),
        OVERSEES,
        show_catalogue,
        ("add_instrument", "change_instrument", "close_instrument"),
    ),
    Section(mark("Grounds"), OVERSEES, show_grounds, ("change_ground", "add_ground", "rest_on_ground")),
    Section(mark("Terms"), OVERSEES, show_terms, ("change_term",)),
    Section(mark("The calendar"), OVERSEES, show_calendar, ("change_day_off",)),
    Section(mark("The ladder"), OVERSEES, show_ladder, ("change_ladder",)),
    Section(mark("Money and targets"), OVERSEES, show_programme, ("set_targets",)),
    Section(mark("Mail that does not arrive"), OVERSEES, show_unsent, ("address_works",)),
    Section(
        mark("Colleagues"),
        LEADS,
        show_staff,
        (
            "add_colleague",
            "change_colleague",
            "on_leave",
            "back",
            "name_contact",
            "drop_contact",
            "leaves",
            "block",
        ),
    ),
    Section(
        mark("Agencies"),
        OVERSEES,
        show_agencies,
        ("add_agency", "change_agency", "stop_agency", "start_agency"),
    ),
    Section(mark("From a spreadsheet"), (RegionDeed.IMPORT_REGION,), show_import),
)
"""The parts of the page; a test asks for every command about a region."""


def sections_of(viewer: Viewer) -> list[Section]:
    """What this viewer has of the page; nothing: there is no page."""
    return [each for each in SECTIONS if any(may_in_region(viewer, deed) for deed in each.deeds)]


def show(desk: Desk) -> None:
    """The parts as tabs; only the one that is open is read."""
    if came_from_elsewhere("region"):
        forget_sent()
    st.title(desk.say(mark("The region")), anchor=False)
    sections = sections_of(desk.viewer)
    tabs = st.tabs(
        [desk.say(section.title) for section in sections], key="region tab", on_change=clicked().note, args=("tab",)
    )
    for tab, section in zip(tabs, sections, strict=True):
        if tab.open:
            with tab:
                section.show(desk)
                show_acts(desk, section.acts)
    forget_what_is_gone(desk)
