"""Registering a youth: a form in sections, kept as a draft of one's own agency while it is being written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.field import Field, fields_of
from dashboard.part.flash import flash
from dashboard.part.form import Content, draw, full_lines, show_summary
from dashboard.part.link import came_from_another_page, came_from_elsewhere, go_to
from dashboard.part.paper import Paper
from dashboard.part.plain import plain
from dashboard.part.sending import Filled, hand_in
from flows.commands.draft import drop_draft, keep_draft
from flows.commands.register import hand_in as hand_in_draft
from flows.queries.case_filter import region_of
from flows.queries.draft import draft_of, drafts_of
from flows.queries.option import Option
from flows.queries.pick import options_of_region
from models.age import PARENTS_STAND_BACK_AT, age
from models.forms.intake import Registration
from models.speech import mark

DANGER, ANOTHER_NUMBER = "danger", "another_number"
LONGEST_NUMBER = 16
SHEETS = "sheets of paper"
"""How many registrations were begun in this session; each has fields of its own."""
CALL = mark(
    "**Is there danger right now? Call 112. For advice or a report: Veilig Thuis, 0800-2000, day and night, for free.**"
    " Vangnet does not pass this on: nobody reads it at once."
)


MORE = "neighbourhood phone email language living secret_address absent_since departs_on school level siblings"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: its title, its fields, and whether it must be filled in."""

    title: str
    fields: tuple[str, ...]
    needed: bool = True


SECTIONS: Sequence[Section] = (
    Section(mark("Who is it?"), ("given_name", "prefix", "family_name", "birth_on", "municipality", "sector")),
    Section(mark("What is going on?"), ("worry", "wish", "urgent")),
    Section(
        mark("Does the youth know?"),
        ("told_youth_on", "told_youth_how", "told_parents_on", "told_parents_how", "ground", ANOTHER_NUMBER),
    ),
    Section(
        mark("More about the youth"),
        (
            "neighbourhood",
            "phone",
            "email",
            "language",
            "living",
            "secret_address",
            "absent_since",
            "departs_on",
            "school",
            "level",
            "siblings",
        ),
        needed=False,
    ),
    Section(mark("Who has custody?"), ("custody",), needed=False),
    Section(mark("Who helps already, and what was asked?"), ("partners", "running", "notes"), needed=False),
    Section(mark("Consent"), ("consents",), needed=False),
)
"""Every field of the registration stands in one section; a test asks for that. Danger stands above all of them."""


def show(desk: Desk) -> None:
    """The form, begun anew or where a draft was left."""
    st.title(desk.say(mark("Register a youth")), anchor=False)
    st.caption(
        desk.say(mark("It takes about five minutes. What you write is kept as a draft of your own organisation."))
    )
    if came_from_elsewhere("register"):
        forget()
    if came_from_another_page("register"):
        st.query_params.clear()
    draft = _draft_asked()
    with st.container():
        if draft is None:
            _drafts(desk)
    paper = _paper(desk, draft)
    fields = {field.name: field for field in fields_of(Registration)}
    danger = _danger(desk, paper, fields)
    with st.container():
        show_summary(paper)
    content = {**_sections(desk, paper, fields), **({DANGER: True} if danger else {})}
    _parents(desk, content)
    number = _keep(desk, draft, full_lines(fields.values(), content))
    if st.button(desk.say(mark("Hand in the registration")), type="primary"):
        drawn = tuple(fields.values())
        hand_in(paper, Filled(Registration, drawn, content), lambda full: _handed_in(desk, number, full))


def _draft_asked() -> int | None:
    asked = st.query_params.get("draft", "")
    if asked.isdecimal() and len(asked) < LONGEST_NUMBER:
        return int(asked)
    kept = st.session_state.get("kept")  # what was typed next may have come before the number stood in the address
    return int(kept[0]) if kept else None


