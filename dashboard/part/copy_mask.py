"""What is left out of a copy, seen by a person before it is handed over: more is left out, or shown after all."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.flash import flash
from dashboard.part.plain import plain
from flows.commands.right import decide_mask
from flows.copy.item import CALLED, Copy, Item
from flows.copy.read import copy_for
from models.label import capital
from models.refusal import Refused
from models.speech import mark

MOST_SHOWN = 60
"""Letters of a text in a list; the whole text stands below it once it is chosen."""


def show_masks(desk: Desk, ref: str, request: int, *, may_change: bool) -> None:
    """Everything that is left out and why, and a form to leave out more or show something after all."""
    with desk.read() as tx:
        copy = copy_for(tx, desk.viewer, ref, request, desk.language)
    left_out = [item for item in copy.items() if item.mask]
    total = sum(1 for _ in copy.items())
    st.markdown(
        desk.say(mark("{number} of {total} things in the file are left out:"), number=len(left_out), total=total)
    )
    st.markdown("\n".join(f"- {_line(desk, item)}" for item in left_out) or desk.say(mark("Nothing.")))
    if may_change:
        _change(desk, ref, request, copy)


def _line(desk: Desk, item: Item) -> str:
    why = desk.say(CALLED[item.mask]) if item.mask else ""
    return f"{_short(item)} ({why})"


def _short(item: Item) -> str:
    text = item.text if len(item.text) <= MOST_SHOWN else item.text[:MOST_SHOWN] + "…"
    return f"{plain(capital(item.label))}: {plain(text)}"


def _change(desk: Desk, ref: str, request: int, copy: Copy) -> None:
    """Chosen first, so that the whole text can be read; then decided, with a reason."""
    found = {item.key: (section.title, item) for section in copy.sections for e in section.entries for item in e.items}
    key = st.selectbox(
        desk.say(mark("Leave out something else, or show something after all")),
        list(found),
        None,
        lambda each: f"{found[each][0]} · {_plainly(found[each][1])}" if each in found else each,
        key=f"mask item {request}",
        placeholder=desk.say(mark("Choose")),
    )
    if key not in found:
        return
    item = found[key][1]
    st.text(item.text)
    with st.form(f"mask {request} {key}", enter_to_submit=False, border=False):
        why = st.text_area(desk.say(mark("Why")) + " *", max_chars=1000)
        label = mark("Show it after all") if item.mask else mark("Leave it out")
        if st.form_submit_button(desk.say(label), type="primary"):
            _decide(desk, ref, request, {"item": key, "masked": item.mask is None, "why": why})


def _plainly(item: Item) -> str:
    return f"{capital(item.label)}: {' '.join(item.text.split())[:MOST_SHOWN]}"


def _decide(desk: Desk, ref: str, request: int, content: dict[str, object]) -> None:
    try:
        decide_mask(desk.office.store, desk.viewer, ref, request, content, desk.now)
    except Refused as refused:
        st.error(refused.text(desk.language))
        return
    flash(desk.say(mark("Kept. It holds for this copy only.")))
    st.rerun()
