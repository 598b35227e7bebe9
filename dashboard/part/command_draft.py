"""The form of a command with what was typed to it before: kept as each field is left, put back, and what changed since.

What stood there when it was typed is kept beside it. So of a form that begins with what holds, as of an agency, only
what one changed oneself comes back; the rest stands there as it is now. Carries nothing out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.clicked import give_way
from dashboard.part.command_field import SURE
from dashboard.part.crossing import as_seen
from dashboard.part.drafting import Sheeted, keep_sheet, kept_once
from dashboard.part.field import Field
from dashboard.part.field_reads import reads
from dashboard.part.form import Content, draw, show_summary
from dashboard.part.paper import Paper
from dashboard.part.plain import plain
from flows.commands.command_draft import Place, Typed, keep_typed
from flows.queries.command_draft import Forms, KeptForm, typed_to_commands
from models.speech import mark

UNSENT = mark("You typed this on {day} and did not send it yet. It still stands here.")
CHANGED = mark("Meanwhile somebody changed here: {fields}. What you did not change yourself stands here as it is now.")
BOTH = mark("'{field}' you changed too; by now it reads: {value}")

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Begun:
    """The form of a command as it is on the page.

    Attributes:
        place: where what is typed on it is kept.
        before: what stood on it before anybody typed.
        kept: what was typed on an earlier visit.
    """

    place: Place
    paper: Paper
    before: Values
    kept: KeptForm | None


def forms_kept(desk: Desk, page: str, ref: str = "") -> Forms:
    """What the viewer typed to the commands of a case, or of the region, as the page saw it."""

    def read() -> Forms:
        with desk.read() as tx:
            return typed_to_commands(tx, desk.viewer, ref)

    return as_seen(page, "typed to commands", read)


def begin(paper: Paper, place: Place, forms: Forms) -> Begun:
    """The sheet with what was typed on an earlier visit put back."""
    kept = kept_once(paper.key, "draft", lambda: forms.get((place.command, place.about)))
    before: Values = kept_once(paper.key, "before", lambda: paper.start)
    start = put_back(before, kept) if kept else paper.start
    return Begun(place, replace(paper, start=start, in_form=False, drafted=kept is not None), before, kept)


def put_back(now: Values, kept: KeptForm) -> dict[str, Any]:
    """What was typed, over what holds now: what was left as it was follows what somebody else changed."""
    mine = set(_differs(kept.before, kept.content))
    theirs = {name: value for name, value in now.items() if name not in mine}
    return {**theirs, **{name: value for name, value in kept.content.items() if name in mine}}


def _differs(before: Values, after: Values) -> Iterator[str]:
    """The fields that read otherwise; what was left open is the same as what was never there."""
    for name in dict.fromkeys((*before, *after)):
        if (before.get(name) or None) != (after.get(name) or None):
            yield name


def show_since(desk: Desk, begun: Begun, fields: Sequence[Field], news: str = "") -> None:
    """Says that this was typed before, what somebody else changed on the form, and what else happened, in Markdown."""
    with st.container():
        if begun.kept is not None:
            told = [desk.say(UNSENT, day=desk.day(begun.kept.at.date())), *_changes(begun, begun.kept, fields), news]
            st.info(" ".join(filter(None, told)))


def _changes(begun: Begun, kept: KeptForm, fields: Sequence[Field]) -> Iterator[str]:
    theirs, mine = set(_differs(kept.before, begun.before)), set(_differs(kept.before, kept.content))
    found = [field for field in fields if field.name in theirs]
    paper = begun.paper
    if found:
        yield paper.say(CHANGED, fields=", ".join(paper.say(field.label) for field in found))
    for field in found:
        value = reads(paper, field, begun.before.get(field.name))
        if field.name in mine and value:
            yield paper.say(BOTH, field=paper.say(field.label), value=plain(value)) + "."


def chosen_before(key: str, offered: Mapping[str, Place], forms: Forms) -> int | None:
    """Where in a list that stands above a form is what was chosen for something not sent yet; the newest.

    Args:
        key: of the list; worked out as that is drawn for the first time.
        offered: the choices, each with where something would be typed to it.
        forms: what was typed.
    """

    def newest() -> str | None:
        by_place = {(place.command, place.about): choice for choice, place in offered.items()}
        return next((by_place[each] for each in reversed(list(forms)) if each in by_place), None)

    name = f"{key}#chosen"
    if key not in st.session_state or name not in st.session_state:
        st.session_state[name] = newest()
    chosen = st.session_state[name]
    return list(offered).index(chosen) if chosen in offered else None


@st.fragment
def draw_kept(desk: Desk, begun: Begun, fields: Sequence[Field]) -> Content:
    """The fields, of which each is kept as it is left; but for the tick, which is given anew each time."""
    paper = begun.paper
    give_way(paper.key)
    show_summary(paper)
    typed = [field for field in fields if field != SURE]
    content = draw(paper, typed)
    keep_sheet(
        Sheeted(desk, paper, partial(_keep, desk, begun), begun.kept.content if begun.kept else {}), typed, content
    )
    return {**content, **draw(paper, [field for field in fields if field == SURE])}


def _keep(desk: Desk, begun: Begun, content: Content) -> None:
    keep_typed(desk.office.store, desk.viewer, begun.place, Typed(content, begun.before), desk.office.now())
