"""One case: who is case manager, whom we wait for, the forms one may fill in, and what one may see of the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.clicked import clicked
from dashboard.part.command import hear_command, show_commands, show_refused_command
from dashboard.part.correcting import show_correcting
from dashboard.part.crossing import anything_sent, forget_sent, seen_before
from dashboard.part.file_consent import show_consents
from dashboard.part.file_emergency import show_emergency, show_who_looked
from dashboard.part.file_meeting import show_meetings
from dashboard.part.file_network import show_network
from dashboard.part.file_note import show_notes
from dashboard.part.file_plan import show_own_part, show_plan
from dashboard.part.file_power import show_means, show_orders
from dashboard.part.file_registration import show_registration
from dashboard.part.file_right import show_own_words, show_rights
from dashboard.part.flash import flash
from dashboard.part.journey_chart import show_journey
from dashboard.part.link import came_from_elsewhere, go_to, link_to
from dashboard.part.looked import show_looked
from dashboard.part.meanwhile import STORY
from dashboard.part.now import hear_question, show_now
from dashboard.part.own_handing import show_own_page
from dashboard.part.plain import plain
from dashboard.part.seen import Seen, seen_case
from dashboard.part.timeline import show_timeline
from dashboard.part.told import show_messages
from dashboard.part.youth_word import show_words_of_youth
from flows.queries.case_story import CaseStory
from flows.queries.journey import journey_of
from models.choice import CHOICES
from models.code import RightAbout, Stage
from models.item import Action, Item
from models.label import LABELS, called, capital
from models.policy import partly
from models.refusal import Unknown
from models.speech import mark


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page: its name, what the viewer must be allowed, and what it shows.

    Attributes:
        item: with ``action``, the row of the table of policies by which somebody has this part; what of it they see,
            the query behind the part decides by that same table.
    """

    title: str
    item: Item
    show: Callable[[Desk, Seen], None]
    action: Action = Action.SEE


def _plan(desk: Desk, seen: Seen) -> None:
    """Whole for who may see the file; a partner sees its own part."""
    if not seen.opened.sees(Item.FILE):
        show_own_part(desk, seen.story.ref)
        return
    show_own_words(desk, seen.story.ref, RightAbout.PLAN)
    show_plan(desk, seen.story.ref)


def _people(desk: Desk, seen: Seen) -> None:
    show_own_words(desk, seen.story.ref, RightAbout.REGISTRATION, RightAbout.PEOPLE)
    show_registration(desk, seen.story.ref)


def _meetings(desk: Desk, seen: Seen) -> None:
    show_own_words(desk, seen.story.ref, RightAbout.MEETINGS)
    show_meetings(desk, seen.story.ref)


def _consents(desk: Desk, seen: Seen) -> None:
    show_own_words(desk, seen.story.ref, RightAbout.CONSENT)
    show_words_of_youth(desk, seen.story.ref)
    show_consents(desk, seen.story.ref)


def _own_file(desk: Desk, seen: Seen) -> None:
    show_own_page(desk, seen.opened)
    st.header(desk.say(mark("What was asked of this file")), anchor=False)
    show_rights(desk, seen.story.ref)


def _timeline(desk: Desk, seen: Seen) -> None:
    with desk.read() as tx:
        journey = journey_of(tx, desk.viewer, seen.story.ref)
    show_journey(desk, journey)
    show_timeline(seen.story.timeline, desk, journey.messages)
    show_correcting(desk, seen.opened)


SECTIONS: Sequence[Section] = (
    Section(mark("In an emergency"), Item.EMERGENCY, lambda desk, seen: show_emergency(desk, seen.story.ref)),
    Section(mark("Now"), Item.WAIT, lambda desk, seen: show_now(desk, seen.opened, seen.story)),
    Section(
        mark("Do something"),
        Item.NOTE_PRIVATE,
        lambda desk, seen: show_commands(desk, seen.opened, seen.story),
        Action.ADD,
    ),
    Section(mark("Timeline"), Item.TIMELINE, _timeline),
    Section(mark("Plan"), Item.GOAL, _plan),
    Section(mark("Means"), Item.MONEY, lambda desk, seen: show_means(desk, seen.story.ref)),
    Section(mark("Binding decisions"), Item.ORDER, lambda desk, seen: show_orders(desk, seen.story.ref)),
    Section(mark("Youth and people"), Item.REGISTRATION, _people),
    Section(mark("Network and coaching"), Item.NETWORK, lambda desk, seen: show_network(desk, seen.story.ref)),
    Section(mark("Meetings"), Item.FILE, _meetings),
    Section(mark("Consent"), Item.CONSENT, _consents),
    Section(mark("Notes"), Item.NOTE_PRIVATE, lambda desk, seen: show_notes(desk, seen.story.ref)),
    Section(mark("Own file"), Item.FILE, _own_file),
    Section(mark("Messages"), Item.MESSAGE, lambda desk, seen: show_messages(desk, seen.story.ref)),
    Section(mark("Who looked"), Item.LOG, lambda desk, seen: show_looked(desk, seen.story.ref)),
)
"""The parts of a case, and who may see each."""