def _paper(desk: Desk, draft: int | None) -> Paper:
    def lists(pick: str) -> tuple[Option, ...]:
        with desk.read() as tx:
            return options_of_region(tx, region_of(tx, desk.viewer), pick)

    begun: dict[str, Any] = {}
    if draft is not None:
        with desk.read() as tx:
            begun = draft_of(tx, desk.viewer, draft)
    key = f"r{st.session_state.get(SHEETS, 0)}"
    return Paper(key, desk.language, lists, begun, in_form=False)


def _danger(desk: Desk, paper: Paper, fields: dict[str, Field]) -> bool:
    danger = draw(paper, [fields[DANGER]]).get(DANGER, False)
    with st.container():
        if danger:
            st.error(desk.say(CALL), icon=":material/emergency:")
    return bool(danger)


def _sections(desk: Desk, paper: Paper, fields: dict[str, Field]) -> Content:
    content: Content = {}
    for section in SECTIONS:
        drawn = [fields[name] for name in section.fields if name != ANOTHER_NUMBER or _asks_number(paper)]
        title = desk.say(section.title)
        wrong = any(place.split(".")[0] in section.fields for place in paper.errors)
        place = st.container(border=True) if section.needed else st.expander(title, expanded=wrong)
        with place:
            if section.needed:
                st.header(title, anchor=False)
            content |= draw(paper, drawn)
    return content


def _asks_number(paper: Paper) -> bool:
    return "" in paper.errors


def _parents(desk: Desk, content: Content) -> None:
    birth_on = content.get("birth_on")
    if birth_on and 0 <= age(date.fromisoformat(birth_on), desk.today) < PARENTS_STAND_BACK_AT:
        st.info(
            desk.say(mark("Under 16 those with custody must know too: fill in when they were told, and who they are."))
        )


def _keep(desk: Desk, draft: int | None, content: Content) -> int | None:
    """Keeps what was written so far; gives the number of the draft, once there is something to keep."""
    if not {"given_name", "family_name", "worry"} & set(content):
        return draft
    kept = st.session_state.get("kept")
    if kept != (draft, content):
        draft = keep_draft(desk.office.store, desk.viewer, draft, content, desk.now)
        st.session_state["kept"] = (draft, content)
        st.query_params["draft"] = str(draft)
    st.caption(desk.say(mark(":material/cloud_done: Kept as a draft; only your own organisation sees it.")))
    return draft


def _handed_in(desk: Desk, draft: int | None, content: dict[str, Any]) -> str:
    number = keep_draft(desk.office.store, desk.viewer, draft, content, desk.now)
    registered = hand_in_draft(desk.office.store, desk.viewer, number, desk.now)
    forget()
    flash(
        desk.say(
            mark("Registered as {ref}. You hear of it as soon as something is decided."), ref=plain(registered.ref)
        )
    )
    go_to("case", {"ref": registered.ref})
    raise AssertionError("another page is open by now")


def forget() -> None:
    """What is written next is written on a new sheet; a draft that was kept stays kept."""
    st.session_state[SHEETS] = st.session_state.get(SHEETS, 0) + 1
    st.session_state.pop("kept", None)


def _drafts(desk: Desk) -> None:
    with desk.read() as tx:
        found = drafts_of(tx, desk.viewer)
    if not found:
        return
    one, several = mark("{number} draft of your organisation"), mark("{number} drafts of your organisation")
    with st.expander(desk.count(one, several, len(found))):
        for draft in found:
            about = plain(draft.about) or desk.say(mark("no name yet"))
            st.markdown(f"**{about}** · {plain(draft.author)} · {desk.moment(draft.written_at)}")
            with st.container(horizontal=True):
                if st.button(desk.say(mark("Go on with this")), key=f"draft{draft.id}"):
                    forget()
                    go_to("register", {"draft": str(draft.id)})
                if st.button(desk.say(mark("Throw away")), key=f"drop{draft.id}", type="tertiary"):
                    drop_draft(desk.office.store, desk.viewer, draft.id, desk.now)
                    st.rerun()