def show(desk: Desk) -> None:
    """The case whose number stands in the address; without one, a place to type it."""
    ref = st.query_params.get("ref", "")
    if came_from_elsewhere("case"):
        forget_sent()
    if not ref:
        _ask_number(desk)
        return
    ref = ref.strip().upper()
    try:
        seen = seen_case(desk, ref)
    except Unknown:
        before = seen_before(ref, STORY)
        if before is None:
            raise
        _no_part_any_more(desk, before)
        return
    _show(desk, seen)
    _hear(desk, seen)


def _show(desk: Desk, seen: Seen) -> None:
    _head(desk, seen.story)
    show_who_looked(desk, seen.opened)
    sections = [each for each in SECTIONS if partly(seen.opened.held, each.item, each.action)]
    titles, key = [desk.say(section.title) for section in sections], f"tab{seen.story.id}"
    tabs = st.tabs(titles, key=key, on_change=clicked().note, args=("tab",))
    for tab, section in zip(tabs, sections, strict=True):
        if tab.open:
            with tab:
                section.show(desk, seen)


def _hear(desk: Desk, seen: Seen) -> None:
    """What was sent from a form that is not drawn any more, because one more click came first, is handed in here."""
    if not anything_sent():
        return
    hear_question(desk, seen.opened, seen.story)
    hear_command(desk, seen.opened, seen.story)
    forget_sent()
    flash(desk.say(mark("That click was not heard. Look at the form, and send it again.")), "info")
    st.rerun()


def _no_part_any_more(desk: Desk, before: Seen) -> None:
    """Who was asked one thing and answered it has no part in the case from then on."""
    st.title(plain(before.story.ref), anchor=False)
    st.info(desk.say(mark("You have no part in this case at the moment. An answer that was sent is kept.")))
    show_refused_command(desk, before.opened, before.story)
    link_to("questions", desk.say(mark("My questions")))


def _ask_number(desk: Desk) -> None:
    st.title(desk.say(mark("A case")), anchor=False)
    ref = st.text_input(desk.say(mark("Case number")), placeholder="VN-", max_chars=12, key="ref typed")
    if st.button(desk.say(mark("Open the case")), type="primary") and ref:
        go_to("case", {"ref": ref.strip().upper()})


def _head(desk: Desk, story: CaseStory) -> None:
    name = f" · {plain(story.youth)}" if story.youth else ""
    st.title(f"{plain(story.ref)}{name}", anchor=False)
    with st.container(horizontal=True):
        if story.urgent:
            st.badge(desk.say(mark("urgent")), icon=":material/priority_high:", color="orange")
        if story.closed_at:
            how = called(CHOICES, story.outcome, desk.language)
            st.badge(f"{desk.say(mark('closed'))}: {how}", icon=":material/check:", color="gray")
        for run in story.stages:
            if run.stage in set(Stage) and run.status != "ended":
                st.badge(capital(called(LABELS[Stage], run.stage, desk.language)), color="blue")
    manager = plain(story.case_manager) if story.case_manager else desk.say(mark("nobody yet; the coordinator for now"))
    phone = f" · :material/call: {plain(story.case_manager_phone)}" if story.case_manager_phone else ""
    st.markdown(f"**{desk.say(mark('Case manager'))}:** {manager}{phone}")
    if story.consultant:
        st.markdown(f"**{desk.say(mark('Transition consultant'))}:** {plain(story.consultant)}")
    if story.closed_at and story.retain_until:
        sentence = (
            mark("Held: nothing of it is destroyed for now.")
            if story.on_hold
            else mark("Kept until {day}, then destroyed.")
        )
        st.caption(desk.say(sentence, day=desk.day(story.retain_until)))
